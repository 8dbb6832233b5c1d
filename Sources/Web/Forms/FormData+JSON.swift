import Foundation
public import Kernel

extension FormData {
    /// Reads a JSON object whose members are texts, numbers, booleans or lists of them: the fields of the same form that
    /// the page has. `true` is a ticked box, `false` and `null` are fields left out. Refuses what is no object, more than
    /// 500 members, and by name every member of another shape, with a NUL in it, or given twice.
    public init(json bytes: [UInt8], language: Language = .chinese, zone: Zone = .utc) throws(FormUnreadable) {
        // The library reads UTF-16 and UTF-32 too, in which nobody would see a name given twice (RFC 8259, 8.1).
        guard !bytes.contains(0), bytes.withUnsafeBufferPointer({ $0.firstPlaceNotUTF8() }) == nil else {
            throw .notText
        }
        guard let members = try? JSONDecoder().decode([String: Member].self, from: Data(bytes)) else { throw .notText }
        guard members.count <= FormData.maximumFields else { throw .tooManyFields(limit: FormData.maximumFields) }
        var values: [String: [String]] = [:]
        var problems: [String: MemberProblem] = [:]
        for (name, member) in members {
            guard let texts = member.texts else {
                problems[name] = .shape
                continue
            }
            if texts.count > FormData.maximumFields { throw .tooManyFields(limit: FormData.maximumFields) }
            // PostgreSQL keeps no NUL, and nobody can read one.
            if texts.contains(where: { $0.utf8.contains(0) }) { problems[name] = .unprintable }
            if !texts.isEmpty { values[name] = texts }
        }
        for name in FormData.repeatedNames(in: bytes) { problems[name] = .repeated }
        guard problems.isEmpty else { throw .badMembers(problems) }
        self.init(values, language: language, zone: zone)
    }

    /// What is wrong with one member of a JSON object.
    public enum MemberProblem: Error, Equatable, Sendable {
        case shape, unprintable, repeated
    }

    /// What is wrong with members, by their names as RFC 6901 writes them into a fragment: a name may be anything that a
    /// program sent. A long one is cut, so two may become one; then the answer tells one of them.
    static func told(_ members: [String: MemberProblem]) -> [String: MemberProblem] {
        let told = members.sorted { $0.key < $1.key }.map { name, problem in
            let escaped = name.prefix(80).replacing("~", with: "~0").replacing("/", with: "~1")
            return (URLEncoding.encoded(String(escaped)), problem)
        }
        return Dictionary(told) { first, _ in first }
    }

    /// Nothing where it is no text, number or boolean, nor a list of them.
    private struct Member: Decodable {
        let texts: [String]?

        init(from decoder: any Decoder) throws {
            if var list = try? decoder.unkeyedContainer() {
                var texts: [String]? = []
                while !list.isAtEnd {
                    let member = try Member.single(list.superDecoder().singleValueContainer())
                    texts = member.flatMap { member in texts.map { $0 + member } }
                }
                self.texts = texts
            } else {
                texts = Member.single(try decoder.singleValueContainer())
            }
        }

        private static func single(_ value: any SingleValueDecodingContainer) -> [String]? {
            if value.decodeNil() { return [] }
            if let text = try? value.decode(String.self) { return [text] }
            if let flag = try? value.decode(Bool.self) { return flag ? ["1"] : [] }
            if let whole = try? value.decode(Int64.self) { return [String(whole)] }
            return (try? value.decode(Double.self)).map { [String($0)] }
        }
    }

    /// Names that stand twice in the object, of which a decoder keeps one without a word. The bytes are known to be JSON,
    /// so a name is a text of the outermost object that a colon follows.
    private static func repeatedNames(in bytes: [UInt8]) -> Set<String> {
        var seen: Set<String> = []
        var repeated: Set<String> = []
        var depth = 0
        var place = 0
        while place < bytes.count {
            switch bytes[place] {
            case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
            case UInt8(ascii: "\""):
                let start = place
                place += 1
                while place < bytes.count, bytes[place] != UInt8(ascii: "\"") {
                    place += bytes[place] == UInt8(ascii: "\\") ? 2 : 1
                }
                guard depth == 1, place < bytes.count else { break }
                let after = bytes[(place + 1)...].first { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }
                if after == UInt8(ascii: ":"),
                    let name = try? JSONDecoder().decode(String.self, from: Data(bytes[start...place])),
                    !seen.insert(name).inserted
                {
                    repeated.insert(name)
                }
            default: break
            }
            place += 1
        }
        return repeated
    }
}
