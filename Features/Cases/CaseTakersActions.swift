import Database
import Handbook
import Kernel

/// Who may be given the cases that a file brings: the same two questions as before every hand-over, each person asked
/// about once.
final class CaseTakers {
    private let tx: Transaction
    private let colleagues: Set<Staff.ID>
    private var onDuty: [Staff.ID: Bool] = [:]

    init(in unit: Unit.ID, _ tx: Transaction) throws {
        self.tx = tx
        colleagues = Set(try tx.colleagues(of: unit, limit: 1000).map(\.id))
    }

    /// Refuses whom the forms would not offer, and whoever is off duty where the handbook asks (`GateRefusal`).
    func require(_ person: Staff.ID, for work: CaseWork, in context: GateContext) throws {
        guard colleagues.contains(person) else { throw Case.Refusal.noColleague }
        let isHere =
            try onDuty[person] ?? work.isDutyKept(around: person) == false || tx.presence.isOnDuty(person, at: tx.now)
        onDuty[person] = isHere
        if !isHere { _ = try work.pass(.hand(isOnDuty: false), in: context) }
    }
}
