import Foundation
import Kernel
import Testing
import Testkit

struct JSONWriterTests {
    private struct Part: Codable, Equatable {
        var title: String
        var count: Int
        var share: Double?
        var isOpen: Bool
        var names: [String: String]
        var parts: [Part]
        var kind: Kind
    }

    private enum Kind: String, Codable { case first, second = "the second" }

    private static let hard = [
        "", "投诉", "a\"b\\c", "line\nfeed\r\ttab", "\u{8}\u{c}\u{0}\u{1f}\u{7f}", "</script>", "\u{2028}\u{202E}", "😀é",
        "/",
    ]

    @Test
    func everyTextReadsBackAsItWasWhateverIsInIt() throws {
        for text in Self.hard {
            let read = try JSONDecoder().decode([String].self, from: Data(encodedJSON([text])))
            #expect(read == [text])
            // No letter stands bare that RFC 8259 wants escaped.
            #expect(try encodedJSON(text).allSatisfy { $0 >= 0x20 })
        }
    }

    @Test
    func valuesReadBackAsTheyWere() throws {
        var dice = SeededDice(8259)
        /// Some value, so deep at most.
        func part(_ depth: Int) -> Part {
            Part(
                title: Self.hard.randomElement(using: &dice)!, count: .random(in: .min ... .max, using: &dice),
                share: Bool.random(using: &dice) ? Double.random(in: -1e9...1e9, using: &dice) : nil,
                isOpen: .random(using: &dice),
                names: Dictionary(uniqueKeysWithValues: Self.hard.map { ($0, $0 + "!") }.shuffled(using: &dice)),
                parts: depth == 0 ? [] : (0..<Int.random(in: 0...3, using: &dice)).map { _ in part(depth - 1) },
                kind: .random(using: &dice) ? .first : .second)
        }
        for _ in 0..<300 {
            let value = part(3)
            #expect(try JSONDecoder().decode(Part.self, from: Data(encodedJSON(value))) == value)
        }
    }

    @Test
    func theSameValueIsTheSameText() throws {
        let part = Part(
            title: "乙", count: 2, share: nil, isOpen: true, names: ["b": "2", "a": "1", "c": "3"], parts: [],
            kind: .second)
        let text =
            #"{"title":"乙","count":2,"isOpen":true,"names":{"a":"1","b":"2","c":"3"},"parts":[],"kind":"the second"}"#
        #expect(try textOfJSON(part) == text)
    }

    @Test
    func numbersAreWrittenShortlyAndReadBackExactly() throws {
        #expect(try textOfJSON([1.0, -0.5, 0.1, 1e300]) == "[1,-0.5,0.1,1e+300]")
        #expect(try textOfJSON([Int64.min, .max]) == "[-9223372036854775808,9223372036854775807]")
        for value in [Double.leastNonzeroMagnitude, .greatestFiniteMagnitude, 1 / 3, 0.1 + 0.2] {
            #expect(try JSONDecoder().decode([Double].self, from: Data(encodedJSON([value]))) == [value])
        }
    }

    @Test
    func aNumberThatJSONCannotSayIsRefused() {
        for value in [Double.nan, .infinity, -.infinity] {
            #expect(throws: EncodingError.self) { try encodedJSON(["value": value]) }
        }
    }

    @Test
    func whatSaysNothingIsAnObjectWithoutMembers() throws {
        struct Nothing: Encodable { func encode(to encoder: any Encoder) {} }
        #expect(try textOfJSON(Nothing()) == "{}")
        #expect(try textOfJSON([Nothing?.none, Nothing()]) == "[null,{}]")
        #expect(try textOfJSON(["a": [String: [Int]]()]) == #"{"a":{}}"#)
        #expect(try textOfJSON(["a": ["x": [1, 2], "b": []]]) == #"{"a":{"b":[],"x":[1,2]}}"#)
    }

    @Test
    func containersInsideOfContainersEndWhereTheyEnd() throws {
        struct Nested: Encodable {
            enum Key: String, CodingKey { case outer, list, last, deep }
            func encode(to encoder: any Encoder) throws {
                var members = encoder.container(keyedBy: Key.self)
                var outer = members.nestedContainer(keyedBy: Key.self, forKey: .outer)
                try outer.encode("甲", forKey: .deep)
                var list = members.nestedUnkeyedContainer(forKey: .list)
                try list.encode(1)
                var inner = list.nestedContainer(keyedBy: Key.self)
                try inner.encodeNil(forKey: .deep)
                try list.encode(2)
                try members.encode(true, forKey: .last)
            }
        }
        #expect(try textOfJSON([Nested()]) == #"[{"outer":{"deep":"甲"},"list":[1,{"deep":null},2],"last":true}]"#)
    }
}
