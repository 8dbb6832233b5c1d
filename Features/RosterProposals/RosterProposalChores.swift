import Database
import Handbook
import Kernel

/// Makes what was asked for, beside the answers: one at a time on a node, on a thread of its own, outside of any
/// transaction. Several nodes share the work by leases; what a node that died has begun, another begins again.
package struct RosterProposalCare: Sendable {
    let database: any Database

    /// One proposal, if one waits. Answers whether there was one.
    @discardableResult
    package func round() async throws -> Bool {
        guard try await database.read({ tx in try tx.rosterProposals.isAnyWaiting() }),
            let proposal = try await database.write({ tx in try tx.rosterProposals.claim() })
        else { return false }
        guard proposal.tries <= RosterProposal.mostTries else {
            try await fail(proposal, .proposalBroken)
            return true
        }
        let ground: ProposalGround
        do {
            ground = try await database.read { tx in try tx.rosterProposals.ground(of: proposal) }
        } catch let refusal as RosterProposal.Refusal {
            try await fail(proposal, refusal.word)
            return true
        }
        try await search(ProposalPlan(ground), for: proposal)
        return true
    }

    private func search(_ plan: ProposalPlan, for proposal: RosterProposal) async throws {
        let thread = RosterSearchThread(plan, seconds: proposal.seconds)
        defer { thread.stop() }
        try await withTaskCancellationHandler {
            for await _ in thread.moments {
                let progress = thread.latest?.progress
                let goesOn = try await database.write { tx in try tx.rosterProposals.note(proposal.id, progress) }
                if !goesOn { thread.stop() }
            }
        } onCancel: {
            thread.stop()
        }
        var done = proposal
        done.progress = thread.latest?.progress
        switch thread.result {
        case .success(let found): done.found = found
        case .failure(let impossible): return try await fail(done, impossible.reason)
        case nil: return
        }
        done.state = .done
        let ended = done
        try await database.write { tx in try tx.rosterProposals.end(ended) }
    }

    private func fail(_ proposal: RosterProposal, _ reason: Word) async throws {
        var failed = proposal
        failed.state = .failed
        failed.reason = reason
        let ended = failed
        try await database.write { tx in try tx.rosterProposals.end(ended) }
    }
}

extension RosterProposals {
    /// Written down where it is still in hand here, and told to whoever asked: they have gone on with something else.
    func end(_ proposal: RosterProposal) throws {
        guard try find(proposal.id)?.state == .running else { return }
        var ended = proposal
        ended.finishedAt = tx.now
        try save(ended)
        let event = try tx.record(
            ended.state == .failed ? .rosterNotProposed : .rosterProposed,
            about: Subject(.roster, ended.roster.rawValue), in: ended.unit, by: nil)
        try tx.notify([ended.asked.by], of: event)
    }
}
