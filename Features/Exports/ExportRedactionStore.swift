import Database
import Kernel

/// A customer's personal data go out of lists that were taken out and may still be fetched, and out of what the log of
/// exports says of them (PIPL 47).
extension Exports {
    func redact(_ redaction: CustomerRedaction) throws {
        try tx.redact(
            redaction, ["body"], of: "export_chunk", by: ["export_id", "number"], where: redaction.mayBe(in: "body"))
        try tx.redact(
            redaction, ["query", "reason", "decision"], of: "data_export",
            where: "\(redaction.mayBe(in: "query")) OR \(redaction.mayBe(in: "reason"))")
    }
}
