/// Writes values as JSON (RFC 8259), straight into bytes: members in the order in which the value names them, those of a
/// dictionary by name, so that the same value is the same text. A value that is absent is left out.
///
/// Cost: one pass, nothing is kept that is written, where `JSONEncoder` first makes a tree.
struct JSONWriter {
    fileprivate let page: JSONPage

    static func bytes(of value: some Encodable) throws -> [UInt8] {
        let page = JSONPage()
        try page.write(value)
        return page.bytes
    }
}

extension JSONWriter: Encoder {
    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        KeyedEncodingContainer(JSONMembers(page: page, depth: page.open(.object)))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer { JSONEntries(page: page, depth: page.open(.array)) }

    func singleValueContainer() -> any SingleValueEncodingContainer { JSONSingle(page: page) }
}

/// What has been written so far, and which brackets are open.
private final class JSONPage {
    enum Bracket {
        case object, array

        var opening: UInt8 { self == .object ? UInt8(ascii: "{") : UInt8(ascii: "[") }
        var closing: UInt8 { self == .object ? UInt8(ascii: "}") : UInt8(ascii: "]") }
    }

    private(set) var bytes: [UInt8] = []
    private var brackets: [(kind: Bracket, isEmpty: Bool)] = []

    init() { bytes.reserveCapacity(8192) }

    /// Answers how deep it is.
    func open(_ kind: Bracket) -> Int {
        bytes.append(kind.opening)
        brackets.append((kind, true))
        return brackets.count
    }

    /// Closes what was opened inside of what is so deep: the last value of a container may have had one of its own.
    func close(to depth: Int) {
        while brackets.count > depth, let last = brackets.popLast() { bytes.append(last.kind.closing) }
    }

    /// The comma before whatever comes next in the container of this depth.
    func next(at depth: Int) {
        close(to: depth)
        if brackets[depth - 1].isEmpty {
            brackets[depth - 1].isEmpty = false
        } else {
            bytes.append(UInt8(ascii: ","))
        }
    }

    func name(_ name: String, at depth: Int) {
        next(at: depth)
        write(name)
        bytes.append(UInt8(ascii: ":"))
    }

    func write(_ value: some Encodable) throws {
        let depth = brackets.count
        if let text = value as? String {
            write(text)
        } else if let members = value as? any JSONDictionary {
            try write(sorted: members)
        } else {
            let before = bytes.count
            try value.encode(to: JSONWriter(page: self))
            // Whoever says nothing at all has no members.
            if bytes.count == before { _ = open(.object) }
        }
        close(to: depth)
    }

    private func write(sorted members: some JSONDictionary) throws {
        let depth = open(.object)
        for (name, value) in members.byName {
            self.name(name, at: depth)
            try write(value)
        }
    }

    func null() { bytes.append(contentsOf: "null".utf8) }

    func write(_ value: Bool) { bytes.append(contentsOf: (value ? "true" : "false").utf8) }

    func write(number value: some BinaryInteger) { bytes.append(contentsOf: String(value).utf8) }

    /// The shortest figures that read back as the same number; one that JSON cannot say is refused.
    func write(_ value: Double) throws {
        guard value.isFinite else {
            throw EncodingError.invalidValue(
                value, .init(codingPath: [], debugDescription: "JSON has no number for \(value)."))
        }
        let text = value.description
        bytes.append(contentsOf: (text.hasSuffix(".0") ? text.dropLast(2) : text[...]).utf8)
    }

    func write(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        var text = text
        text.withUTF8 { letters in
            if letters.allSatisfy({ !Self.isEscaped($0) }) {
                bytes.append(contentsOf: letters)
            } else {
                for letter in letters { write(letter: letter) }
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private static func isEscaped(_ letter: UInt8) -> Bool {
        letter < 0x20 || letter == UInt8(ascii: "\"") || letter == UInt8(ascii: "\\")
    }

    private func write(letter: UInt8) {
        guard Self.isEscaped(letter) else { return bytes.append(letter) }
        switch letter {
        case UInt8(ascii: "\""): bytes.append(contentsOf: #"\""#.utf8)
        case UInt8(ascii: "\\"): bytes.append(contentsOf: #"\\"#.utf8)
        case 0x08: bytes.append(contentsOf: #"\b"#.utf8)
        case 0x09: bytes.append(contentsOf: #"\t"#.utf8)
        case 0x0A: bytes.append(contentsOf: #"\n"#.utf8)
        case 0x0C: bytes.append(contentsOf: #"\f"#.utf8)
        case 0x0D: bytes.append(contentsOf: #"\r"#.utf8)
        default:
            let figures = String(letter, radix: 16)
            bytes.append(contentsOf: (#"\u00"# + (figures.count < 2 ? "0" : "") + figures).utf8)
        }
    }
}

/// A dictionary whose names are texts.
private protocol JSONDictionary: Encodable {
    associatedtype Member: Encodable
    var byName: [(key: String, value: Member)] { get }
}

extension Dictionary: JSONDictionary where Key == String, Value: Encodable {
    fileprivate var byName: [(key: String, value: Value)] { sorted { $0.key < $1.key } }
}

private struct JSONMembers<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let page: JSONPage
    let depth: Int

    var codingPath: [any CodingKey] { [] }

    private func name(_ key: Key) { page.name(key.stringValue, at: depth) }

    mutating func encodeNil(forKey key: Key) {
        name(key)
        page.null()
    }

    mutating func encode(_ value: Bool, forKey key: Key) {
        name(key)
        page.write(value)
    }

    mutating func encode(_ value: String, forKey key: Key) {
        name(key)
        page.write(value)
    }

    mutating func encode(_ value: Int, forKey key: Key) {
        name(key)
        page.write(number: value)
    }

    mutating func encode(_ value: Int64, forKey key: Key) {
        name(key)
        page.write(number: value)
    }

    mutating func encode(_ value: Double, forKey key: Key) throws {
        name(key)
        try page.write(value)
    }

    mutating func encode(_ value: some Encodable, forKey key: Key) throws {
        name(key)
        try page.write(value)
    }

    mutating func nestedContainer<Name: CodingKey>(
        keyedBy type: Name.Type, forKey key: Key
    ) -> KeyedEncodingContainer<Name> {
        name(key)
        return JSONWriter(page: page).container(keyedBy: type)
    }

    mutating func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
        name(key)
        return JSONWriter(page: page).unkeyedContainer()
    }

    mutating func superEncoder() -> any Encoder {
        page.name("super", at: depth)
        return JSONWriter(page: page)
    }

    mutating func superEncoder(forKey key: Key) -> any Encoder {
        name(key)
        return JSONWriter(page: page)
    }
}

private struct JSONEntries: UnkeyedEncodingContainer {
    let page: JSONPage
    let depth: Int
    private(set) var count = 0

    var codingPath: [any CodingKey] { [] }

    private mutating func next() {
        page.next(at: depth)
        count += 1
    }

    mutating func encodeNil() {
        next()
        page.null()
    }

    mutating func encode(_ value: String) {
        next()
        page.write(value)
    }

    mutating func encode(_ value: some Encodable) throws {
        next()
        try page.write(value)
    }

    mutating func nestedContainer<Name: CodingKey>(keyedBy type: Name.Type) -> KeyedEncodingContainer<Name> {
        next()
        return JSONWriter(page: page).container(keyedBy: type)
    }

    mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
        next()
        return JSONWriter(page: page).unkeyedContainer()
    }

    mutating func superEncoder() -> any Encoder {
        next()
        return JSONWriter(page: page)
    }
}

private struct JSONSingle: SingleValueEncodingContainer {
    let page: JSONPage

    var codingPath: [any CodingKey] { [] }

    mutating func encodeNil() { page.null() }
    mutating func encode(_ value: Bool) { page.write(value) }
    mutating func encode(_ value: String) { page.write(value) }
    mutating func encode(_ value: Double) throws { try page.write(value) }
    mutating func encode(_ value: Float) throws { try page.write(Double(String(value)) ?? Double(value)) }
    mutating func encode(_ value: Int) { page.write(number: value) }
    mutating func encode(_ value: Int8) { page.write(number: value) }
    mutating func encode(_ value: Int16) { page.write(number: value) }
    mutating func encode(_ value: Int32) { page.write(number: value) }
    mutating func encode(_ value: Int64) { page.write(number: value) }
    mutating func encode(_ value: UInt) { page.write(number: value) }
    mutating func encode(_ value: UInt8) { page.write(number: value) }
    mutating func encode(_ value: UInt16) { page.write(number: value) }
    mutating func encode(_ value: UInt32) { page.write(number: value) }
    mutating func encode(_ value: UInt64) { page.write(number: value) }
    mutating func encode(_ value: some Encodable) throws { try page.write(value) }
}
