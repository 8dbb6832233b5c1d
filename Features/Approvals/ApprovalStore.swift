import Database
import Handbook
import Kernel

extension Transaction {
    /// What waits for a person: a question for each kind of request, and two short ones for each unit among them. Only
    /// what they may decide on; nobody decides on their own.
    func approvals(of actor: Actor) throws -> Approvals {
        var approvals = try decisions(for: actor)
        approvals.asked = try shiftSwaps.asked(of: actor.staff.id)
        approvals.standIns = try leaves.waiting(in: .some(workUnits(of: actor))).filter {
            $0.plan.substitute == actor.staff.id && $0.standIn == nil && $0.rule != .retroactive
        }
        approvals.names = try names(of: approvals.people)
        return approvals
    }

    private func decisions(for actor: Actor) throws -> Approvals {
        var approvals = Approvals()
        let reach = actor.units(permitting: .approveAbsence)
        let units: [Unit.ID]
        switch reach {
        case .some(let some): units = some
        case .all: units = try self.units.all().prefix(500).map(\.id)
        case .own, .nothing: return approvals
        }
        var known: [Unit.ID: AbsenceGround] = [:]
        func ground(_ unit: Unit.ID) throws -> AbsenceGround {
            let ground = try known[unit] ?? absenceGround(of: unit)
            known[unit] = ground
            return ground
        }
        approvals.leaves = try leaves.waiting(in: reach).filter { try leaves.mayDecide($0, actor, on: ground($0.unit)) }
        approvals.swaps = try shiftSwaps.pending(in: units).filter {
            try $0.state == .accepted && shiftSwaps.mayDecide($0, actor, on: ground($0.unit))
        }
        approvals.overtimes = try overtimes.waiting(in: reach).filter {
            try overtimes.mayDecide($0, actor, on: ground($0.unit))
        }
        approvals.posts = try leavePosts.waiting(in: reach).filter {
            try leavePosts.mayDecide($0, actor, on: ground($0.unit))
        }
        approvals.corrections = try clockCorrections.waiting(in: reach).filter {
            clockCorrections.mayDecide($0, actor)
        }
        return approvals
    }
}
