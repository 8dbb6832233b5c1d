import Database
import Hummingbird
import Kernel
import NIOCore
import Testkit

@testable import Desk
@testable import Deskkit
@testable import Web

/// The files of a complaint that was just taken.
typealias TestArchive = TwoShops

extension TwoShops {
    static func open(
        _ engine: Engine, isScanning: Bool = false, _ body: @Sendable @escaping (TwoShops) async throws -> Void
    ) async throws {
        try await open(
            engine, digest: "digest-archive", isScanning: isScanning,
            { desk, web in AttachmentRoutes(desk: desk).add(to: web.signedIn) }, body)
    }

    func upload(
        _ files: [(name: String, bytes: [UInt8])], as person: Staff.ID = agent, provider: String = "customer",
        isFragment: Bool = false
    ) async throws -> TestResponse {
        var body = ByteBuffer(string: "--e\r\nContent-Disposition: form-data; name=\"_csrf\"\r\n\r\nsecret\r\n")
        body.writeString("--e\r\nContent-Disposition: form-data; name=\"provider\"\r\n\r\n\(provider)\r\n")
        for file in files {
            body.writeString("--e\r\nContent-Disposition: form-data; name=\"file\"; filename=\"\(file.name)\"\r\n\r\n")
            body.writeBytes(file.bytes)
            body.writeString("\r\n")
        }
        body.writeString("--e--\r\n")
        var headers: HTTPFields = [.cookie: "qingting=\(person)", .contentType: "multipart/form-data; boundary=e"]
        if isFragment { headers[.htmxRequest] = "true" }
        return try await client.execute(uri: "\(base)/attachments", method: .post, headers: headers, body: body)
    }

    func attachments() async throws -> [Attachment] {
        try await database.read { [record] tx in try tx.attachments.of(record) }
    }

    func address(_ attachment: Attachment, _ part: String) -> String { "\(base)/attachments/\(attachment.id)/\(part)" }

    /// What `ContentCare` would do in the next second.
    func care(with scanner: ScannerThread? = nil) async throws {
        try await ContentCare(database: database, scanner: scanner, previews: PreviewThread()).round()
    }
}
