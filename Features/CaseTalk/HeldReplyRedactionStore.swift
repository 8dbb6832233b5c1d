import Database
import Kernel

/// A customer's personal data go out of answers that wait to be sent (PIPL 47).
extension HeldReplies {
    func redact(_ redaction: CustomerRedaction, of customers: [Customer.ID]) throws {
        try tx.redact(
            redaction, ["body"], of: "held_reply",
            where: "case_id IN (SELECT id FROM service_case WHERE customer_id IN \(list: customers))")
    }
}
