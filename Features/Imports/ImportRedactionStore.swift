import Database
import Kernel

/// A customer's personal data go out of files that came in and are still kept: their rows, and what was said of them
/// (PIPL 47). A row that held a name is refused when it is brought in, and says why.
extension Imports {
    func redact(_ redaction: CustomerRedaction) throws {
        try tx.redact(
            redaction, ["body"], of: "import_chunk", by: ["import_id", "number"], where: redaction.mayBe(in: "body"))
        try tx.redact(
            redaction, ["zh", "en"], of: "import_problem", by: ["import_id", "row_number", "position"],
            where: redaction.mayBe(in: "zh"))
    }
}
