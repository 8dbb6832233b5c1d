import Database
import Handbook
import Kernel

/// The parts of a case: proposals, promises, penalty lines, compensation, visits, and what was said.
struct CaseParts {
    let tx: Transaction
    let id: Case.ID

    /// No case needs more of anything than this; a page that shows them all stays bounded.
    static let bound = 200

    func file(_ record: Case) throws -> CaseFile {
        var record = record
        let contents = try contents()
        record.kinship.openChildren = contents.contains(.child) ? try openChildren() : 0
        return CaseFile(
            record: record, proposals: try contents.of(.proposal, proposals),
            promises: try contents.of(.promise, promises), penaltyLines: try contents.of(.penaltyLine, penaltyLines),
            compensations: try contents.of(.compensation, compensations), visits: try contents.of(.visit, visits),
            repair: contents.contains(.repair) ? try repair() : nil, parties: try contents.of(.party, parties),
            sessions: try contents.of(.session, sessions),
            agreement: contents.contains(.agreement) ? try agreement() : nil,
            paidService: contents.contains(.paidService) ? try paidService() : nil,
            referrals: try contents.of(.referral, referrals), correctives: try contents.of(.corrective, correctives),
            extraServices: try contents.of(.extraService, extraServices),
            details: contents.contains(.detail) ? try details() : [:],
            transfers: try contents.of(.transfer, transfers),
            openSlips: contents.contains(.slip) ? try openSlips() : 0, lastReplyAt: try lastReplyAt(),
            contents: contents)
    }

    func proposals() throws -> [Proposal] {
        let readings = try readings()
        return try tx.execute(
            """
            SELECT id, number, round, attempt, body, cost_fen, effect, benefit, author_id, made_at, offered, chosen_at,
                   chosen_channel
            FROM proposal WHERE case_id = \(id) ORDER BY number LIMIT \(Self.bound)
            """
        ).map { row in
            let proposal: Proposal.ID = try row.id("id")
            return Proposal(
                id: proposal, number: try row.int("number"), text: try row.text("body"),
                cost: Money(fen: try row.integer("cost_fen")), effect: try row.text("effect"),
                benefit: try row.text("benefit"), author: try row.id("author_id"), madeAt: try row.instant("made_at"),
                round: try row.int("round"), attempt: try row.int("attempt"), readings: readings[proposal] ?? [],
                isOffered: try row.bool("offered"),
                choice: try row.instant(ifPresent: "chosen_at").map {
                    Proposal.Choice(at: $0, channel: try row.choice("chosen_channel"))
                })
        }
    }

    private func readings() throws -> [Proposal.ID: [Proposal.Reading]] {
        let rows = try tx.execute(
            """
            SELECT proposal_id, staff_id, at FROM proposal_reading
            WHERE case_id = \(id) ORDER BY at, staff_id LIMIT \(Self.bound * 5)
            """
        )
        return Dictionary(
            try rows.map { row in
                (try row.id("proposal_id"), [Proposal.Reading(by: try row.id("staff_id"), at: try row.instant("at"))])
            }, uniquingKeysWith: +)
    }

    func insert(_ proposal: Proposal) throws {
        try tx.execute(
            """
            INSERT INTO proposal
                (id, case_id, number, round, attempt, body, cost_fen, effect, benefit, author_id, made_at, offered)
            VALUES (\(proposal.id), \(id), \(proposal.number), \(proposal.round), \(proposal.attempt), \(proposal.text),
                    \(proposal.cost),
                    \(proposal.effect), \(proposal.benefit), \(proposal.author), \(proposal.madeAt),
                    \(proposal.isOffered))
            """
        )
    }

    func insert(_ reading: Proposal.Reading, of proposal: Proposal.ID) throws {
        try tx.execute(
            """
            INSERT INTO proposal_reading (proposal_id, case_id, staff_id, at)
            VALUES (\(proposal), \(id), \(reading.by), \(reading.at))
            """
        )
    }

    func promises() throws -> [Promise] {
        try tx.execute(
            """
            SELECT id, body, made_by, made_at, due_at, kept_at, notices FROM promise
            WHERE case_id = \(id) ORDER BY made_at, id LIMIT \(Self.bound)
            """
        ).map { row in
            Promise(
                id: try row.id("id"), text: try row.text("body"), madeBy: try row.id("made_by"),
                madeAt: try row.instant("made_at"), dueAt: try row.instant("due_at"),
                state: try row.instant(ifPresent: "kept_at").map { .kept(at: $0) } ?? .open,
                notices: try row.int("notices"))
        }
    }

    func insert(_ promise: Promise) throws {
        try tx.execute(
            """
            INSERT INTO promise (id, case_id, body, made_by, made_at, due_at, notices)
            VALUES (\(promise.id), \(id), \(promise.text), \(promise.madeBy), \(promise.madeAt), \(promise.dueAt),
                    \(promise.notices))
            """
        )
    }

    func save(_ promise: Promise) throws {
        let keptAt: Instant? = if case .kept(let at) = promise.state { at } else { nil }
        try tx.execute(
            """
            UPDATE promise SET due_at = \(promise.dueAt), kept_at = \(keptAt), notices = \(promise.notices)
            WHERE id = \(promise.id) AND case_id = \(id)
            """
        )
    }

    func penaltyLines() throws -> [PenaltyLine] {
        try tx.execute(
            """
            SELECT id, target, person, result, reason, set_by, at, basis, amount_fen, points FROM penalty_line
            WHERE case_id = \(id) ORDER BY at, id LIMIT \(Self.bound)
            """
        ).map { row in
            PenaltyLine(
                id: try row.id("id"), target: try row.choice("target"), person: try row.text("person"),
                result: try row.text("result"), reason: try row.text("reason"), by: try row.id("set_by"),
                at: try row.instant("at"), basis: try row.text("basis"),
                amount: try row.integer(ifPresent: "amount_fen").map { Money(fen: $0) },
                points: try row.int(ifPresent: "points"))
        }
    }

    func insert(_ line: PenaltyLine) throws {
        try tx.execute(
            """
            INSERT INTO penalty_line 
                (id, case_id, target, person, result, reason, set_by, at, basis, amount_fen, points)
            VALUES (\(line.id), \(id), \(line.target.rawValue), \(line.person), \(line.result), \(line.reason),
                    \(line.by), \(line.at), \(line.basis), \(line.amount), \(line.points))
            """
        )
    }

    func compensations() throws -> [Compensation] {
        try tx.execute(
            """
            SELECT id, kind, value_fen, reason, applicant_id, asked_at, deliver_by, approved_by, approved_at,
                   delivered_at, proof, received_by, budget, refused_by, refused_at, refused_reason, applicant_limit
            FROM compensation WHERE case_id = \(id) ORDER BY asked_at, id LIMIT \(Self.bound)
            """
        ).map { row in
            Compensation(
                id: try row.id("id"), kind: try row.choice("kind"), value: Money(fen: try row.integer("value_fen")),
                reason: try row.text("reason"), applicant: try row.id("applicant_id"),
                askedAt: try row.instant("asked_at"),
                deliverBy: try row.text(ifPresent: "deliver_by").flatMap { Day(iso: $0) },
                approvedBy: try row.id(ifPresent: "approved_by"), approvedAt: try row.instant(ifPresent: "approved_at"),
                deliveredAt: try row.instant(ifPresent: "delivered_at"), proof: try row.text("proof"),
                receivedBy: try row.text("received_by"), budget: try row.text("budget"), refusal: try refusal(row),
                applicantLimit: try row.integer(ifPresent: "applicant_limit").map(Money.init(fen:)))
        }
    }

    private func refusal(_ row: Row) throws -> Compensation.RefusedRequest? {
        guard let at = try row.instant(ifPresent: "refused_at"), let by: Staff.ID = try row.id(ifPresent: "refused_by")
        else { return nil }
        return Compensation.RefusedRequest(by: by, at: at, reason: try row.text("refused_reason"))
    }

    func save(_ compensation: Compensation) throws {
        try tx.execute(
            """
            INSERT INTO compensation
                (id, case_id, kind, value_fen, reason, applicant_id, asked_at, deliver_by, approved_by, approved_at,
                 delivered_at, proof, received_by, budget, refused_by, refused_at, refused_reason, applicant_limit)
            VALUES (\(compensation.id), \(id), \(compensation.kind.rawValue), \(compensation.value),
                    \(compensation.reason), \(compensation.applicant), \(compensation.askedAt),
                    \(compensation.deliverBy), \(compensation.approvedBy), \(compensation.approvedAt),
                    \(compensation.deliveredAt), \(compensation.proof), \(compensation.receivedBy), \(compensation.budget),
                    \(compensation.refusal?.by), \(compensation.refusal?.at), \(compensation.refusal?.reason ?? ""),
                    \(compensation.applicantLimit))
            ON CONFLICT (id) DO UPDATE SET
                approved_by = excluded.approved_by, approved_at = excluded.approved_at,
                delivered_at = excluded.delivered_at, deliver_by = excluded.deliver_by,
                proof = excluded.proof, received_by = excluded.received_by, refused_by = excluded.refused_by,
                refused_at = excluded.refused_at, refused_reason = excluded.refused_reason
            """
        )
    }

    func visits() throws -> [ReturnVisit] {
        try tx.execute(
            """
            SELECT id, made_by, at, round, result, solved, told, satisfaction, note FROM return_visit
            WHERE case_id = \(id) ORDER BY at, id LIMIT \(Self.bound)
            """
        ).map { row in
            ReturnVisit(
                id: try row.id("id"), by: try row.id("made_by"), at: try row.instant("at"), round: try row.int("round"),
                result: try row.choice("result"), isSolved: try row.bool("solved"), wasTold: try row.bool("told"),
                satisfaction: try row.int(ifPresent: "satisfaction"), note: try row.text("note"))
        }
    }

    func insert(_ visit: ReturnVisit) throws {
        try tx.execute(
            """
            INSERT INTO return_visit (id, case_id, made_by, at, round, result, solved, told, satisfaction, note)
            VALUES (\(visit.id), \(id), \(visit.by), \(visit.at), \(visit.round), \(visit.result.rawValue),
                    \(visit.isSolved), \(visit.wasTold), \(visit.satisfaction), \(visit.note))
            """
        )
    }

    /// What was said and written, oldest first; the newest `limit` of it.
    func entries(limit: Int = 200) throws -> [CaseEntry] {
        try tx.execute(
            """
            SELECT id, kind, author_id, at, body FROM case_entry
            WHERE case_id = \(id) ORDER BY at DESC, id DESC LIMIT \(limit)
            """
        ).map { row in
            CaseEntry(
                id: try row.id("id"), kind: try row.choice("kind"), author: try row.id(ifPresent: "author_id"),
                at: try row.instant("at"), text: try row.text("body"))
        }.reversed()
    }

    func insert(_ entry: CaseEntry) throws {
        try tx.execute(
            """
            INSERT INTO case_entry (id, case_id, kind, author_id, at, body)
            VALUES (\(entry.id), \(id), \(entry.kind.rawValue), \(entry.author), \(entry.at), \(entry.text))
            """
        )
        try tx.searchIndex.put(entry, of: id)
    }

    func draft(of staff: Staff.ID) throws -> CaseDraft? {
        try tx.execute("SELECT kind, body, at FROM case_draft WHERE case_id = \(id) AND staff_id = \(staff)").first.map
        {
            CaseDraft(kind: try $0.choice("kind"), text: try $0.text("body"), at: try $0.instant("at"))
        }
    }

    func save(_ draft: CaseDraft, of staff: Staff.ID) throws {
        try tx.execute(
            """
            INSERT INTO case_draft (case_id, staff_id, kind, body, at)
            VALUES (\(id), \(staff), \(draft.kind.rawValue), \(draft.text), \(draft.at))
            ON CONFLICT (case_id, staff_id) DO UPDATE SET
                kind = excluded.kind, body = excluded.body, at = excluded.at
            """
        )
    }

    func removeDraft(of staff: Staff.ID) throws {
        try tx.execute("DELETE FROM case_draft WHERE case_id = \(id) AND staff_id = \(staff)")
    }
}

extension Cases {
    func parts(of id: Case.ID) -> CaseParts { CaseParts(tx: tx, id: id) }

    func file(_ id: Case.ID) throws -> CaseFile { try parts(of: id).file(require(id)) }
}
