import CZlib
import Hummingbird
import Kernel
import Testing
import Testkit

@testable import Web

@Suite struct CompressionTests {
    private let gzip: HTTPFields = [.acceptEncoding: "br, gzip;q=0.8"]

    @Test func aPageIsSentCompressedToWhoeverTakesThat() async throws {
        try await withHouse { client in
            let plain = try await client.execute(uri: "/page", method: .get, headers: signedIn())
            let small = try await client.execute(uri: "/page", method: .get, headers: signedIn(gzip))
            #expect(plain.headers[.contentEncoding] == nil)
            #expect(plain.headers[.vary] == "Accept-Encoding")
            #expect(small.headers[.contentEncoding] == "gzip")
            #expect(small.headers[.vary] == "Accept-Encoding")
            #expect(small.body.readableBytes < plain.body.readableBytes * 2 / 3)
            #expect(unmasked(try inflated(small.body)) == unmasked(plain.text))
        }
    }

    @Test(arguments: ["gzip;q=0", "br", "", "identity", "gzipped"])
    func whoeverDoesNotTakeItGetsItAsItIs(accepted: String) async throws {
        try await withHouse { client in
            let page = try await client.execute(
                uri: "/page", method: .get, headers: signedIn([.acceptEncoding: accepted]))
            #expect(page.headers[.contentEncoding] == nil)
            #expect(page.text.contains("</html>"))
        }
    }

    @Test func whatFitsIntoAPacketIsNotCompressed() async throws {
        try await withHouse { client in
            let page = try await client.execute(uri: "/desk", method: .get, headers: signedIn(gzip))
            #expect(page.headers[.contentEncoding] == nil)
            #expect(page.text == "<p>王芳</p>")
        }
    }

    @Test func noTwoPagesWriteTheSecretAlike() async throws {
        try await withHouse { client in
            let secret = "the-secret-of-this-session"
            var shown: Set<String> = []
            for _ in 0..<3 {
                let page = try await client.execute(uri: "/page", method: .get, headers: signedIn())
                #expect(!page.text.contains(secret))
                let masked = try #require(page.text.firstMatch(of: /data-csrf="([^"]+)"/)).output.1
                shown.insert(String(masked))
            }
            #expect(shown.count == 3)
            for masked in shown {
                let answer = try await client.execute(
                    uri: "/notes", method: .post, headers: typed(signedIn()),
                    body: ByteBuffer(string: "_csrf=\(masked)&text=x"))
                #expect(answer.status == .seeOther)
                let other = try await client.execute(
                    uri: "/notes", method: .post, headers: typed(signedIn()),
                    body: ByteBuffer(
                        string: "_csrf=\(masked.dropLast(2))\(masked.hasSuffix("ff") ? "00" : "ff")&text=x"))
                #expect(other.status == .forbidden)
            }
        }
    }

    @Test(arguments: ["m.", "m.00", "m.zz", "m.0011223344556677", "m.00112233445566778", ""])
    func aMaskWithNothingUnderItIsNoSecret(sent: String) {
        #expect(!FormSecret.isRight(sent, "the-secret"))
        #expect(!FormSecret.isRight(sent, ""))
    }

    private func unmasked(_ page: String) -> String { page.replacing(/m\.[0-9a-f]+/, with: "m.") }

    /// As a browser reads it; what follows the end of the stream would be an error.
    private func inflated(_ body: ByteBuffer) throws -> String {
        var stream = z_stream()
        try #require(
            inflateInit2_(&stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK)
        defer { inflateEnd(&stream) }
        var input = Array(body.readableBytesView)
        var output = [UInt8](repeating: 0, count: 1 << 20)
        let code = input.withUnsafeMutableBufferPointer { source in
            output.withUnsafeMutableBufferPointer { target in
                stream.next_in = source.baseAddress
                stream.avail_in = UInt32(source.count)
                stream.next_out = target.baseAddress
                stream.avail_out = UInt32(target.count)
                return inflate(&stream, Z_FINISH)
            }
        }
        #expect(code == Z_STREAM_END)
        #expect(stream.avail_in == 0)
        return String(decoding: output.prefix(Int(stream.total_out)), as: UTF8.self)
    }
}
