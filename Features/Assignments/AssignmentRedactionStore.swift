import Database
import Kernel

/// A customer's personal data go out of why a case was given on or refused (PIPL 47).
extension Assignments {
    func redact(_ redaction: CustomerRedaction, of customers: [Customer.ID]) throws {
        let own: SQL = "case_id IN (SELECT id FROM service_case WHERE customer_id IN \(list: customers))"
        try tx.redact(redaction, ["reason"], of: "case_reassignment", where: own)
        try tx.redact(redaction, ["reason"], of: "case_offer", where: own)
    }
}
