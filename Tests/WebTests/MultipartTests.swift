import Hummingbird
import Kernel
import Synchronization
import Testing
import Testkit

@testable import Web

struct MultipartParserTests {
    private let whole = Array(
        "--b7\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--b7 \t\r\nX: y\r\n\r\n\r\n--b7\r\n\r\nno head\r\n--b\r\n--b7--\r\nrest"
            .utf8)

    private func parts(_ pieces: [[UInt8]], boundary: String = "b7") throws -> [[String]] {
        var parser = try MultipartParser(boundary: boundary)
        var parts: [[String]] = []
        var content: [UInt8] = []
        for piece in pieces {
            for event in try parser.feed(piece) {
                switch event {
                case .begins(let head): parts.append([String(decoding: head, as: UTF8.self)])
                case .content(let bytes): content += bytes
                case .ends:
                    parts[parts.count - 1].append(String(decoding: content, as: UTF8.self))
                    content = []
                }
            }
        }
        try parser.finish()
        return parts
    }

    @Test func partsAreCutAtTheBoundaryAndNowhereElse() throws {
        #expect(
            try parts([whole]) == [
                ["Content-Disposition: form-data; name=\"a\"", "1"], ["X: y", ""], ["", "no head\r\n--b"],
            ])
    }

    /// However the network cuts it, it is the same form.
    @Test func theCutsOfTheNetworkChangeNothing() throws {
        let expected = try parts([whole])
        #expect(try parts(whole.map { [$0] }) == expected)
        for length in 2...40 {
            let pieces = stride(from: 0, to: whole.count, by: length).map {
                Array(whole[$0..<min($0 + length, whole.count)])
            }
            #expect(try parts(pieces) == expected, "pieces of \(length)")
        }
    }

    @Test(arguments: ["", String(repeating: "x", count: 71), "a\u{1}b", "界"])
    func aBoundaryThatNoBrowserMakesIsRefused(_ boundary: String) {
        #expect(throws: MultipartParser.Unreadable.boundary) { try MultipartParser(boundary: boundary) }
    }

    @Test func whatNeverEndsIsRefusedWithoutBeingKept() throws {
        let long = [UInt8](repeating: 65, count: 40_000)
        #expect(throws: MultipartParser.Unreadable.preambleTooLong) { try parts([long]) }
        #expect(throws: MultipartParser.Unreadable.headTooLong) { try parts([Array("--b7\r\n".utf8), long]) }
        #expect(throws: MultipartParser.Unreadable.malformedEdge) { try parts([Array("--b7evil\r\n".utf8)]) }
        #expect(throws: MultipartParser.Unreadable.malformedEdge) {
            try parts([Array("--b7".utf8) + [UInt8](repeating: 32, count: 300)])
        }
        #expect(throws: MultipartParser.Unreadable.cutOff) { try parts([Array("--b7\r\nA: b\r\n\r\nhalf".utf8)]) }
    }
}

struct PartHeadTests {
    private func head(_ text: String) -> PartHead? { PartHead(Array("Content-Disposition: \(text)".utf8)) }

    @Test(arguments: [
        (#"form-data; name="file"; filename="现场照片.jpg""#, "现场照片.jpg"),
        (#"form-data; name="file"; filename="a%22b%0D%0A.jpg""#, "a\"b\r\n.jpg"),
        (#"form-data; name="file"; filename="C:\photos\1.jpg""#, #"C:\photos\1.jpg"#),
        (#"form-data; name="file"; filename="a\"b;c.jpg""#, "a\"b;c.jpg"),
        (#"form-data; name=file; filename=plain.txt"#, "plain.txt"),
        (#"form-data; name="file"; filename="x.jpg"; filename*=UTF-8''%E5%9B%BE.jpg"#, "图.jpg"),
        (#"form-data; name="file"; filename="x.jpg"; filename*=GBK''%CD%BC.jpg"#, "图.jpg"),
        (#"form-data; name="file"; filename="x.jpg"; filename*=UTF-8''%FF%FF.jpg"#, "x.jpg"),
        (#"form-data; name="file"; filename="x.jpg"; filename*=nonsense"#, "x.jpg"),
        (#"FORM-DATA; NAME="file"; FILENAME="../../etc/passwd""#, "../../etc/passwd"),
        (#"form-data; name="file"; filename="""#, ""),
    ])
    func aNameIsReadAsItsSenderMeantIt(_ text: String, _ name: String) {
        #expect(head(text) == PartHead(name: "file", fileName: name))
    }

    @Test func namesInTheOldChineseEncodingAreRead() {
        let bytes = Array("Content-Disposition: form-data; name=\"f\"; filename=\"".utf8)
        // 投诉凭证 in GBK
        let name: [UInt8] = [0xCD, 0xB6, 0xCB, 0xDF, 0xC6, 0xBE, 0xD6, 0xA4]
        #expect(PartHead(bytes + name + Array(".png\"".utf8))?.fileName == "投诉凭证.png")
    }

    @Test func aHeadThatNamesNoFieldIsNone() {
        #expect(head("form-data") == nil)
        #expect(head("form-data; filename=\"a\"") == nil)
        #expect(head("form-data; name=\"a\0b\"") == nil)
        #expect(PartHead([]) == nil)
        #expect(PartHead([0xFF, 0xFE, 0x00]) == nil)
    }

    @Test func aFoldedLineIsOneLine() {
        #expect(head("form-data;\r\n name=\"a\";\r\n\tfilename=\"b\"") == PartHead(name: "a", fileName: "b"))
    }
}

/// Over real HTTP: what a form with files may bring, and what is refused before it fills the disk.
struct UploadTests {
    private let secret = "the-secret-of-this-session"

    private func body(_ parts: String..., end: String = "--edge--\r\n") -> String {
        parts.map { "--edge\r\nContent-Disposition: form-data; \($0)\r\n" }.joined() + end
    }

    private func post(
        _ body: String, _ headers: HTTPFields = signedIn(), limits: UploadLimits = UploadLimits(),
        type: String = "multipart/form-data; boundary=edge"
    ) async throws -> TestResponse {
        let kept = Mutex<TestResponse?>(nil)
        var settings = WebSettings.anyPort
        settings.uploads = limits
        var all = headers
        all[.contentType] = type
        try await withHouse(settings) { [all] client in
            let response = try await client.execute(
                uri: "/uploads", method: .post, headers: all, body: ByteBuffer(string: body))
            kept.withLock { $0 = response }
        }
        return try #require(kept.withLock { $0 })
    }

    private var file: String { "name=\"file\"; filename=\"a.txt\"\r\n\r\nhello" }

    @Test func fieldsAndFilesArrive() async throws {
        let response = try await post(
            body(
                "name=\"_csrf\"\r\n\r\n\(secret)", file, "name=\"note\"\r\n\r\n现场 <照片>",
                "name=\"file\"; filename=\"\"\r\n\r\n"))
        #expect(response.text == "note=现场 <照片>; a.txt 5 hello")
    }

    @Test func theSecretMayComeInTheHeader() async throws {
        #expect(try await post(body(file), signedIn([.csrfToken: secret])).text == "note=; a.txt 5 hello")
    }

    @Test func withoutTheSecretNoFileIsTaken() async throws {
        #expect(try await post(body(file)).status == .forbidden)
        #expect(try await post(body(file, "name=\"_csrf\"\r\n\r\n\(secret)")).status == .forbidden, "too late")
        #expect(try await post(body("name=\"_csrf\"\r\n\r\nwrong", file)).status == .forbidden)
        #expect(try await post(body(file), signedIn([.csrfToken: "wrong"])).status == .forbidden)
        #expect(try await post(body("name=\"note\"\r\n\r\nx")).status == .forbidden, "no file and no secret")
    }

    @Test func strangersAndLockedScreensSendNothing() async throws {
        #expect(try await post(body(file), [.csrfToken: secret]).status == .badRequest)
        #expect(try await post(body(file), signedIn(as: "lijing", [.csrfToken: secret])).status == .badRequest)
    }

    @Test func tooMuchIsRefusedWithASentence() async throws {
        let trusted = signedIn([.csrfToken: secret])
        var limits = UploadLimits()
        limits.files = 1
        let files = try await post(body(file, file), trusted, limits: limits)
        #expect(files.status == .contentTooLarge)
        #expect(files.text.contains("一次最多上传 1 个文件。"))
        limits.body = 2 << 20
        let large = try await post(
            body("name=\"f\"; filename=\"a\"\r\n\r\n" + String(repeating: "x", count: 2 << 20)), trusted, limits: limits
        )
        #expect(large.status == .contentTooLarge)
        #expect(large.text.contains("一次上传最多 2 MB。"))
        limits.text = 100
        let text = try await post(
            body("name=\"note\"\r\n\r\n" + String(repeating: "x", count: 101)), trusted, limits: limits)
        #expect(text.status == .contentTooLarge)
        limits.fields = 2
        let fields = try await post(
            body("name=\"a\"\r\n\r\n", "name=\"b\"\r\n\r\n", "name=\"c\"\r\n\r\n"), trusted, limits: limits)
        #expect(fields.status == .badRequest)
    }

    @Test(arguments: [
        "--edge", "", "\0", "--edge\r\n\r\n\r\n--edge--",
        "--edge\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx",
    ])
    func whatNoBrowserSendsIsRefused(_ body: String) async throws {
        let response = try await post(body, signedIn([.csrfToken: secret]))
        #expect(response.status == .badRequest)
        #expect(response.text.contains("无法读取提交的内容"))
    }

    @Test(arguments: ["multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=\"\""])
    func aFormWithoutABoundaryIsRefused(_ type: String) async throws {
        #expect(try await post(body(file), signedIn([.csrfToken: secret]), type: type).status == .badRequest)
    }
}
