import Database
import Kernel

/// A customer's personal data go out of what other departments were asked (PIPL 47).
extension Slips {
    func redact(_ redaction: CustomerRedaction, of customers: [Customer.ID]) throws {
        let rows = try tx.execute(
            """
            SELECT id, matter, answer FROM slip
            WHERE case_id IN (SELECT id FROM service_case WHERE customer_id IN \(list: customers))
            ORDER BY id
            LIMIT 5000
            """
        )
        try tx.redact(redaction, in: rows, ["matter", "answer"]) { row, texts in
            try tx.execute(
                "UPDATE slip SET matter = \(texts["matter"]), answer = \(texts["answer"]) WHERE id = \(row.text("id"))")
        }
    }
}
