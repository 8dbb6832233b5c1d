import Dispatch
import Foundation
import Kernel
import Sheets

/// A file being read on a thread of its own: it hands over one chunk of rows, waits until that has been kept, and reads
/// on, so that a large file is never held twice and nobody's request waits behind it.
final class ImportReading: Sendable {
    struct Chunk: Sendable {
        let number: Int
        let rows: [SheetRow]
    }

    let chunks: AsyncThrowingStream<Chunk, any Error>

    private let kept = DispatchSemaphore(value: 0)
    private let found: Found

    /// `notes` are the sheets of our templates that only explain.
    init(path: String, kind: Import.Kind, notes: Set<String>) {
        let (chunks, feed) = AsyncThrowingStream.makeStream(of: Chunk.self)
        self.chunks = chunks
        let found = Found()
        self.found = found
        let kept = kept
        feed.onTermination = { _ in
            found.stop()
            kept.signal()
        }
        let thread = Thread {
            do {
                var collecting = Collecting(kind: kind)
                let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
                let file = try SheetFile(bytes, notes: notes)
                func hand(_ rows: [SheetRow]) throws {
                    feed.yield(Chunk(number: found.nextChunk(rows.count), rows: rows))
                    kept.wait()
                    if found.isStopped { throw CancellationError() }
                }
                try file.rows { row in for full in collecting.take(row) { try hand(full) } }
                for last in collecting.finish() { try hand(last) }
                found.finish(collecting.sheet(of: file))
                feed.finish()
            } catch {
                feed.finish(throwing: error)
            }
        }
        thread.name = "import-reading"
        thread.stackSize = 4 << 20
        thread.start()
    }

    /// The chunk has been kept: read on.
    func proceed() { kept.signal() }

    /// What was found; complete when the chunks have ended.
    var result: (sheet: Import.Sheet, rows: Int, chunks: Int) { found.result }
}

/// A file that is read takes memory: so many at once on one node, the others wait their turn.
actor ReadingTurns {
    private var free: Int
    private var waiting: [CheckedContinuation<Void, Never>] = []

    init(_ most: Int = 2) { free = most }

    func take() async {
        guard free == 0 else {
            free -= 1
            return
        }
        await withCheckedContinuation { waiting.append($0) }
    }

    func giveBack() {
        if waiting.isEmpty { free += 1 } else { waiting.removeFirst().resume() }
    }
}

/// Rows on their way into chunks. The heading is the row among the first ten in which most columns are known; what
/// stands above it is a title.
private struct Collecting {
    let kind: Import.Kind
    private var beginning: [SheetRow] = []
    private var heading: SheetRow?
    private var rows: [SheetRow] = []
    private var bytes = 0

    init(kind: Import.Kind) { self.kind = kind }

    /// Answers the chunks that are full with this row.
    mutating func take(_ row: SheetRow) -> [[SheetRow]] {
        guard heading != nil else {
            beginning.append(row)
            return beginning.count == 10 ? chooseHeading() : []
        }
        return [add(row)].compactMap(\.self)
    }

    mutating func finish() -> [[SheetRow]] {
        let full = heading == nil ? chooseHeading() : []
        return rows.isEmpty ? full : full + [rows]
    }

    func sheet(of file: SheetFile) -> Import.Sheet {
        var sheet = Import.Sheet()
        sheet.heading = heading?.cells.map { String($0.prefix(100)) } ?? []
        sheet.headingRow = heading?.number ?? 0
        switch file {
        case .workbook(let workbook):
            sheet.format = "xlsx"
            sheet.name = workbook.sheet
            sheet.others = Array(workbook.otherSheets.prefix(20))
        case .text(let table): sheet.format = "CSV \(table.encoding.rawValue)"
        }
        return sheet
    }

    private mutating func chooseHeading() -> [[SheetRow]] {
        let scores = beginning.map { Mapping.recognised($0.cells, for: kind) }
        let best = scores.indices.max { (scores[$0], -$0) < (scores[$1], -$1) } ?? 0
        guard !beginning.isEmpty else { return [] }
        heading = beginning[best]
        defer { beginning = [] }
        return beginning[(best + 1)...].compactMap { add($0) }
    }

    /// Answers the rows that are full with this one.
    private mutating func add(_ row: SheetRow) -> [SheetRow]? {
        rows.append(row)
        bytes += row.cells.reduce(0) { $0 + $1.utf8.count }
        guard rows.count >= Import.chunkRows || bytes >= Import.chunkBytes else { return nil }
        defer {
            rows = []
            bytes = 0
        }
        return rows
    }
}

/// What the thread and the request both look at.
private final class Found: @unchecked Sendable {
    private let lock = NSLock()
    private var sheet = Import.Sheet()
    private var rows = 0
    private var chunks = 0
    private var stopped = false

    var isStopped: Bool { lock.withLock { stopped } }
    var result: (sheet: Import.Sheet, rows: Int, chunks: Int) { lock.withLock { (sheet, rows, chunks) } }

    func stop() { lock.withLock { stopped = true } }
    func finish(_ sheet: Import.Sheet) { lock.withLock { self.sheet = sheet } }

    func nextChunk(_ count: Int) -> Int {
        lock.withLock {
            rows += count
            chunks += 1
            return chunks - 1
        }
    }
}
