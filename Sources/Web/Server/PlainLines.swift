public import Logging

/// A log in which an entry is one line and shows what came, whoever wrote it: line ends, control characters (and with them
/// the colours and cursor movements of terminals), and what turns the direction of writing or cannot be seen, stand there as
/// `\n`, `\u{1B}`, `\u{202E}`. A value with a space in it stands in quotes, so that none of them looks like two (CWE-117,
/// CWE-150).
public struct PlainLines<Lines: LogHandler>: LogHandler {
    private var lines: Lines

    public init(_ lines: Lines) { self.lines = lines }

    public var logLevel: Logger.Level {
        get { lines.logLevel }
        set { lines.logLevel = newValue }
    }

    public var metadataProvider: Logger.MetadataProvider? {
        get { lines.metadataProvider }
        set {
            lines.metadataProvider = newValue.map { provider in
                Logger.MetadataProvider { Self.plain(provider.get()) }
            }
        }
    }

    public var metadata: Logger.Metadata {
        get { lines.metadata }
        set { lines.metadata = Self.plain(newValue) }
    }

    public subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { lines[metadataKey: plainLine(key)] }
        set { lines[metadataKey: plainLine(key)] = newValue.map(Self.value) }
    }

    public func log(event: LogEvent) {
        var event = event
        event.message = "\(plainLine(event.message.description))"
        event.metadata = event.metadata.map(Self.plain)
        if let error = event.error {
            event.error = nil
            event.metadata = (event.metadata ?? [:]).merging(["error": Self.value("\(error)")]) { given, _ in given }
        }
        lines.log(event: event)
    }

    private static func plain(_ metadata: Logger.Metadata) -> Logger.Metadata {
        Dictionary(metadata.map { (plainLine($0.key), value($0.value)) }) { $1 }
    }

    private static func value(_ value: Logger.Metadata.Value) -> Logger.Metadata.Value {
        .string(quoted(plainLine(text(of: value))))
    }

    private static func text(of value: Logger.Metadata.Value) -> String {
        switch value {
        case .string(let text): text
        case .stringConvertible(let convertible): convertible.description
        case .array(let values): "[\(values.map(text).joined(separator: ", "))]"
        case .dictionary(let more):
            "[\(more.sorted { $0.key < $1.key }.map { "\($0.key): \(text(of: $0.value))" }.joined(separator: ", "))]"
        }
    }

    private static func quoted(_ plain: String) -> String {
        plain.contains(" ") ? "\"\(plain.replacing("\"", with: "\\\""))\"" : plain
    }
}

/// One line of visible signs. What is not visible stands there by its name or number, a backslash twice: the line can be
/// read back.
func plainLine(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: { $0 == "\\" || isHidden($0) }) else { return text }
    var line = ""
    for scalar in text.unicodeScalars {
        switch scalar {
        case "\\": line += "\\\\"
        case "\n": line += "\\n"
        case "\r": line += "\\r"
        case "\t": line += "\\t"
        case _ where isHidden(scalar): line += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
        default: line.unicodeScalars.append(scalar)
        }
    }
    return line
}

/// Controls (C0, DEL, C1), formats (bidi marks, joiners, byte order mark, tags), line and paragraph separators, and spaces
/// that look like ours and are none.
private func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .unassigned, .privateUse, .surrogate: true
    case .spaceSeparator: scalar != " " && scalar != "\u{3000}"
    default: false
    }
}
