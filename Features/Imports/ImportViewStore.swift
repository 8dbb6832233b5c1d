import Database
import Handbook
import Kernel

extension Imports {
    func view(of id: Import.ID, for actor: Actor, problemsFrom offset: Int, limit: Int) throws -> ImportView {
        let record = try open(id, by: actor)
        let rows = tx.importRows(id)
        let first = try record.chunks > 0 ? rows.chunk(0) : []
        let preview = Array(first.prefix(ImportView.previewRows))
        let shown = Set(preview.map(\.number))
        let ofPreview = try rows.problems(ofChunk: 0).filter { shown.contains($0.row) }
        return ImportView(
            record: record, unitName: try tx.units.find(record.unit)?.name ?? "",
            byName: try tx.names(of: [record.by])[record.by] ?? "", preview: preview,
            previewProblems: Dictionary(grouping: ofPreview, by: \.row),
            problems: try rows.problems(limit: limit, offset: offset), problemCount: try rows.problemCount(),
            hasRows: !first.isEmpty)
    }

    /// The rows of one chunk that were not brought in, each with its reasons.
    func failures(_ record: Import, chunk: Int) throws -> [(row: SheetRow, reasons: [Word])] {
        let store = tx.importRows(record.id)
        let problems = Dictionary(grouping: try store.problems(ofChunk: chunk), by: \.row)
        let wasBrought = record.mode == .goodRowsOnly && chunk < record.progress.runChunks
        return try store.chunk(chunk).compactMap { row in
            if let said = problems[row.number] { return (row, said.map(\.text)) }
            guard record.state == .cancelled, !wasBrought else { return nil }
            return (row, [.importReasonCancelled])
        }
    }
}
