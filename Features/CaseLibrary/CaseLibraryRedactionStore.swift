import Database
import Kernel

/// A customer's personal data go out of the studies and quality issues made of their cases (PIPL 47).
extension CaseLibrary {
    func redact(_ redaction: CustomerRedaction, of customers: [Customer.ID]) throws {
        let own: SQL = "case_id IN (SELECT id FROM service_case WHERE customer_id IN \(list: customers))"
        try tx.redact(
            redaction, ["title", "background", "course", "cause", "solution", "standard_answer"], of: "case_study",
            where: own)
        try tx.redact(
            redaction, ["product", "batch", "store", "defect", "follow_up", "outcome"], of: "quality_issue", where: own)
        // A cause is shared by many; the measure is what one wrote of them.
        try tx.redact(
            redaction, ["cause", "measure"], of: "problem_record",
            where: "id IN (SELECT problem_id FROM problem_case WHERE \(own))")
    }
}
