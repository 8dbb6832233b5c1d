import Database
import Kernel

/// A customer's personal data go out of what they said when their case was checked (PIPL 47).
extension CaseSamples {
    func redact(_ redaction: CustomerRedaction, of customers: [Customer.ID]) throws {
        let samples = try tx.execute(
            """
            SELECT id, note FROM case_sample
            WHERE note IS NOT NULL
                AND case_id IN (SELECT id FROM service_case WHERE customer_id IN \(list: customers))
            ORDER BY id
            LIMIT 5000
            """
        )
        try tx.redact(redaction, in: samples, ["note"]) { row, texts in
            try tx.execute("UPDATE case_sample SET note = \(texts["note"]) WHERE id = \(row.text("id"))")
        }
    }
}
