import Kernel

/// `B2:B5`: the text of its first cell holds for all of it, as people see it.
struct MergedAreas {
    private struct Area {
        let rows: ClosedRange<Int>
        let columns: ClosedRange<Int>
        var text = ""
    }

    /// More merged areas than a person makes by hand; what comes after is read as it stands.
    private static let most = 20_000

    /// No more can stand beside one another in the columns that are read; of areas that overlap, which no program writes,
    /// nobody goes through twenty thousand for every row.
    private static let mostActive = 200

    private var waiting: [Area] = []
    private var active: [Area] = []

    mutating func add(_ reference: String) {
        let corners = reference.split(separator: ":").compactMap { CellPlace($0) }
        guard waiting.count < Self.most, corners.count == 2, corners[0].row <= corners[1].row,
            corners[0].column <= corners[1].column
        else { return }
        waiting.append(
            Area(rows: corners[0].row...corners[1].row, columns: corners[0].column...corners[1].column))
    }

    /// The lowest last, so that the next one is taken from the end.
    var sorted: MergedAreas {
        var areas = self
        areas.waiting.sort { $0.rows.lowerBound > $1.rows.lowerBound }
        return areas
    }

    mutating func fill(_ row: inout SheetRow) {
        active.removeAll { $0.rows.upperBound < row.number }
        while let next = waiting.last, next.rows.lowerBound <= row.number {
            waiting.removeLast()
            if next.rows.upperBound >= row.number, active.count < Self.mostActive { active.append(next) }
        }
        guard !active.isEmpty else { return }
        for index in active.indices {
            let area = active[index]
            let first = area.columns.lowerBound - 1
            if area.rows.lowerBound == row.number { active[index].text = row[first] }
            guard !active[index].text.isEmpty else { continue }
            let end = max(first, min(area.columns.upperBound, row.cells.count))
            for column in first..<end where row.cells[column].isEmpty {
                row.cells[column] = active[index].text
            }
            // Downwards the row may be shorter than the area: its first column is what a group is named by.
            if first >= row.cells.count, first < 200 {
                row.cells += Array(repeating: "", count: first - row.cells.count) + [active[index].text]
            }
        }
    }
}

/// `AB12`: column 28, row 12, both from 1.
struct CellPlace {
    let column: Int
    let row: Int

    init?(_ reference: some StringProtocol) {
        var column = 0
        var row = 0
        for byte in reference.utf8 {
            switch byte {
            case 0x41...0x5A where row == 0: column = column * 26 + Int(byte) - 0x40
            case 0x61...0x7A where row == 0: column = column * 26 + Int(byte) - 0x60
            case 0x30...0x39: row = row * 10 + Int(byte) - 0x30
            case 0x24: continue
            default: return nil
            }
            guard column <= 1_000_000, row <= 10_000_000 else { return nil }
        }
        guard column > 0, row > 0 else { return nil }
        self.column = column
        self.row = row
    }
}
