import Foundation
public import Kernel

extension FormData {
    /// Reads a JSON object whose members are texts, numbers, booleans or lists of them: the fields of the same form that
    /// the page has. `true` is a ticked box, `false` and `null` are fields left out. Refuses other shapes and more than
    /// 500 members.
    public init(json bytes: [UInt8], language: Language = .chinese, zone: Zone = .utc) throws(FormUnreadable) {
        guard let members = try? JSONDecoder().decode([String: Member].self, from: Data(bytes)) else { throw .notText }
        guard members.count <= FormData.maximumFields else { throw .tooManyFields(limit: FormData.maximumFields) }
        var values: [String: [String]] = [:]
        for (name, member) in members where !member.texts.isEmpty {
            guard member.texts.count <= FormData.maximumFields else {
                throw .tooManyFields(limit: FormData.maximumFields)
            }
            values[name] = member.texts
        }
        self.init(values, language: language, zone: zone)
    }

    private struct Member: Decodable {
        let texts: [String]

        init(from decoder: any Decoder) throws {
            if var list = try? decoder.unkeyedContainer() {
                var texts: [String] = []
                while !list.isAtEnd { texts += try Member(single: list.superDecoder().singleValueContainer()).texts }
                self.texts = texts
            } else {
                self = try Member(single: decoder.singleValueContainer())
            }
        }

        private init(single value: any SingleValueDecodingContainer) throws {
            if value.decodeNil() {
                texts = []
            } else if let text = try? value.decode(String.self) {
                texts = [text]
            } else if let flag = try? value.decode(Bool.self) {
                texts = flag ? ["1"] : []
            } else if let whole = try? value.decode(Int64.self) {
                texts = [String(whole)]
            } else {
                texts = [String(try value.decode(Double.self))]
            }
        }
    }
}
