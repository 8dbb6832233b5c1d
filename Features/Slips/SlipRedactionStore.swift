import Database
import Kernel

/// A customer's personal data go out of what other departments were asked (PIPL 47).
extension Slips {
    func redact(_ redaction: CustomerRedaction, of customers: [Customer.ID]) throws {
        try tx.redact(
            redaction, ["matter", "answer"], of: "slip",
            where: "case_id IN (SELECT id FROM service_case WHERE customer_id IN \(list: customers))")
    }
}
