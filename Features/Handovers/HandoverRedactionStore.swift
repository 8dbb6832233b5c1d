import Database
import Kernel

/// A customer's personal data go out of what one shift wrote for the next about their cases (PIPL 47).
extension Handovers {
    func redact(_ redaction: CustomerRedaction, of customers: [Customer.ID]) throws {
        try tx.redact(
            redaction, ["text", "closing"], of: "handover_matter",
            where: "case_id IN (SELECT id FROM service_case WHERE customer_id IN \(list: customers))")
    }
}
