import Kernel

/// How the figures of the report are written, on the screen and on the command line.
enum AdherenceText {
    /// 97.5%
    static func percent(_ share: Double?) -> String {
        guard let share else { return "–" }
        let tenths = Int((share * 1000).rounded())
        return tenths % 10 == 0 ? "\(tenths / 10)%" : "\(tenths / 10).\(tenths % 10)%"
    }

    /// Time left; what was late says so.
    static func slack(_ slack: Duration, in t: Language) -> String {
        slack < .zero ? t(.adherenceSlackLate, (.zero - slack).spoken(t)) : slack.spoken(t)
    }

    /// The first `leading` columns to the left, the others to the right; Chinese characters are two columns wide.
    static func aligned(_ rows: [[String]], leading: Int) -> String {
        let widths = (rows.first ?? []).indices.map { column in rows.map { width($0[column]) }.max() ?? 0 }
        return rows.map { row in
            let cells = row.enumerated().map { column, cell in
                let blanks = String(repeating: " ", count: widths[column] - width(cell))
                return column < leading ? cell + blanks : blanks + cell
            }
            return cells.joined(separator: "  ")
        }.joined(separator: "\n")
    }

    private static func width(_ text: String) -> Int {
        text.unicodeScalars.reduce(0) { width, scalar in
            switch scalar.value {
            case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60,
                0x20000...0x3FFFD:
                width + 2
            default: width + 1
            }
        }
    }
}
