import Kernel
import Testing

@testable import Web

struct FormReadingTests {
    private func read(_ text: String) throws -> FormData { try FormData(urlEncoded: text.utf8, zone: .shanghai) }

    @Test func whatWasTypedArrivesAsTyped() throws {
        let form = try read("name=%E6%9D%8E%E9%9B%B7&text=a%2Bb+c%26d%3De&empty=&tag=1&tag=2")
        #expect(form.text("name") == "李雷")
        #expect(form.text("text") == "a+b c&d=e")
        #expect(form.sent("empty") == "")
        #expect(form.sent("absent") == nil)
        #expect(form.all("tag") == ["1", "2"])
    }

    @Test func whiteSpaceAroundIsLetGoTheIdeographicSpaceToo() throws {
        #expect(try read("name=%E3%80%80%20%E6%9D%8E%E9%9B%B7+%09").text("name") == "李雷")
    }

    @Test func theLineEndsOfBrowsersBecomeOurs() throws {
        #expect(try read("text=a%0D%0Ab").text("text") == "a\nb")
    }

    @Test(arguments: ["a=%", "a=%4", "a=%zz", "a=%FF%FE", "a=%C0%80", "a=b%00c", "%80=a"])
    func bytesThatAreNoTextAreRefused(_ text: String) {
        #expect(throws: FormUnreadable.notText) { try read(text) }
    }

    /// A null byte in one field of a form is told at that field, and the rest of what was typed stays.
    @Test func aNullByteIsToldAtItsField() throws {
        let typed = try FormData(
            form: "subject=a%00b&note=fine&only=%00&id=x%00".utf8, language: .chinese, zone: .shanghai)
        #expect(typed.text("subject") == "ab" && typed.text("note") == "fine" && typed.text("id") == "x")
        #expect(throws: Invalid.self) { try form(typed.required("note"), typed.optional("only")) }
        do {
            _ = try form(typed.required("subject"), typed.required("note"))
            Issue.record("the null byte was passed over")
        } catch let invalid {
            #expect(invalid.problems.keys.sorted() == ["subject"])
            #expect(invalid.problems["subject"]?.contains("空字符") == true)
        }
        #expect(try form(typed.required("note")) == "fine")
    }

    /// JSON comes as UTF-8 (RFC 8259, 8.1): in another encoding a name given twice would pass unseen.
    @Test func jsonInOtherEncodingsIsRefused() throws {
        let text = "{\"a\":1,\"a\":2}"
        #expect(throws: FormUnreadable.badMembers(["a": .repeated])) { try FormData(json: Array(text.utf8)) }
        let wide = text.utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
        #expect(throws: FormUnreadable.notText) { try FormData(json: wide) }
        #expect(throws: FormUnreadable.notText) { try FormData(json: [0xFF, 0xFE] + wide) }
    }

    @Test func fiveHundredFieldsAreReadAndOneMoreIsRefused() throws {
        let most = (0..<FormData.maximumFields).map { "f\($0)=x" }.joined(separator: "&")
        #expect(try read(most).text("f499") == "x")
        #expect(throws: FormUnreadable.tooManyFields(limit: 500)) { try read(most + "&one=more") }
    }

    @Test(arguments: ["", "&", "&&&", "=", "=a&=b"])
    func emptyPiecesAreNoFields(_ text: String) throws {
        #expect(try read(text).isEmpty)
    }

    @Test func everyTextComesBackFromItsAddress() throws {
        for text in ["李雷 & 韩梅梅", "a=b&c", "100%", "+86 21", "😀", "a/b?c#d"] {
            #expect(try read("q=\(URLEncoding.encode(text))").text("q") == text)
        }
    }

    @Test func aFilterKeepsTheOthersWhenThePageChanges() throws {
        let query = try read("kind=%E6%8A%95%E8%AF%89&page=2")
        #expect(query.replacing("page", with: "3") == "kind=%E6%8A%95%E8%AF%89&page=3")
        #expect(query.replacing("kind", with: "") == "page=2")
    }
}
