import Kernel
import Web

/// The address of the list behind a figure.
enum WallForms {
    /// What cannot be read is no list.
    static func cases(_ query: FormData) -> WallFigure? {
        let unit = id(query, "unit").map { Unit.ID($0) }
        if let handler = id(query, "handler") { return .handler(Staff.ID(handler)) }
        if let state = Assignment.State(rawValue: query.text("waiting")), state != .taken {
            return .waiting(state, line: id(query, "line").map { Line.ID($0) })
        }
        if query.text("stage") == "open" { return .stage(nil, unit: unit) }
        return Wall.Stage(rawValue: query.text("stage")).map { .stage($0, unit: unit) }
    }

    static func obligations(_ query: FormData) -> WallFigure? {
        if query.text("due") == "soon" { return .dueSoon(unit: id(query, "unit").map { Unit.ID($0) }) }
        if let since = instant(query, "breached") { return .breached(since: since) }
        if let clause = id(query, "clause"), let unit = id(query, "unit"), let since = instant(query, "since") {
            return .heat(clause: clause, unit: Unit.ID(unit), since: since)
        }
        return nil
    }

    private static func id(_ query: FormData, _ name: String) -> String? {
        let text = query.text(name)
        return (1...64).contains(text.count) ? text : nil
    }

    private static func instant(_ query: FormData, _ name: String) -> Instant? {
        Int64(query.text(name)).flatMap { (0...4_102_444_800_000).contains($0) ? Instant(milliseconds: $0) : nil }
    }
}
