import Handbook
import Kernel
import Testing

@testable import Desk
@testable import Deskkit

/// Who hands over to whom, what a sheet lacks, and what may be done in which state; without a database.
@Suite struct HandoverRuleTests {
    private static let noon = Zone.shanghai.instant(Day(2026, 1, 6), .at(12))

    private static func handover(_ kind: Handover.Kind, taker: Staff.ID? = nil) -> Handover {
        Handover(
            id: "h", number: "JJ1", unit: "centre", kind: kind,
            time: Handover.Time(
                until: noon + .hours(9), next: kind == .shift ? (noon + .hours(21))..<(noon + .hours(33)) : nil),
            openedAt: noon, giver: "wang", taker: taker)
    }

    private static func shift(_ id: String, _ staff: Staff.ID?, _ from: Int, _ to: Int, isShadow: Bool = false)
        -> ShiftAssignment
    {
        let start = Zone.shanghai.instant(Day(2026, 1, 6), .midnight)
        return ShiftAssignment(
            id: ShiftAssignment.ID(id), roster: "roster", unit: "centre", staff: staff, day: Day(2026, 1, 6),
            span: (start + .hours(from))..<(start + .hours(to)), isShadow: isShadow, enteredBy: nil, enteredAt: start)
    }

    /// GAME-50: day to day, day to night, and shifts that overlap.
    @Test func theNextShiftIsWhoBeginsLaterAndStaysLonger() {
        let start = Zone.shanghai.instant(Day(2026, 1, 6), .midnight)
        let days = [
            Self.shift("1", "wang", 9, 21), Self.shift("2", "zhao", 9, 21),
            Self.shift("3", "new", 9, 21, isShadow: true),
            Self.shift("4", "chen", 33, 45), Self.shift("5", nil, 33, 45), Self.shift("6", "li", 57, 69),
        ]
        let change = HandoverChange(in: "centre", at: start + .hours(21), among: days)
        #expect(change?.outgoing == ["wang", "zhao"] && change?.incoming == ["chen"])
        #expect(change?.next == (start + .hours(33))..<(start + .hours(45)))
        let overlapping = [
            Self.shift("1", "wang", 8, 17), Self.shift("2", "zhao", 12, 21), Self.shift("3", "li", 21, 32),
        ]
        let early = HandoverChange(in: "centre", at: start + .hours(17), among: overlapping)
        #expect(early?.incoming == ["zhao"] && early?.next?.lowerBound == start + .hours(12), "who is there already")
        let last = HandoverChange(in: "centre", at: start + .hours(32), among: overlapping)
        #expect(last?.outgoing == ["li"] && last?.incoming == [] && last?.next == nil)
        #expect(HandoverChange(in: "centre", at: start + .hours(20), among: overlapping) == nil, "nobody ends then")
    }

    /// Somebody who swapped works both shifts: the others of the next one are asked, and told (GAME-50).
    @Test func whoeverWorksBothShiftsIsNotAskedToTakeOver() {
        let start = Zone.shanghai.instant(Day(2026, 1, 6), .midnight)
        let both = [
            Self.shift("1", "wang", 9, 21), Self.shift("2", "zhao", 9, 21), Self.shift("3", "zhao", 33, 45),
            Self.shift("4", "chen", 33, 45),
        ]
        let change = HandoverChange(in: "centre", at: start + .hours(21), among: both)
        #expect(change?.incoming == ["chen", "zhao"] && change?.takers == ["chen"])
    }

    /// The night is worked by the same people: the morning takes over; of those alone nobody does (GAME-50).
    @Test func whereTheSamePeopleWorkOnTheFirstOtherShiftTakesOver() {
        let start = Zone.shanghai.instant(Day(2026, 1, 6), .midnight)
        let same = [
            Self.shift("1", "wang", 9, 21), Self.shift("2", "zhao", 9, 21), Self.shift("3", "zhao", 21, 33),
            Self.shift("4", "wang", 21, 33),
        ]
        let later = same + [Self.shift("5", "wang", 45, 57), Self.shift("6", "chen", 45, 57)]
        let change = HandoverChange(in: "centre", at: start + .hours(21), among: later)
        #expect(change?.takers == ["chen"] && change?.incoming == ["chen", "wang"])
        #expect(change?.next == (start + .hours(45))..<(start + .hours(57)))
        let alone = HandoverChange(in: "centre", at: start + .hours(21), among: same)
        #expect(alone?.takers == [] && alone?.next == (start + .hours(21))..<(start + .hours(33)))
    }

    /// GAME-53: each section is filled in or stated to be none; all that is missing is named at once.
    @Test func aSheetSaysAllThatItLacks() throws {
        let handbook = try PackShelf.ofTheHouse.handbook("game-support")
        let items = handbook.handoverItems(leaving: false, at: .department)
        let sections = HandoverSection.allCases
        var sheet = HandoverSheet()
        #expect(sheet.missing(sections, of: items) == sections)
        sheet.none = [.staffing]
        sheet.entries = [HandoverSheet.Entry(.openCase, "1", at: nil) { _ in "1" }]
        #expect(
            sheet.missing(sections, of: items) == [.equipment, .counts, .checks], "an open case is a difficult problem")
        sheet.lines = items.map { item in
            HandoverSheet.Line(
                code: item.code, name: item.name, part: item.part, standing: item.part == .count ? .counted : .fine,
                expected: item.expected, actual: item.part == .count ? 3 : nil, measure: item.measure, remark: "")
        }
        #expect(sheet.missing(sections, of: items) == [])
        let amiss = sheet.lines.filter(\.isAmiss)
        #expect(amiss.map(\.name) == ["备用耳机"] && amiss.first?.difference == -1)
        sheet.lines.removeLast()
        #expect(sheet.missing(sections, of: items) == [.equipment], "one item is left open")
    }

    /// Every act in every state: what is refused, and that a settled one stays as it is.
    @Test func onlyWhatIsOpenChanges() throws {
        func states(_ kind: Handover.Kind, _ taker: Staff.ID?) throws -> [String: Handover] {
            let drafted = Self.handover(kind, taker: taker)
            var offered = drafted
            try offered.offer(by: "wang", at: Self.noon)
            var refused = offered
            try refused.refuse(by: "zhao")
            var accepted = offered
            try accepted.accept(by: "zhao", arrived: Self.noon, needsWitness: true, at: Self.noon + .hours(1))
            var dropped = drafted
            try dropped.drop()
            return [
                "drafted": drafted, "offered": offered, "refused": refused, "accepted": accepted, "dropped": dropped,
            ]
        }
        let acts: [(String, (inout Handover) throws -> Void)] = [
            ("write", { try $0.write(by: "wang") }), ("offer", { try $0.offer(by: "wang", at: Self.noon) }),
            ("take back", { try $0.takeBack(by: "wang") }),
            ("accept", { try $0.accept(by: "zhao", arrived: Self.noon, needsWitness: true, at: Self.noon) }),
            ("refuse", { try $0.refuse(by: "zhao") }), ("witness", { try $0.witness(by: "sun", at: Self.noon) }),
            ("drop", { try $0.drop() }),
        ]
        var lines: [String] = []
        for (kind, taker) in [(Handover.Kind.shift, Staff.ID?.none), (.leave, "zhao")] {
            for (name, handover) in try states(kind, taker).sorted(by: { $0.key < $1.key }) {
                let possible = acts.compactMap { act -> String? in
                    var one = handover
                    do { try act.1(&one) } catch { return nil }
                    return "\(act.0) → \(one.state.rawValue)"
                }
                lines.append("\(kind.rawValue) \(name): \(possible.isEmpty ? "–" : possible.joined(separator: ", "))")
            }
        }
        #expect(
            lines.joined(separator: "\n") == """
                shift accepted: –
                shift drafted: write → drafted, offer → offered, drop → dropped
                shift dropped: –
                shift offered: take back → drafted, accept → settled, refuse → refused, drop → dropped
                shift refused: write → refused, offer → offered, drop → dropped
                leave accepted: witness → settled
                leave drafted: write → drafted, offer → offered, drop → dropped
                leave dropped: –
                leave offered: take back → drafted, accept → signed, refuse → refused, drop → dropped
                leave refused: write → refused, offer → offered, drop → dropped
                """)
    }

    @Test func nobodySignsTwice() throws {
        var handover = Self.handover(.transfer, taker: "zhao")
        #expect(throws: Handover.Refusal.ownAct) { try handover.name(taker: "wang") }
        try handover.offer(by: "wang", at: Self.noon)
        #expect(throws: Handover.Refusal.notTheTaker) {
            try handover.accept(by: "chen", arrived: Self.noon, needsWitness: true, at: Self.noon)
        }
        try handover.accept(by: "zhao", arrived: Self.noon, needsWitness: true, at: Self.noon)
        for party in ["wang", "zhao"] as [Staff.ID] {
            #expect(throws: Handover.Refusal.ownAct) { try handover.witness(by: party, at: Self.noon) }
        }
        try handover.witness(by: "sun", at: Self.noon)
        #expect(handover.state == .settled)
        var shift = Self.handover(.shift)
        try shift.offer(by: "wang", at: Self.noon)
        #expect(throws: Handover.Refusal.ownAct) {
            try shift.accept(by: "wang", arrived: Self.noon, needsWitness: false, at: Self.noon)
        }
        var nobody = Self.handover(.leave)
        #expect(throws: Handover.Refusal.noTaker) { try nobody.offer(by: "wang", at: Self.noon) }
    }
}
