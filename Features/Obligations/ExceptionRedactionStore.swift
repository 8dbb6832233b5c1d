import Database
import Kernel

/// A customer's personal data go out of why an exception was asked for, and why a clock rested (PIPL 47).
extension ExceptionRequests {
    func redact(_ redaction: CustomerRedaction, of customers: [Customer.ID]) throws {
        let cases: SQL = "SELECT id FROM service_case WHERE customer_id IN \(list: customers)"
        try tx.redact(
            redaction, ["reason", "decision"], of: "exception",
            where: "subject_kind = 'case' AND subject_id IN (\(cases))")
        try tx.redact(
            redaction, ["reason"], of: "obligation_pause", by: ["obligation_id", "from_at"],
            where:
                "obligation_id IN (SELECT id FROM obligation WHERE subject_kind = 'case' AND subject_id IN (\(cases)))")
    }
}
