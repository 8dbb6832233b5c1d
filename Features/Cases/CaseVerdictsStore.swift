import Database
import Handbook
import Kernel

/// The parts that say whose matter it is and what came of it.
extension CaseParts {
    func paidService() throws -> PaidWork? {
        try tx.execute(
            """
            SELECT item, quote_fen, quoted_by, quoted_at, consented_at, evidence, declined_at
            FROM paid_service WHERE case_id = \(id)
            """
        ).first.map { row in
            var service = PaidWork(
                item: try row.text("item"), quote: Money(fen: try row.integer("quote_fen")),
                quotedBy: try row.id("quoted_by"), quotedAt: try row.instant("quoted_at"))
            if let at = try row.instant(ifPresent: "consented_at") {
                service.answer = .consented(at: at, evidence: try row.text("evidence"))
            } else if let at = try row.instant(ifPresent: "declined_at") {
                service.answer = .declined(at: at)
            }
            return service
        }
    }

    func save(_ service: PaidWork) throws {
        var consentedAt: Instant?
        var evidence: String?
        var declinedAt: Instant?
        switch service.answer {
        case .open: break
        case .consented(let at, let shown): (consentedAt, evidence) = (at, shown)
        case .declined(let at): declinedAt = at
        }
        try tx.execute(
            """
            INSERT INTO paid_service
                (case_id, item, quote_fen, quoted_by, quoted_at, consented_at, evidence, declined_at)
            VALUES (\(id), \(service.item), \(service.quote), \(service.quotedBy), \(service.quotedAt),
                    \(consentedAt), \(evidence), \(declinedAt))
            ON CONFLICT (case_id) DO UPDATE SET
                item = excluded.item, quote_fen = excluded.quote_fen, quoted_by = excluded.quoted_by,
                quoted_at = excluded.quoted_at, consented_at = excluded.consented_at, evidence = excluded.evidence,
                declined_at = excluded.declined_at
            """
        )
    }

    func referrals() throws -> [Referral] {
        try tx.execute(
            """
            SELECT id, party, phone, reason, referred_by, at, from_directory FROM referral
            WHERE case_id = \(id) ORDER BY at, id LIMIT \(Self.bound)
            """
        ).map { row in
            Referral(
                id: try row.id("id"), party: try row.text("party"), phone: try row.text("phone"),
                reason: try row.text("reason"), by: try row.id("referred_by"), at: try row.instant("at"),
                isFromDirectory: try row.bool("from_directory"))
        }
    }

    func insert(_ referral: Referral) throws {
        try tx.execute(
            """
            INSERT INTO referral (id, case_id, party, phone, reason, referred_by, at, from_directory)
            VALUES (\(referral.id), \(id), \(referral.party), \(referral.phone), \(referral.reason), \(referral.by),
                    \(referral.at), \(referral.isFromDirectory))
            """
        )
    }

    func correctives() throws -> [CorrectiveAction] {
        try tx.execute(
            """
            SELECT id, cause, measure, owner_id, due_at, taken_by, taken_at, done_at, result, verified_by, verified_at
            FROM corrective_action WHERE case_id = \(id) ORDER BY taken_at, id LIMIT \(Self.bound)
            """
        ).map { row in
            CorrectiveAction(
                id: try row.id("id"), cause: try row.text("cause"), measure: try row.text("measure"),
                owner: try row.id("owner_id"), due: try row.instant("due_at"), takenBy: try row.id("taken_by"),
                takenAt: try row.instant("taken_at"), doneAt: try row.instant(ifPresent: "done_at"),
                result: try row.text("result"), verifiedBy: try row.id(ifPresent: "verified_by"),
                verifiedAt: try row.instant(ifPresent: "verified_at"))
        }
    }

    func save(_ action: CorrectiveAction) throws {
        try tx.execute(
            """
            INSERT INTO corrective_action
                (id, case_id, cause, measure, owner_id, due_at, taken_by, taken_at, done_at, result, verified_by,
                 verified_at)
            VALUES (\(action.id), \(id), \(action.cause), \(action.measure), \(action.owner), \(action.due),
                    \(action.takenBy), \(action.takenAt), \(action.doneAt), \(action.result), \(action.verifiedBy),
                    \(action.verifiedAt))
            ON CONFLICT (id) DO UPDATE SET
                done_at = excluded.done_at, result = excluded.result, verified_by = excluded.verified_by,
                verified_at = excluded.verified_at
            """
        )
    }

    func extraServices() throws -> [ExtraEffort] {
        try tx.execute(
            """
            SELECT id, body, given_by, at FROM extra_service WHERE case_id = \(id) ORDER BY at, id LIMIT \(Self.bound)
            """
        ).map { row in
            ExtraEffort(
                id: try row.id("id"), text: try row.text("body"), by: try row.id("given_by"), at: try row.instant("at"))
        }
    }

    func insert(_ service: ExtraEffort) throws {
        try tx.execute(
            """
            INSERT INTO extra_service (id, case_id, body, given_by, at)
            VALUES (\(service.id), \(id), \(service.text), \(service.by), \(service.at))
            """
        )
    }

    func details() throws -> [String: String] {
        let rows = try tx.execute("SELECT name, value FROM case_detail WHERE case_id = \(id) ORDER BY name LIMIT 50")
        return Dictionary(try rows.map { (try $0.text("name"), try $0.text("value")) }) { first, _ in first }
    }

    func save(details: [String: String]) throws {
        for (name, value) in details.sorted(by: { $0.key < $1.key }) {
            try tx.execute(
                """
                INSERT INTO case_detail (case_id, name, value) VALUES (\(id), \(name), \(value))
                ON CONFLICT (case_id, name) DO UPDATE SET value = excluded.value
                """
            )
        }
    }

    func choose(_ proposal: Proposal.ID, _ choice: Proposal.Choice) throws {
        try tx.execute("UPDATE proposal SET chosen_at = NULL, chosen_channel = NULL WHERE case_id = \(id)")
        try tx.execute(
            """
            UPDATE proposal SET offered = 1, chosen_at = \(choice.at), chosen_channel = \(choice.channel.rawValue)
            WHERE id = \(proposal) AND case_id = \(id)
            """
        )
    }

    func lastReplyAt() throws -> Instant? {
        try tx.execute(
            """
            SELECT at FROM case_entry WHERE case_id = \(id) AND kind IN ('reply', 'call') ORDER BY at DESC, id DESC LIMIT 1
            """
        ).first?.instant("at")
    }
}
