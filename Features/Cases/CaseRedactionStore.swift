import Database
import Kernel

/// A customer's personal data go out of everything that was written about their cases (PIPL 47). The cases stay, with
/// what was wrong and what was done. Events are not touched, so the chain verifies as before: what a colleague typed for an
/// act stays in them, and is shown on no page of an anonymised customer and told to no program (`Event.codes`).
extension Cases {
    /// Cases of one customer that are gone through at once.
    static let redactedAtOnce = 200

    /// All cases of these customers, page after page; answers how many there are.
    func redact(_ redaction: CustomerRedaction, of customers: [Customer.ID]) throws -> Int {
        var after = ""
        var count = 0
        repeat {
            let rows = try tx.execute(
                """
                SELECT id, subject, content, demand, product, place, organisation, special_needs, judgement_reason,
                       root_cause, decided_text, solution, suspended_notice, transfer_reason, transfer_known, evaluation,
                       lesson, opinion, expectation
                FROM service_case
                WHERE customer_id IN \(list: customers) AND id > \(after)
                ORDER BY id
                LIMIT \(Self.redactedAtOnce)
                """
            )
            let ids: [Case.ID] = try rows.map { try $0.id("id") }
            try redactRecords(redaction, rows)
            try redactParts(redaction, of: ids)
            try redactWays(redaction, of: ids)
            for id in ids { if let record = try find(id) { try tx.searchIndex.put(record) } }
            count += ids.count
            after = ids.count == Self.redactedAtOnce ? ids[ids.count - 1].rawValue : ""
        } while !after.isEmpty
        try tx.searchIndex.noteErased()
        try redactIntakeDrafts(redaction)
        return count
    }

    private func redactRecords(_ redaction: CustomerRedaction, _ rows: [Row]) throws {
        let columns = [
            "subject", "content", "demand", "product", "place", "organisation", "special_needs", "judgement_reason",
            "root_cause", "decided_text", "solution", "suspended_notice", "transfer_reason", "transfer_known",
            "evaluation", "lesson", "opinion", "expectation",
        ]
        try tx.redact(redaction, in: rows, columns) { row, texts in
            try tx.execute(
                """
                UPDATE service_case SET
                    subject = \(texts["subject"]), content = \(texts["content"]), demand = \(texts["demand"]),
                    product = \(texts["product"]), place = \(texts["place"]), organisation = \(texts["organisation"]),
                    special_needs = \(texts["special_needs"]), judgement_reason = \(texts["judgement_reason"]),
                    root_cause = \(texts["root_cause"]), decided_text = \(texts["decided_text"]),
                    solution = \(texts["solution"]), suspended_notice = \(texts["suspended_notice"]),
                    transfer_reason = \(texts["transfer_reason"]), transfer_known = \(texts["transfer_known"]),
                    evaluation = \(texts["evaluation"]), lesson = \(texts["lesson"]), opinion = \(texts["opinion"]),
                    expectation = \(texts["expectation"])
                WHERE id = \(row.text("id"))
                """
            )
        }
    }

    /// Rows of an import that are on their way into the register.
    func redactStaged(_ redaction: CustomerRedaction) throws {
        let texts: [SQL] = [
            "complainant", "phone", "member_number", "subject", "content", "demand", "product", "place", "organisation",
            "special_needs", "solution", "evaluation", "lesson", "opinion", "expectation", "details",
        ]
        let found = SQL(["complainant", "content", "phone"].map(redaction.mayBe), joinedBy: " OR ")
        try tx.redact(redaction, texts, of: "staged_case", by: ["import_id", "id"], where: found)
    }

    /// What later migrations and later ways have added.
    private func redactMore(_ redaction: CustomerRedaction, of ids: [Case.ID]) throws {
        let own: SQL = "case_id IN \(list: ids)"
        try tx.redact(
            redaction, ["cause", "responsible_person", "statement", "attribution_reason", "assessment_reason"],
            of: "service_case", where: "id IN \(list: ids)")
        try tx.redact(redaction, ["effect"], of: "proposal", where: own)
        try tx.redact(redaction, ["person", "basis"], of: "penalty_line", where: own)
        try tx.redact(redaction, ["proof", "received_by", "budget", "refused_reason"], of: "compensation", where: own)
        // Who signed for the work is the customer, or whoever opened the door for them.
        try tx.redact(redaction, ["signed_by"], of: "repair_order", by: ["case_id"], where: own)
        try tx.redact(
            redaction, ["reason", "known", "wanted", "returned_reason", "result", "matter", "promises"],
            of: "case_transfer", where: own)
        try tx.redact(
            redaction, ["reason"], of: "case_merge", where: "source_id IN \(list: ids) OR target_id IN \(list: ids)")
        try tx.redact(redaction, ["party", "phone"], of: "referral", where: own)
    }

    /// What was said, promised, proposed, granted and found out.
    private func redactParts(_ redaction: CustomerRedaction, of ids: [Case.ID]) throws {
        guard !ids.isEmpty else { return }
        try redactMore(redaction, of: ids)
        try tx.execute("DELETE FROM case_draft WHERE case_id IN \(list: ids)")
        let own: SQL = "case_id IN \(list: ids)"
        let columns: [SQL] = ["case_id", "kind", "author_id", "at", "body"]
        try tx.inPieces(columns, of: "case_entry", where: own) { entries in
            try tx.redact(redaction, in: entries, ["body"]) { row, texts in
                try tx.execute("UPDATE case_entry SET body = \(texts["body"]) WHERE id = \(row.text("id"))")
                try tx.searchIndex.put(
                    CaseEntry(
                        id: row.id("id"), kind: row.choice("kind"), author: row.id(ifPresent: "author_id"),
                        at: row.instant("at"), text: texts["body"] ?? ""),
                    of: row.id("case_id"))
            }
        }
        try tx.redact(redaction, ["body", "benefit"], of: "proposal", where: own)
        try tx.redact(redaction, ["body"], of: "promise", where: own)
        try tx.redact(redaction, ["reason"], of: "compensation", where: own)
        try tx.redact(redaction, ["note"], of: "return_visit", where: own)
        try tx.redact(redaction, ["reason"], of: "penalty_line", where: own)
        try tx.redact(redaction, ["value"], of: "case_detail", by: ["case_id", "name"], where: own)
    }

    /// What the ways of repairs, disputes and paid services write down.
    private func redactWays(_ redaction: CustomerRedaction, of ids: [Case.ID]) throws {
        guard !ids.isEmpty else { return }
        try tx.inPieces(["name", "phone", "claim"], of: "dispute_party", where: "case_id IN \(list: ids)") { parties in
            try tx.redact(redaction, in: parties, ["name", "phone", "claim"]) { row, texts in
                let phone = try row.text(ifPresent: "phone")
                try tx.execute(
                    """
                    UPDATE dispute_party SET name = \(texts["name"]), claim = \(texts["claim"]),
                        phone = \(texts["phone"] == phone ? phone : nil)
                    WHERE id = \(row.text("id"))
                    """
                )
            }
        }
        let parts: [(table: SQL, columns: [SQL], key: SQL)] = [
            ("mediation_session", ["place", "attendees", "body"], "id"),
            ("dispute_agreement", ["body", "signatories"], "case_id"),
            ("paid_service", ["item", "evidence"], "case_id"),
            ("corrective_action", ["cause", "measure", "result"], "id"),
            ("extra_service", ["body"], "id"), ("repair_order", ["work", "material"], "case_id"),
            ("referral", ["reason"], "id"),
        ]
        for part in parts {
            try tx.redact(
                redaction, part.columns, of: part.table, by: [part.key], where: "case_id IN \(list: ids)")
        }
    }
}
