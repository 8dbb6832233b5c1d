import Handbook
import Kernel

/// An act on one part of a case: this proposal, that promise.
struct CasePartPossible: Sendable {
    let possible: CasePossible
    /// What tells the part from its neighbours.
    let part: String
}

extension CaseFile {
    /// The acts that the parts of this case wait for now.
    var partActs: [CasePartPossible] {
        currentProposals.flatMap(acts) + openPromises.flatMap(acts) + compensations.flatMap(acts)
            + correctives.flatMap(acts)
    }

    private func acts(on proposal: Proposal) -> [CasePartPossible] {
        guard !record.state.isOver else { return [] }
        let name = "\(proposal.number) \(proposal.text)"
        let reading = Self.act("proposals/\(proposal.id)/reading", .actRead, .decideCase, name)
        let choice = Self.act("proposals/\(proposal.id)/choice", .actChoose, .workCase, name)
        return [reading] + (proposal.choice == nil ? [choice] : [])
    }

    private func acts(on promise: Promise) -> [CasePartPossible] {
        [
            Self.act("promises/\(promise.id)/fulfilment", .actKeep, .workCase, promise.text),
            Self.act("promises/\(promise.id)/notice", .actRenew, .workCase, promise.text) { file, probe in
                if file.record.state.isOver { throw Case.Refusal.notNow(file.record.state) }
                return [.promise(due: probe.soon)]
            },
        ]
    }

    private func acts(on compensation: Compensation) -> [CasePartPossible] {
        guard !compensation.isOver else { return [] }
        let name = "\(compensation.value)"
        let base = "compensations/\(compensation.id)"
        let refusal = Self.act("\(base)/refusal", .actRefuseCompensation, .approveCompensation, name) { file, _ in
            if file.record.state.isOver { throw Case.Refusal.notNow(file.record.state) }
            return []
        }
        return [refusal]
            + (compensation.approvedAt == nil
                ? [
                    Self.act("\(base)/approval", .actApprove, .approveCompensation, name) { _, probe in
                        if compensation.applicant == probe.actor { throw Case.Refusal.notYours }
                        return []
                    }
                ]
                : [
                    Self.act("\(base)/delivery", .actDeliver, .workCase, name) { _, probe in
                        [.deliver(proof: probe.text)]
                    }
                ])
    }

    private func acts(on corrective: CorrectiveAction) -> [CasePartPossible] {
        guard corrective.verifiedAt == nil else { return [] }
        let base = "corrections/\(corrective.id)"
        return corrective.doneAt == nil
            ? [Self.act("\(base)/result", .actCorrected, .workCase, corrective.measure)]
            : [
                Self.act("\(base)/verification", .actVerify, .summariseCase, corrective.measure) { _, probe in
                    if corrective.owner == probe.actor { throw Case.Refusal.notYours }
                    return []
                }
            ]
    }

    private static func act(
        _ address: String, _ word: Word, _ permission: Permission, _ part: String,
        _ attempt: @Sendable @escaping (inout CaseFile, CasePossible.Probe) throws -> [CaseAct] = { _, _ in [] }
    ) -> CasePartPossible {
        CasePartPossible(
            possible: CasePossible(address: address, word: word, permission: permission, attempt: attempt), part: part)
    }
}
