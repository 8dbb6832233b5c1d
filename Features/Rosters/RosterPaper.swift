import Handbook
import Kernel
import Press

/// F-60 排班表 and F-49 值班表 (GAME-17, SOFT-66): what was published, computed from the records.
struct RosterSheet: Sendable {
    enum Kind: CaseIterable, Sendable {
        case roster, duties

        var form: String { self == .roster ? "F-60" : "F-49" }
    }

    /// Lines of the record of changes that one sheet prints.
    static let mostChanges = 2000
    /// Findings that it says in full.
    static let mostFindings = 20

    let kind: Kind
    let view: RosterView
    /// On F-49: what happened in each duty, and who signed for it.
    let log: [DutyAssignment.ID: [DutyLogEntry]]
    let signatures: [DutyAssignment.ID: DutyLogSignature]
    let company: String
    let document: (number: String, version: String)?
    let printedBy: String
    let printedAt: Instant
    let zone: Zone
    let language: Language

    private var t: Language { language }

    var paper: Paper {
        let published =
            view.roster.published.map {
                t(.receptionBy, $0.at.dateAndTime(in: zone), view.names[$0.by] ?? "")
            } ?? t(.paperNotYet)
        return Paper(
            title: "\(view.unit)\(t(kind == .roster ? .rosterForm : .dutyTable))", form: kind.form,
            number: "\(view.days.lowerBound.description)–\(view.days.upperBound.description)", organisation: company,
            edition: document.map { t(.paperEdition, $0.number, $0.version) } ?? "",
            printed: t(.paperPrinted, printedBy, printedAt.dateAndTime(in: zone)),
            blocks: (kind == .roster ? roster : duties) + [
                .note("\(t(.rosterPublishedAt))\(t(.handoverColon))\(published)"),
                .signatures([Paper.Signature(t(.signManager))]),
            ], words: .house(t, number: .rosterPeriod), isLandscape: true)
    }

    private var roster: [Paper.Block] {
        let templates = view.template
        var cells: [Staff.ID: [Day: [ShiftAssignment]]] = [:]
        for shift in view.shifts {
            if let person = shift.staff { cells[person, default: [:]][shift.day, default: []].append(shift) }
        }
        let months = Self.months(of: view.days)
        let groups = Dictionary(view.groups.map { ($0.id, $0.name) }) { $1 }
        let hasGroups = view.people.contains { view.groupOf[$0.id] != nil }
        let tables = months.flatMap { days -> [Paper.Block] in
            let columns =
                (hasGroups ? [Paper.Column(t(.shiftGroup), 3)] : []) + [Paper.Column(t(.rosterPerson), 5)]
                + days.map { day in
                    Paper.Column(view.calendar.isWorkingDay(day) ? String(day.day) : "\(day.day)*", 2)
                } + [Paper.Column(t(.rosterHours), 3)]
            let rows = view.people.compactMap { person -> [String]? in
                let mine = days.map { cells[person.id]?[$0] ?? [] }
                guard mine.contains(where: { !$0.isEmpty }) else { return nil }
                let minutes = mine.joined().reduce(0) { $0 + $1.paidMinutes }
                let group = view.groupOf[person.id].flatMap { groups[$0] } ?? ""
                return (hasGroups ? [group, person.name] : [person.name])
                    + mine.map { shifts in shifts.map { view.code(of: $0, templates) }.joined(separator: "+") }
                    + [RosterGridPages.hours(minutes)]
            }
            let month = days.first.map { String($0.description.prefix(7)) } ?? ""
            return (months.count > 1 ? [.heading(month)] : [])
                + [.table(Paper.Table(columns, rows, empty: t(.paperNothing)))]
        }
        let legend = view.templates.filter { !$0.isRetired }.map { "\($0.code) \($0.name(in: t)) \($0.hours)" }
        let text = RosterFindingText(
            names: view.names, groups: groups, zone: zone, t: t)
        let counted = view.findings.filter(\.counts)
        let more = counted.count - Self.mostFindings
        let findings =
            counted.prefix(Self.mostFindings).map(text.sentence)
            + (more > 0 ? [t(.rosterMoreFindings, String(more))] : [])
        let changes = view.changes.map { change in
            [
                String(change.number), change.at.dateAndTime(in: zone), t(change.what.word), change.was, change.became,
                change.reason, change.by.flatMap { view.names[$0] } ?? "",
            ]
        }
        let heads: [(Word, Int)] = [
            (.columnTime, 4), (.rosterAct, 2), (.rosterWas, 6), (.rosterBecame, 6), (.rosterReason, 5), (.rosterBy, 3),
        ]
        let earlier: [Paper.Block] =
            view.earlierChanges > 0 ? [.note(t(.rosterChangesLeftOut, String(view.earlierChanges)))] : []
        let made: [Paper.Block] = [
            .note(legend.joined(separator: "　")),
            .note("\(t(DutyKind.supervisor.word))\(t(.handoverColon))\(supervisors)"),
            .note(
                "\(t(.rosterFindings))\(t(.handoverColon))\(findings.isEmpty ? t(.rosterClean) : findings.joined(separator: t(.sentenceGap)))"
            ),
            .table(
                Paper.Table(
                    [Paper.Column("#", 1)] + heads.map { Paper.Column(t($0.0), $0.1) }, changes,
                    empty: "\(t(.rosterChanges))\(t(.handoverColon))\(t(.paperNothing))")),
        ]
        return tables + made + earlier
    }

    /// Who leads on which day: `12-1 梁晨　12-2 宋佳`.
    private var supervisors: String {
        let days = view.duties.filter { $0.kind == .supervisor && view.days.contains($0.day) }.map { duty in
            "\(duty.day.month)-\(duty.day.day) \(view.names[duty.primary] ?? "")"
        }
        return days.isEmpty ? t(.paperNothing) : days.joined(separator: "　")
    }

    /// Each month by itself, as wide as a sheet is; a roster may have a year of them.
    private static func months(of days: ClosedRange<Day>) -> [[Day]] {
        days.reduce(into: [[Day]]()) { months, day in
            if months.last?.last?.firstOfMonth == day.firstOfMonth {
                months[months.count - 1].append(day)
            } else {
                months.append([day])
            }
        }
    }

    private var duties: [Paper.Block] {
        let heads: [(Word, Int)] = [
            (.rosterTimes, 6), (.dutyKind, 3), (.dutyPrimary, 3), (.dutyBackup, 3), (.dutyPhone, 4), (.dutyLog, 12),
            (.paperSignature, 4),
        ]
        let rows = view.duties.filter { view.days.contains($0.day) }.map { duty in
            [
                "\(duty.span.lowerBound.dateAndTime(in: zone))\n\(duty.span.upperBound.dateAndTime(in: zone))",
                t(duty.kind.word), view.names[duty.primary] ?? "",
                duty.backup.flatMap { view.names[$0] } ?? t(.dutyNoBackup), duty.phone,
                (log[duty.id] ?? []).map(line).joined(separator: "\n"),
                signatures[duty.id].map { "\(view.names[$0.by] ?? "")\n\($0.at.dateAndTime(in: zone))" } ?? "",
            ]
        }
        return [.table(Paper.Table(heads.map { Paper.Column(t($0.0), $0.1) }, rows, empty: t(.paperNothing)))]
    }

    /// One entry: when, who called, the matter, what was done, what is or was to be followed.
    private func line(_ entry: DutyLogEntry) -> String {
        let draft = entry.draft
        let follow =
            draft.follow.isEmpty
            ? "" : t(.dutyLogFollowLine, draft.follow, entry.closing.map { $0.text } ?? t(.dutyLogStillOpen))
        let reached = draft.reachedAt.map { "\(t(.dutyLogReached)) \($0.monthAndTime(in: zone, t))" } ?? ""
        return "\(draft.at.monthAndTime(in: zone, t)) "
            + [draft.caller, draft.matter, reached, draft.action, draft.result, follow].filter { !$0.isEmpty }
            .joined(separator: t(.rosterLogGap))
    }
}
