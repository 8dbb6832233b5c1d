import Foundation
import Kernel
import Sheets

/// Reads the file of a clock on a thread of its own: xlsx or CSV in whatever encoding it came (GB18030 too).
enum DeviceFileReading {
    /// Refuses what is no table, has no column of people or times, or too many rows.
    static func rows(at path: String) async throws -> [DeviceRow] {
        try await withCheckedThrowingContinuation { continuation in
            let thread = Thread { continuation.resume(with: Result { try read(path) }) }
            thread.name = "device-file"
            thread.stackSize = 4 << 20
            thread.start()
        }
    }

    static func read(_ path: String) throws -> [DeviceRow] {
        var limits = SheetLimits()
        limits.bytes = DeviceFile.mostBytes
        let data = try Data(contentsOf: URL(fileURLWithPath: path))
        return try read([UInt8](data), limits: limits)
    }

    static func read(_ bytes: [UInt8], limits: SheetLimits = SheetLimits()) throws -> [DeviceRow] {
        let file = try SheetFile(bytes, limits: limits)
        var heading: DeviceHeading?
        var passed = 0
        var rows: [DeviceRow] = []
        try file.rows { row in
            guard let known = heading else {
                heading = DeviceHeading(row.cells)
                passed += 1
                // Titles stand above a heading, but not for ever.
                if heading == nil, passed > 10 { throw DeviceFile.Refusal.noColumns }
                return
            }
            guard row.cells.contains(where: { !$0.isEmpty }) else { return }
            rows += known.rows(row.cells, number: row.number)
            if rows.count > DeviceFile.mostRows { throw DeviceFile.Refusal.tooMany(DeviceFile.mostRows) }
        }
        guard heading != nil else { throw DeviceFile.Refusal.noColumns }
        guard !rows.isEmpty else { throw DeviceFile.Refusal.empty }
        return rows
    }
}
