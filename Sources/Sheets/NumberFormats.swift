import Kernel

/// Which numbers of a workbook are dates: that is said by the format of the cell and by nothing else.
struct NumberFormats {
    private let isDate: [Bool]

    /// For a workbook without styles: no number is a date.
    static let none = NumberFormats(isDate: [])

    private init(isDate: [Bool]) { self.isDate = isDate }

    init(_ styles: [UInt8]) throws {
        var custom: [Int: String] = [:]
        var formats: [Int] = []
        var isInCells = false
        let markup = try Markup(
            began: { name, attributes in
                switch name {
                case "numFmt":
                    guard custom.count < 5000, let id = attributes["numFmtId"].flatMap({ Int($0) }) else { return }
                    custom[id] = attributes["formatCode"] ?? ""
                case "cellXfs": isInCells = true
                case "xf" where isInCells && formats.count < 100_000:
                    formats.append(attributes["numFmtId"].flatMap { Int($0) } ?? 0)
                default: break
                }
            },
            ended: { if $0 == "cellXfs" { isInCells = false } }, text: { _ in })
        try styles.withUnsafeBufferPointer { try markup.read($0) }
        try markup.finish()
        isDate = formats.map { id in custom[id].map(Self.showsDate) ?? Self.builtInDates.contains { $0.contains(id) } }
    }

    func isDate(style: Int) -> Bool { isDate.indices.contains(style) && isDate[style] }

    /// ECMA-376, 18.8.30, those of the Chinese and Japanese editions included.
    private static let builtInDates: [ClosedRange<Int>] = [14...22, 27...36, 45...47, 50...58]

    /// Letters of a date outside quotation marks and brackets: `yyyy"年"m"月"`, but not `[Red]0.00"d"`.
    private static func showsDate(_ code: String) -> Bool {
        var isQuoted = false
        var isBracketed = false
        var isEscaped = false
        for character in code.lowercased() {
            if isEscaped {
                isEscaped = false
                continue
            }
            switch character {
            case "\\", "_", "*": isEscaped = !isQuoted
            case "\"": isQuoted.toggle()
            case "[" where !isQuoted: isBracketed = true
            case "]" where !isQuoted: isBracketed = false
            case "y", "d", "h", "s", "m": if !isQuoted, !isBracketed { return true }
            default: break
            }
        }
        return false
    }
}

/// A number of a sheet as people read it.
enum SheetNumber {
    /// `13800138000`, not `1.3800138E10`.
    static func text(_ raw: String) -> String {
        guard raw.utf8.contains(where: { $0 == 0x45 || $0 == 0x65 || $0 == 0x2E }), let value = Double(raw),
            value.isFinite
        else { return raw }
        if value.magnitude < 9_007_199_254_740_992, value == value.rounded() { return String(Int64(value)) }
        // Seventeen digits are how the program keeps 0.1; fifteen are what it shows.
        let shown = (value * 1e9).rounded() / 1e9
        return shown == value || (shown - value).magnitude < value.magnitude * 1e-14 ? String(shown) : raw
    }

    /// Days since 1899-12-30 (or 1904-01-01), with the time as a fraction: `2026-01-05`, `2026-01-05 10:30:00`, `10:30:00`.
    static func date(_ raw: String, from1904: Bool) -> String? {
        guard let serial = Double(raw), serial >= 0, serial < 2_958_466 else { return nil }
        let seconds = Int((serial * 86_400).rounded())
        let (days, time) = seconds.quotientAndRemainder(dividingBy: 86_400)
        let clock = [time / 3600, time / 60 % 60, time % 60].map { $0 < 10 ? "0\($0)" : String($0) }
            .joined(separator: ":")
        if days == 0, !from1904 { return clock }
        // Excel believes in 1900-02-29; before it the count is one less.
        let shift = !from1904 && days < 60 ? 1 : 0
        let day = (from1904 ? Day(1904, 1, 1) : Day(1899, 12, 30)).advanced(by: days + shift)
        return time == 0 ? day.description : "\(day) \(clock)"
    }
}
