import Handbook
import Kernel

extension Rehearsal.Report {
    /// The report for machines: always the same keys in the same order; counts by name hold only what was found. Hours
    /// and dates to six decimals.
    public func json() -> String {
        JSONText.object([
            (
                "handbook",
                .object([
                    ("code", .text(handbook.code)), ("version", .text(handbook.version)),
                    ("zone", .text(handbook.zone)),
                ])
            ),
            ("log", log.json),
            ("clauses", .list(clauses.map(\.json))),
        ]).written() + "\n"
    }
}

extension Rehearsal.Report.LogFigures {
    fileprivate var json: JSONText {
        .object([
            ("records", .whole(records)),
            ("events", .whole(events)),
            ("lines", .whole(lines)),
            ("repeated", .counts(repeated)),
            ("unknown", .counts(unknown)),
            ("malformed", .counts(malformed)),
            ("out_of_order", .whole(outOfOrder)),
            ("pauses", .object([("records", .whole(pausedRecords)), ("hours", .number(pausedHours))])),
            ("reopened", .object([("records", .whole(reopenedRecords))])),
        ])
    }
}

extension Rehearsal.Report.ClauseFigures {
    fileprivate var json: JSONText {
        .object([
            ("no", .text(number)),
            ("rule", .text(rule.rawValue)),
            ("within", within.map { .text($0.description) } ?? .null),
            ("applied", .whole(applied)),
            ("kept", .whole(kept)),
            ("late", .whole(late)),
            ("open", .whole(open)),
            ("excluded", .counts(excluded)),
            ("unit", .text(elapsed.unit)),
            ("elapsed_hours", elapsed.json),
            (
                "reopened",
                .object([
                    ("applied", .whole(reopened.applied)), ("kept", .whole(reopened.kept)),
                    ("late", .whole(reopened.late)), ("open", .whole(reopened.open)),
                ])
            ),
            ("note", silence.map { .text($0.rawValue) } ?? .null),
        ])
    }
}

extension Rehearsal.Report.Elapsed {
    fileprivate var json: JSONText {
        .object([
            ("n", .whole(count)), ("p25", .number(p25)), ("p50", .number(median)), ("p75", .number(p75)),
            ("p90", .number(p90)), ("p95", .number(p95)), ("mean", .number(mean)), ("min", .number(least)),
            ("max", .number(most)), ("sum", .number(sum)),
        ])
    }
}

/// JSON (RFC 8259) whose objects keep the order they were written in.
private indirect enum JSONText {
    case object([(String, JSONText)])
    case list([JSONText])
    case text(String)
    case whole(Int)
    case number(Double?)

    static let null = JSONText.number(nil)

    static func counts(_ counts: [Rehearsal.Report.Count]) -> JSONText {
        .object(counts.map { ($0.name, .whole($0.count)) })
    }

    /// Two spaces a level; objects of plain values stand on one line.
    func written(_ indent: String = "") -> String {
        let deeper = indent + "  "
        switch self {
        case .object(let entries):
            let members = entries.map { "\(Self.quoted($0.0)): \($0.1.written(deeper))" }
            return entries.allSatisfy(\.1.isPlain)
                ? "{\(members.joined(separator: ", "))}" : Self.block("{", members, "}", indent)
        case .list(let values):
            return values.isEmpty ? "[]" : Self.block("[", values.map { $0.written(deeper) }, "]", indent)
        case .text(let text): return Self.quoted(text)
        case .whole(let number): return "\(number)"
        case .number(let number): return number.map { "\(($0 * 1e6).rounded() / 1e6)" } ?? "null"
        }
    }

    private var isPlain: Bool {
        switch self {
        case .object, .list: false
        case .text, .whole, .number: true
        }
    }

    private static func block(_ opens: String, _ lines: [String], _ closes: String, _ indent: String) -> String {
        "\(opens)\n" + lines.map { "\(indent)  \($0)" }.joined(separator: ",\n") + "\n\(indent)\(closes)"
    }

    private static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": quoted += "\\\(scalar)"
            case "\n": quoted += "\\n"
            case "\r": quoted += "\\r"
            case "\t": quoted += "\\t"
            case "\u{0}"..<" ":
                let digits = String(scalar.value, radix: 16)
                quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }
}
