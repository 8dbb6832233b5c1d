import CExpat

/// Reads XML as it comes, element after element. Definitions of types and entities are refused before they can do
/// anything (billion laughs, external files); nesting is bounded.
final class Markup {
    typealias Attributes = [(name: String, value: String)]

    private let began: (String, Attributes) throws -> Void
    private let ended: (String) throws -> Void
    private let text: (UnsafeBufferPointer<UInt8>) -> Void
    private let parser: XML_Parser
    private var depth = 0
    private var failure: (any Error)?

    private static let deepest = 64

    init(
        began: @escaping (String, Attributes) throws -> Void, ended: @escaping (String) throws -> Void,
        text: @escaping (UnsafeBufferPointer<UInt8>) -> Void
    ) throws(SheetFault) {
        guard let parser = XML_ParserCreate(nil) else { throw .damaged }
        self.parser = parser
        self.began = began
        self.ended = ended
        self.text = text
        XML_SetUserData(parser, Unmanaged.passUnretained(self).toOpaque())
        XML_SetElementHandler(
            parser,
            { me, name, attributes in Markup.of(me)?.begin(name, attributes) },
            { me, name in Markup.of(me)?.end(name) })
        XML_SetCharacterDataHandler(parser) { me, characters, count in Markup.of(me)?.say(characters, count) }
        XML_SetStartDoctypeDeclHandler(parser) { me, _, _, _, _ in Markup.of(me)?.stop(SheetFault.entities) }
        XML_SetEntityDeclHandler(parser) { me, _, _, _, _, _, _, _, _ in Markup.of(me)?.stop(SheetFault.entities) }
    }

    deinit { XML_ParserFree(parser) }

    /// The next piece; after the last one `finish`.
    func read(_ piece: UnsafeBufferPointer<UInt8>) throws {
        try piece.withMemoryRebound(to: CChar.self) { try read($0.baseAddress, $0.count, isLast: false) }
    }

    func finish() throws { try read(nil, 0, isLast: true) }

    private func read(_ bytes: UnsafePointer<CChar>?, _ count: Int, isLast: Bool) throws {
        let status = XML_Parse(parser, bytes, Int32(count), isLast ? 1 : 0)
        if let failure { throw failure }
        guard status == XML_STATUS_OK else { throw SheetFault.damaged }
    }

    private static func of(_ me: UnsafeMutableRawPointer?) -> Markup? {
        me.map { Unmanaged<Markup>.fromOpaque($0).takeUnretainedValue() }
    }

    private func begin(_ name: UnsafePointer<CChar>?, _ list: UnsafeMutablePointer<UnsafePointer<CChar>?>?) {
        guard failure == nil, let name else { return }
        depth += 1
        guard depth <= Self.deepest else { return stop(SheetFault.damaged) }
        var attributes: Attributes = []
        if let list {
            var index = 0
            while let key = list[index], let value = list[index + 1] {
                attributes.append((String(cString: key).withoutPrefix, String(cString: value)))
                index += 2
            }
        }
        do { try began(String(cString: name).withoutPrefix, attributes) } catch { stop(error) }
    }

    private func end(_ name: UnsafePointer<CChar>?) {
        guard failure == nil, let name else { return }
        depth -= 1
        do { try ended(String(cString: name).withoutPrefix) } catch { stop(error) }
    }

    private func say(_ characters: UnsafePointer<CChar>?, _ count: Int32) {
        guard failure == nil, let characters else { return }
        characters.withMemoryRebound(to: UInt8.self, capacity: Int(count)) {
            text(UnsafeBufferPointer(start: $0, count: Int(count)))
        }
    }

    private func stop(_ error: any Error) {
        failure = failure ?? error
        XML_StopParser(parser, 0)
    }
}

extension Markup.Attributes {
    subscript(name: String) -> String? { first { $0.name == name }?.value }
}

extension String {
    /// `x:row` → `row`: the prefix is the writer's own choice.
    fileprivate var withoutPrefix: String {
        utf8.lastIndex(of: UInt8(ascii: ":")).map { String(self[index(after: $0)...]) } ?? self
    }

    /// `_x000D_` stands for a character that XML cannot hold (ECMA-376, 22.9.2.19).
    var withoutEscapes: String {
        guard utf8.count >= 7, contains("_x") else { return self }
        var text = ""
        var rest = self[...]
        while let start = rest.firstRange(of: "_x") {
            text += rest[..<start.lowerBound]
            let digits = rest[start.upperBound...].prefix(4)
            let end = digits.endIndex
            if digits.utf8.count == 4, end < rest.endIndex, rest[end] == "_", digits.allSatisfy(\.isHexDigit),
                let code = UInt32(digits, radix: 16), let scalar = Unicode.Scalar(code)
            {
                text.unicodeScalars.append(scalar)
                rest = rest[rest.index(after: end)...]
            } else {
                text += "_x"
                rest = rest[start.upperBound...]
            }
        }
        return text + rest
    }
}
