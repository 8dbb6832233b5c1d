import Database
import Kernel

/// A customer's personal data go out of the studies and quality issues made of their cases (PIPL 47).
extension CaseLibrary {
    func redact(_ redaction: CustomerRedaction, of customers: [Customer.ID]) throws {
        let own: SQL = "case_id IN (SELECT id FROM service_case WHERE customer_id IN \(list: customers))"
        let studies = try tx.execute(
            """
            SELECT id, title, background, course, cause, solution, standard_answer FROM case_study
            WHERE \(own)
            ORDER BY id
            LIMIT 5000
            """
        )
        let columns = ["title", "background", "course", "cause", "solution", "standard_answer"]
        try tx.redact(redaction, in: studies, columns) { row, texts in
            try tx.execute(
                """
                UPDATE case_study SET
                    title = \(texts["title"]), background = \(texts["background"]), course = \(texts["course"]),
                    cause = \(texts["cause"]), solution = \(texts["solution"]),
                    standard_answer = \(texts["standard_answer"])
                WHERE id = \(row.text("id"))
                """
            )
        }
        try tx.redact(redaction, ["product", "batch", "store"], of: "quality_issue", where: own)
        // A cause is shared by many; the measure is what one wrote of them.
        try tx.redact(
            redaction, ["cause", "measure"], of: "problem_record",
            where: "id IN (SELECT problem_id FROM problem_case WHERE \(own))")
        let issues = try tx.execute(
            "SELECT id, defect, follow_up, outcome FROM quality_issue WHERE \(own) ORDER BY id LIMIT 5000")
        try tx.redact(redaction, in: issues, ["defect", "follow_up", "outcome"]) { row, texts in
            try tx.execute(
                """
                UPDATE quality_issue SET
                    defect = \(texts["defect"]), follow_up = \(texts["follow_up"]), outcome = \(texts["outcome"])
                WHERE id = \(row.text("id"))
                """
            )
        }
    }
}
