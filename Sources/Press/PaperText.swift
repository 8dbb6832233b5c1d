extension Paper {
    /// The form as plain text, for a reviewer and for golden files: what is on it, in its order.
    public var text: String {
        var lines = ["\(form) \(title)", "\(organisation) · \(words.number) \(number)"]
        for block in blocks {
            switch block {
            case .heading(let text): lines.append("== \(text)")
            case .note(let text): lines.append("* \(text)")
            case .fields(let fields):
                for line in Block.lines(fields) {
                    lines.append(line.map { "[\($0.label)] \(PaperText.flat($0.value))" }.joined(separator: "  "))
                }
            case .table(let table):
                lines.append("| " + table.columns.map(\.title).joined(separator: " | ") + " |")
                for row in table.rows + (table.totals.map { [$0] } ?? []) {
                    lines.append("| " + row.map(PaperText.flat).joined(separator: " | ") + " |")
                }
                if table.rows.isEmpty { lines.append("| \(table.empty) |") }
            case .signatures(let boxes):
                lines.append(boxes.map { "<\($0.role): \($0.name) \($0.at)>" }.joined(separator: " "))
            }
        }
        return (lines + ["\(edition) · \(printed)"]).joined(separator: "\n")
    }
}

private enum PaperText {
    static func flat(_ text: String) -> String { text.split(separator: "\n").joined(separator: " / ") }
}
