package import Database
package import Handbook

extension Database {
    /// Puts the first edition of a handbook in force, from the pack on the shelf. Does nothing where there is an edition
    /// already. Throws every problem of the pack at once (`PackProblems`). Reads files: for set-up alone.
    package func installHandbook(_ code: String, from shelf: PackShelf) async throws {
        let texts = try shelf.lineage(code)
        try await write { tx in _ = try tx.handbooks.install(texts) }
    }
}
