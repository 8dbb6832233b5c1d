/// A row as it stands in the file: its number there, from 1, and its cells as text from the first column on.
public struct SheetRow: Equatable, Sendable {
    public var number: Int
    public var cells: [String]

    public init(number: Int, cells: [String]) {
        self.number = number
        self.cells = cells
    }

    public subscript(column: Int) -> String { column < cells.count ? cells[column] : "" }
}

/// A cell on its way out.
public enum SheetCell: Equatable, Sendable {
    case text(String)
    case number(Double)
    case money(Money)
    case day(Day)
    /// Shown as the wall clock of the zone says.
    case time(Instant, Zone)
    case empty

    /// As a CSV file has it.
    public var plain: String {
        switch self {
        case .text(let text): text
        case .number(let number): number == number.rounded() ? String(Int64(number)) : String(number)
        case .money(let money): money.description
        case .day(let day): day.description
        case .time(let instant, let zone): instant.sheetText(in: zone)
        case .empty: ""
        }
    }
}

/// A column: its heading, its width in characters and, for templates, what may be chosen in it.
public struct SheetColumn: Equatable, Sendable {
    public var title: String
    public var width: Double
    public var isRequired: Bool
    /// A drop-down list; Excel keeps at most 255 characters of it.
    public var choices: [String]
    /// Shown in a bubble when the cell is chosen.
    public var note: String

    public init(
        _ title: String, width: Double = 14, isRequired: Bool = false, choices: [String] = [], note: String = ""
    ) {
        self.title = title
        self.width = width
        self.isRequired = isRequired
        self.choices = choices
        self.note = note
    }
}

/// Who made a workbook, for whom, by which number: on every printed page and in the properties of the file.
public struct Watermark: Equatable, Sendable {
    public var title: String
    public var author: String
    /// `导出号 E-12 · 王主管 · 2026-01-05 10:30`
    public var line: String

    public init(title: String, author: String, line: String) {
        self.title = title
        self.author = author
        self.line = line
    }
}

extension Instant {
    fileprivate func sheetText(in zone: Zone) -> String {
        let day = zone.day(of: self)
        let minutes = (self - zone.instant(day, .midnight)).milliseconds / 60_000
        let clock = [minutes / 60, minutes % 60].map { $0 < 10 ? "0\($0)" : String($0) }.joined(separator: ":")
        return "\(day) \(clock)"
    }
}
