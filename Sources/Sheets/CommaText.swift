/// Rows as lines of a CSV file that Excel opens rightly and calculates nothing of.
public enum CommaText {
    /// The mark by which Excel knows that it is UTF-8.
    public static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]

    /// One row, its line end included. A text that a spreadsheet would calculate (it begins with `=`, `+`, `-`, `@`, a tab
    /// or a line end) gets an apostrophe before it (OWASP, CSV Injection); a plain number keeps its sign.
    public static func line(_ cells: [String]) -> String {
        cells.map { quoted(guarded($0)) }.joined(separator: ",") + "\r\n"
    }

    static func guarded(_ text: String) -> String {
        guard let first = text.unicodeScalars.first, calculates(first), !isNumber(text) else { return text }
        return "'" + text
    }

    /// Full-width signs too: some programs read them as their narrow brothers.
    static func calculates(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠": true
        default: false
        }
    }

    /// `-12.50`, `+8613800138000`: a sign, digits, at most one point.
    static func isNumber(_ text: String) -> Bool {
        let digits = text.utf8.dropFirst(text.hasPrefix("-") || text.hasPrefix("+") ? 1 : 0)
        return !digits.isEmpty && digits.count { $0 == UInt8(ascii: ".") } <= 1
            && digits.first != UInt8(ascii: ".") && digits.last != UInt8(ascii: ".")
            && digits.allSatisfy { 0x30...0x39 ~= $0 || $0 == UInt8(ascii: ".") }
    }

    private static func quoted(_ text: String) -> String {
        let needsQuotes = text.utf8.contains { [0x22, 0x2C, 0x0A, 0x0D, 0x09, 0x3B].contains($0) }
        return needsQuotes ? "\"" + text.replacing("\"", with: "\"\"") + "\"" : text
    }
}
