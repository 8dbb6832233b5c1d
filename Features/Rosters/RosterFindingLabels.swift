import Handbook
import Kernel
import Web

/// Each finding as a sentence.
struct RosterFindingText {
    let names: [Staff.ID: String]
    let groups: [ShiftGroup.ID: String]
    let zone: Zone
    let t: Language

    /// With the clause that asks.
    func item(_ finding: RosterFinding) -> HTML {
        """
        <li class="\(finding.isBlock ? "block" : "")">\(finding.clause.map { ClauseMark($0).html })\
         \(sentence(finding))</li>
        """
    }

    func sentence(_ finding: RosterFinding) -> String { t(said(finding)) }

    /// In any language, but for the names of duties.
    func said(_ finding: RosterFinding) -> Sentence {
        switch finding.matter {
        case .belowMinimum(let group, let hours, let present, let minimum):
            Sentence(.foundMinimum, groups[group] ?? "", span(hours), String(present), String(minimum))
        case .belowTarget(let group, let hours, let present, let target):
            Sentence(.foundTarget, groups[group] ?? "", span(hours), String(present), String(target))
        case .groupAbsent(let group, let minimum):
            Sentence(.foundGroupAbsent, groups[group] ?? "", String(minimum))
        case .unmanned(let hours): Sentence(.foundUnmanned, span(hours))
        case .channelUnmanned(_, let name, let hours): Sentence(.foundChannelUnmanned, name, span(hours))
        case .unqualified(_, let person, let skill): Sentence(.foundUnqualified, name(person), skill)
        case .noMentor(_, let person): Sentence(.foundNoMentor, name(person))
        case .overlap(let person, let one, let other): Sentence(.foundOverlap, name(person), span(one), span(other))
        case .shortRest(let person, let at, let minutes, let asked):
            Sentence(
                .foundShortRest, name(person), at.dateAndTime(in: zone), RosterGridPages.hours(minutes),
                RosterGridPages.hours(asked))
        case .longWeek(let person, let monday, let minutes, let asked):
            Sentence(
                .foundLongWeek, name(person), monday.description, RosterGridPages.hours(minutes),
                RosterGridPages.hours(asked))
        case .noDayOff(let person, let monday): Sentence(.foundNoDayOff, name(person), monday.description)
        case .onLeave(_, let person, let hours): Sentence(.foundOnLeave, name(person), span(hours))
        case .open(_, let hours): Sentence(.foundOpen, span(hours))
        case .dutyUnmanned(let kind, let hours): Sentence(.foundDuty, span(hours), t(kind.word))
        case .dutyWithoutBackup(let kind, let hours): Sentence(.foundDutyBackup, span(hours), t(kind.word))
        case .monthEdge(let day, let present, let minimum):
            Sentence(.foundEdge, day.description, String(present), String(minimum))
        }
    }

    private func name(_ person: Staff.ID) -> String { names[person] ?? "" }

    private func span(_ range: Range<Instant>) -> String {
        let (day, from, _) = range.lowerBound.local(zone)
        let (last, until, _) = range.upperBound.local(zone)
        return day == last ? "\(day) \(from)-\(until)" : "\(day) \(from)–\(last) \(until)"
    }
}
