import Handbook
import Kernel
import Press

/// F-16 补偿审批单 (GAME-96): one slip for each compensation of the case, by authority limit (CHAIN-56).
extension CaseDossier {
    var compensations: [Paper.Block] {
        let all = view.file.compensations
        guard !all.isEmpty else { return [.note(t(.paperNone))] }
        return all.enumerated().flatMap { place, compensation -> [Paper.Block] in
            let heading: [Paper.Block] = all.count > 1 ? [.heading("\(place + 1)")] : []
            return heading + [.fields(fields(compensation)), .signatures(signatures(compensation))]
        }
    }

    private func fields(_ compensation: Compensation) -> [Paper.Field] {
        [
            field(.columnComplaintNumber, record.number), field(.columnCustomer, complainant),
            field(.columnKind, t(compensation.kind.word)), field(.columnValue, "¥\(compensation.value)"),
            field(.columnCapital, compensation.value.capital, wide: true),
            field(.columnReason, compensation.reason, wide: true),
            field(.columnApplicant, "\(name(compensation.applicant)) \(time(compensation.askedAt))"),
            field(.columnLimit, limits[compensation.id].map { "¥\($0)" } ?? ""),
            field(.columnApprover, name(compensation.approvedBy)),
            field(.columnApprovedAt, time(compensation.approvedAt)),
            field(.columnDeliverBy, compensation.deliverBy?.description ?? ""),
            field(.columnDelivered, time(compensation.deliveredAt)),
            field(.columnReceivedBy, compensation.receivedBy), field(.columnBudget, compensation.budget),
            field(.columnProof, compensation.proof, wide: true),
        ]
    }

    private func signatures(_ compensation: Compensation) -> [Paper.Signature] {
        [
            signature(.columnApplicant, compensation.applicant, at: compensation.askedAt),
            signature(.columnApprover, compensation.approvedBy, at: compensation.approvedAt),
            Paper.Signature(t(.signCustomer)),
        ]
    }
}
