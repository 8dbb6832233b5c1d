/// The text of one pack file, checked before the YAML library sees a byte of it.
public struct PackText: Sendable, Equatable {
    public let file: String
    public let text: String

    /// A handbook of a thousand clauses is about 400 kB.
    public static let longest = 1_048_576

    /// How many pieces a pack may have, keys, values and list items together; a thousand clauses have about 30,000.
    /// What the library builds grows with the pieces and not with the bytes, 200 bytes and 3 µs for each.
    static let mostPieces = 100_000

    public init(file: String, bytes: some Collection<UInt8>) throws(PackProblems) {
        guard bytes.count <= Self.longest else {
            throw PackProblems(file, 1, "文件超过 1 MB。The file is larger than 1 MB.")
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw PackProblems(file, 1, "文件不是 UTF-8 编码，请另存为 UTF-8。The file is not UTF-8.")
        }
        try self.init(file: file, text: text)
    }

    public init(file: String, text: String) throws(PackProblems) {
        self.file = file
        self.text = text.hasPrefix("\u{FEFF}") ? String(text.dropFirst()) : text
        guard text.utf8.count <= Self.longest else {
            throw PackProblems(file, 1, "文件超过 1 MB。The file is larger than 1 MB.")
        }
        if let line = Self.lineOfControlCharacter(self.text) {
            throw PackProblems(file, line, "含有控制字符。There is a control character.")
        }
        if let line = Self.lineOfTooManyPieces(self.text) {
            throw PackProblems(
                file, line, "键、值和列表项合计超过 \(Self.mostPieces) 个。There are more than \(Self.mostPieces) pieces.")
        }
        if let line = Self.lineOfReference(self.text) {
            throw PackProblems(
                file, line, "手册包不用锚点（&）、引用（*）和标签（!）。A pack must not use anchors, aliases or tags.")
        }
    }

    private static func lineOfControlCharacter(_ text: String) -> Int? {
        var line = 1
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\n"): line += 1
            case UInt8(ascii: "\t"), UInt8(ascii: "\r"), 0x20...0x7E, 0x80...: continue
            default: return line
            }
        }
        return nil
    }

    /// Counts what can begin a piece of YAML: lines, flow brackets and commas, and `-`, `:` and `?` before a space.
    private static func lineOfTooManyPieces(_ text: String) -> Int? {
        var line = 1
        var pieces = 0
        var mayMark = false
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\n"):
                line += 1
                pieces += mayMark ? 2 : 1
                mayMark = false
            case UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: "{"):
                pieces += 1
                mayMark = false
            case UInt8(ascii: " "), UInt8(ascii: "\t"):
                pieces += mayMark ? 1 : 0
                mayMark = false
            default:
                mayMark = byte == UInt8(ascii: "-") || byte == UInt8(ascii: ":") || byte == UInt8(ascii: "?")
            }
            if pieces > mostPieces { return line }
        }
        return nil
    }

    /// Where a value may begin, `&name`, `*name` and `!tag` are YAML's way to point elsewhere.
    private static func lineOfReference(_ text: String) -> Int? {
        var line = 1
        var mayBegin = true
        var suspect = false
        for byte in text.utf8 {
            if suspect {
                if isNameByte(byte) { return line }
                suspect = false
            }
            switch byte {
            case UInt8(ascii: "\n"):
                line += 1
                mayBegin = true
            case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"):
                continue
            case UInt8(ascii: "-"), UInt8(ascii: ":"), UInt8(ascii: "?"), UInt8(ascii: "["), UInt8(ascii: "{"),
                UInt8(ascii: ","):
                mayBegin = true
            case UInt8(ascii: "&"), UInt8(ascii: "*"), UInt8(ascii: "!"):
                suspect = mayBegin
                mayBegin = false
            default:
                mayBegin = false
            }
        }
        return nil
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "!"):
            true
        default:
            false
        }
    }
}
