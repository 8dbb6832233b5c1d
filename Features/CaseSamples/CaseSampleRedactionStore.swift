import Database
import Kernel

/// A customer's personal data go out of what was noted when they were asked again (PIPL 47).
extension CaseSamples {
    func redact(_ redaction: CustomerRedaction, of customers: [Customer.ID]) throws {
        try tx.redact(
            redaction, ["note"], of: "case_sample",
            where: "case_id IN (SELECT id FROM service_case WHERE customer_id IN \(list: customers))")
    }
}
