import Handbook
import Kernel

/// Who takes the hours for which a clause asks somebody and nobody is arranged yet (SOFT-66, MART-13). Pure.
///
/// Of those who may, whoever works in most of the hours comes first, then whoever has had the fewest, then in turn; the
/// next of them is the one behind. Where nobody may, the hours stay empty and the check says so.
struct DutySlots {
    struct Slot: Hashable, Sendable {
        let kind: DutyKind
        let day: Day
        let span: Range<Instant>
        let asksBackup: Bool
    }

    struct Taken: Hashable, Sendable {
        let slot: Slot
        let primary: Staff.ID
        let backup: Staff.ID?
    }

    /// In the order in which people take turns where nothing else tells them apart.
    let people: [DutyKind: [Staff.ID]]
    let working: [Staff.ID: [Range<Instant>]]
    let away: [Staff.ID: [Range<Instant>]]

    func taken(_ slots: [Slot], had: [Staff.ID: Int] = [:]) -> [Taken] {
        var had = had
        return slots.sorted { ($0.span.lowerBound, $0.kind.rawValue) < ($1.span.lowerBound, $1.kind.rawValue) }
            .compactMap { slot in
                let able = (people[slot.kind] ?? []).filter { person in
                    !(away[person] ?? []).contains { $0.overlaps(slot.span) }
                }
                let order = able.enumerated().sorted { one, other in
                    let (a, b) = (rank(one.element, slot, had), rank(other.element, slot, had))
                    return (a.0, a.1, one.offset) < (b.0, b.1, other.offset)
                }.map(\.element)
                guard let primary = order.first else { return nil }
                had[primary, default: 0] += 1
                return Taken(slot: slot, primary: primary, backup: slot.asksBackup ? order.dropFirst().first : nil)
            }
    }

    /// Nought for whoever is there for half of it at least.
    private func rank(_ person: Staff.ID, _ slot: Slot, _ had: [Staff.ID: Int]) -> (Int, Int) {
        let there = (working[person] ?? []).reduce(Int64(0)) { sum, shift in
            let from = max(shift.lowerBound, slot.span.lowerBound)
            let until = min(shift.upperBound, slot.span.upperBound)
            return from < until ? sum + (until - from).milliseconds : sum
        }
        let isThere = there * 2 >= (slot.span.upperBound - slot.span.lowerBound).milliseconds
        return (isThere ? 0 : 1, had[person] ?? 0)
    }
}
