import Database
import Handbook
import Kernel

/// What the hand that lets go says to the one that takes.
struct HandOver: Equatable, Sendable {
    var reason: String
    var known: String
    var mood: TransferSlip.Mood?
    /// Nothing: what the customer asked for.
    var wanted: String = ""
}

/// 移交: a slip, a signature or a return, and the result back to whoever handed it on (SOFT-76). No clock begins anew.
extension Cases {
    func transfer(_ id: Case.ID, to receiver: Staff.ID, because reason: String, known: String, by actor: Actor) throws {
        try transfer(id, to: receiver, HandOver(reason: reason, known: known), by: actor)
    }

    func transfer(_ id: Case.ID, to receiver: Staff.ID, _ over: HandOver, by actor: Actor) throws {
        var work = try work(on: id, by: actor, needing: .workCase)
        // The hand that has it lets go of it; nobody takes it out of another's by handing it to themselves.
        try work.requireHand()
        guard receiver != work.file.record.handler, try tx.canTake(casesOf: work.file.record.unit, receiver) else {
            throw Case.Refusal.noColleague
        }
        guard work.file.transfers.count < CaseParts.bound else { throw TooMany(CaseParts.bound) }
        let posts = Set(try tx.actor(receiver).posts.map(\.code))
        let passage = try work.pass(.transfer(receiverHolds: posts)).and(work.passDuty(of: receiver))
        let report = work.file.record.report
        let slip = TransferSlip(
            id: tx.ids.make(), from: work.file.record.handler, to: receiver, reason: over.reason, known: over.known,
            mood: over.mood, wanted: over.wanted.isEmpty ? report.demand : over.wanted,
            matter: [report.subject, report.content].filter { !$0.isEmpty }.joined(separator: "\n"),
            promises: work.file.openPromises.map { TransferSlip.Pledge(text: $0.text, due: $0.dueAt.milliseconds) },
            at: tx.now)
        try work.file.record.transfer(
            Case.Transfer(
                id: slip.id.rawValue, to: receiver, from: slip.from, reason: slip.reason, known: slip.known, at: tx.now)
        )
        try work.keep(slip)
        let event = try work.finish(
            .caseTransferred, passage, item: slip.id.rawValue,
            details: ["to": receiver.rawValue, "reason": slip.reason])
        // What the signature is owed by is the receiving hand, not the one that lets go.
        try tx.obligations.hand(.handler, item: slip.id.rawValue, of: work.file.record.subject, to: receiver)
        try tx.assignments.settle(id)
        try tx.notify([receiver], of: event)
    }

    func signTransfer(_ id: Case.ID, by actor: Actor) throws {
        var work = try work(on: id, by: actor, needing: .workCase)
        let transfer = try work.file.record.signTransfer(by: actor.staff.id)
        try work.mark(transfer.id) { $0.signature = TransferSlip.Signature(by: actor.staff.id, at: tx.now) }
        try work.finish(.caseTransferSigned, item: transfer.id)
        try tx.obligations.hand(.handler, of: work.file.record.subject, to: actor.staff.id)
    }

    /// Before it is signed for, or within the time of the handbook after it; once too often, and the manager decides who
    /// handles it.
    func returnTransfer(_ id: Case.ID, because reason: String, by actor: Actor) throws {
        var work = try work(on: id, by: actor, needing: .workCase)
        let returnsBefore = work.file.transfers.count { $0.rejection != nil }
        let slip: String
        var passage: Passage?
        var back: Staff.ID?
        if work.file.record.transfer == nil, let signed = work.file.returnable(by: actor.staff.id) {
            guard let from = signed.from, let at = signed.signature?.at else { throw Case.Refusal.noTransferPending }
            let answer = try work.pass(.giveBack(signedAt: at))
            guard answer.asked(.transferLimit) else { throw Case.Refusal.noTransferPending }
            try work.file.record.giveBack(to: from, by: actor.staff.id)
            (slip, passage, back) = (signed.id.rawValue, answer, from)
        } else {
            let transfer = try work.file.record.returnTransfer(by: actor.staff.id)
            (slip, back) = (transfer.id, transfer.from)
        }
        try work.mark(slip) { $0.rejection = TransferSlip.Rejection(reason: reason, at: tx.now) }
        let event = try work.finish(.caseTransferReturned, passage, item: slip, details: ["reason": reason])
        if let back {
            let present = try work.present(back)
            try tx.obligations.hand(.handler, of: work.file.record.subject, to: present)
            if present != back {
                try work.file.record.assign(to: present)
                try work.finish(.caseAssigned, details: ["to": present.rawValue, "reason": "off-duty"])
            }
            try tx.notify([back, present].uniqued(), of: event)
        }
        try giveToWhoeverDecides(&work, after: returnsBefore)
    }

    private func giveToWhoeverDecides(_ work: inout CaseWork, after returns: Int) throws {
        for (clause, gate) in work.handbook.gates() {
            guard case .transferLimit(_, let duty, let most?, _) = gate, returns >= most,
                let bearer = try tx.bearer(of: duty, for: work.file)
            else { continue }
            let holder = try work.present(bearer)
            try work.file.record.assign(to: holder)
            let check = GateCheck(clause: clause, rule: gate.rule, duty: duty, missing: nil)
            let passage = try tx.obligations.pass([check], of: work.owing)
            let event = try work.finish(
                .caseAssigned, passage, details: ["to": holder.rawValue, "reason": "returned"])
            try tx.obligations.hand(.handler, of: work.file.record.subject, to: holder)
            try tx.notify([holder], of: event)
        }
    }

    /// 反馈移交人: the result goes back to everybody who handed it on; the first of them tells the customer.
    func reportBack(_ id: Case.ID, _ result: String, by actor: Actor) throws {
        var work = try work(on: id, by: actor, needing: .workCase)
        try work.refuseIfOver()
        let waiting = work.file.unreportedTransfers
        guard !waiting.isEmpty else { throw Case.Refusal.nobodyWaits }
        let report = TransferSlip.Report(result: result, by: actor.staff.id, at: tx.now)
        for slip in waiting { try work.mark(slip.id.rawValue) { $0.report = report } }
        let event = try work.finish(
            .caseTransferReported, item: waiting.last?.id.rawValue,
            details: work.file.transferor.map { ["to": $0.rawValue] } ?? [:])
        try tx.notify(waiting.compactMap(\.from), of: event)
    }
}

extension CaseFile {
    /// The latest slip that a person signed for, while the case is still in their hand and nothing came of it.
    func returnable(by staff: Staff.ID) -> TransferSlip? {
        guard record.handler == staff, let last = transfers.last, last.isUnreported, last.signature?.by == staff else {
            return nil
        }
        return last
    }
}

extension CaseWork {
    fileprivate mutating func keep(_ slip: TransferSlip) throws {
        file.transfers.append(slip)
        try parts.save(slip)
    }

    /// What came of a transfer, on its slip.
    fileprivate mutating func mark(_ slip: String, _ change: (inout TransferSlip) -> Void) throws {
        guard let index = file.transfers.firstIndex(where: { $0.id.rawValue == slip }) else { return }
        change(&file.transfers[index])
        try parts.save(file.transfers[index])
    }
}
