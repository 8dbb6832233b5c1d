import Foundation
import Kernel
import Testing

struct JSONTextsTests {
    /// The same as the library, whatever stands there.
    @Test(arguments: [
        "{}", #"{"a":"b"}"#, #"{"to":"staff-1","reason":"接手 𠮷 😀"}"#, #"{"a":""}"#, #"{"":"x"}"#, #"{"a":"b","a":"c"}"#,
        #"{"a":"say \"no\"","b":"c:\\x\n\u4e2d"}"#, #"{ "a" : "b" }"#, "{\"a\":\"b\"}\n",
    ])
    func aTextIsReadAsTheLibraryReadsIt(_ json: String) throws {
        let library = try JSONDecoder().decode([String: String].self, from: Data(json.utf8))
        #expect(try decodedTexts(json) == library)
    }

    @Test(arguments: [
        "", "{", "{\"", #"{"a""#, #"{"a":"#, #"{"a":1}"#, #"{"a":"b""#, #"{"a":"b"}x"#, "[]",
        "{\"a\":\"\u{1}\"}",
    ])
    func whatIsNoneIsRefused(_ json: String) {
        #expect(throws: (any Error).self) { try decodedTexts(json) }
    }
}
