import Database
import Foundation
import Kernel

/// The proposals; of a roster the latest counts.
struct RosterProposals {
    let tx: Transaction

    func find(_ id: RosterProposal.ID) throws -> RosterProposal? {
        try tx.execute("\(Self.select) WHERE id = \(id)").first.map(RosterProposal.init(row:))
    }

    func latest(of roster: Roster.ID) throws -> RosterProposal? {
        try tx.execute("\(Self.select) WHERE roster_id = \(roster) ORDER BY asked_at DESC, id DESC LIMIT 1").first
            .map(RosterProposal.init(row:))
    }

    func open(in unit: Unit.ID) throws -> RosterProposal? {
        try tx.execute("\(Self.select) WHERE unit_id = \(unit) AND state IN ('asked', 'running') LIMIT 1").first
            .map(RosterProposal.init(row:))
    }

    func insert(_ proposal: RosterProposal) throws {
        try tx.execute(
            """
            INSERT INTO roster_proposal
                (id, roster_id, unit_id, asked_by, asked_at, seconds, state, care_at, is_stopping, tries, searched_ms,
                 reason_zh, reason_en)
            VALUES (\(proposal.id), \(proposal.roster), \(proposal.unit), \(proposal.asked.by), \(proposal.asked.at),
                    \(proposal.seconds), 'asked', \(proposal.asked.at), 0, 0, 0, '', '')
            """
        )
    }

    func isAnyWaiting() throws -> Bool {
        try !tx.execute("SELECT id FROM roster_proposal WHERE care_at <= \(tx.now) LIMIT 1").isEmpty
    }

    /// The one that has waited longest, leased to this node; nothing where another node was quicker.
    func claim() throws -> RosterProposal? {
        let row = try tx.execute(
            "SELECT id FROM roster_proposal WHERE care_at <= \(tx.now) ORDER BY care_at, id LIMIT 1"
        ).first
        guard let id: RosterProposal.ID = try row?.id("id") else { return nil }
        let mine = try tx.execute(
            """
            UPDATE roster_proposal
            SET state = 'running', care_at = \(tx.now + RosterProposal.lease), tries = tries + 1,
                started_at = \(tx.now)
            WHERE id = \(id) AND care_at <= \(tx.now)
            RETURNING id
            """
        )
        return mine.isEmpty ? nil : try find(id)
    }

    /// How far it is; answers whether to go on.
    func note(_ id: RosterProposal.ID, _ progress: RosterProposal.Progress?) throws -> Bool {
        let rows = try tx.execute(
            """
            UPDATE roster_proposal
            SET care_at = \(tx.now + RosterProposal.lease), cost = \(progress?.cost), bound = \(progress?.bound),
                searched_ms = \(progress?.milliseconds ?? 0)
            WHERE id = \(id) AND state = 'running'
            RETURNING is_stopping
            """
        )
        tx.announce("proposal:\(id.rawValue)")
        guard let row = rows.first else { return false }
        return try !row.bool("is_stopping")
    }

    func save(_ proposal: RosterProposal) throws {
        let care = proposal.state.isOpen ? tx.now + RosterProposal.lease : nil
        let found = try proposal.found.map { String(decoding: try JSONEncoder().encode($0), as: UTF8.self) }
        try tx.execute(
            """
            UPDATE roster_proposal
            SET state = \(proposal.state.rawValue), care_at = \(care), finished_at = \(proposal.finishedAt),
                cost = \(proposal.progress?.cost), bound = \(proposal.progress?.bound),
                searched_ms = \(proposal.progress?.milliseconds ?? 0),
                reason_zh = \(proposal.reason?.chinese ?? ""), reason_en = \(proposal.reason?.english ?? ""),
                found = \(found)
            WHERE id = \(proposal.id)
            """
        )
        tx.announce("proposal:\(proposal.id.rawValue)")
    }

    func stop(_ id: RosterProposal.ID) throws {
        try tx.execute("UPDATE roster_proposal SET is_stopping = 1 WHERE id = \(id)")
    }

    private static let select: SQL = """
        SELECT id, roster_id, unit_id, asked_by, asked_at, seconds, state, is_stopping, tries, started_at, finished_at,
               cost, bound, searched_ms, reason_zh, reason_en, found
        FROM roster_proposal
        """
}

extension Transaction {
    var rosterProposals: RosterProposals { RosterProposals(tx: self) }
}

extension RosterProposal {
    fileprivate init(row: Row) throws {
        let found = try row.text(ifPresent: "found").map {
            try JSONDecoder().decode(ProposedRoster.self, from: Data($0.utf8))
        }
        let reason = Word(try row.text("reason_zh"), try row.text("reason_en"))
        let progress = try row.int(ifPresent: "cost").map { cost in
            Progress(cost: cost, bound: try row.int(ifPresent: "bound"), milliseconds: try row.int("searched_ms"))
        }
        self.init(
            id: try row.id("id"), roster: try row.id("roster_id"), unit: try row.id("unit_id"),
            asked: Roster.Stamp(by: try row.id("asked_by"), at: try row.instant("asked_at")),
            seconds: try row.int("seconds"), state: try row.choice("state"), isStopping: try row.bool("is_stopping"),
            tries: try row.int("tries"), startedAt: try row.instant(ifPresent: "started_at"),
            finishedAt: try row.instant(ifPresent: "finished_at"), progress: progress,
            reason: reason.chinese.isEmpty ? nil : reason, found: found)
    }
}
