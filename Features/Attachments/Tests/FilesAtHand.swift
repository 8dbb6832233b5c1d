import Foundation
import Kernel

@testable import Desk

/// Files as people, and those who mean harm, send them.
enum FilesAtHand {
    /// A square of 8 × 8, drawn here byte by byte.
    static let png = Array(png(width: 8, height: 8, rows: 8))
    /// Says that it is 60,000 pixels wide and high and has no pixels at all.
    static let bomb = Array(png(width: 60_000, height: 60_000, rows: 8))
    /// The head of a GIF, followed by a program for browsers that guess.
    static let polyglot =
        Array("GIF89a=1;/*".utf8) + [0, 0, 0, 0] + Array("*/alert(document.cookie)//<script>alert(1)</script>".utf8)
    static let html = Array("<!doctype html><html><body><script>alert(1)</script></body></html>".utf8)
    static let svg = Array(#"<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>"#.utf8)
    static let program: [UInt8] =
        Array("MZ".utf8) + [UInt8](repeating: 0, count: 58) + [0x40, 0, 0, 0] + Array("PE\0\0".utf8)
        + [UInt8](repeating: 0, count: 200)
    static let pdf = Array("%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n".utf8)
    static let text = Array("客户说：三天都没有人回电话。\n".utf8)
    /// Recorded nothing, for a little longer than two pieces.
    static let wav: [UInt8] = {
        let samples = 2 * StoredContent.pieceLength + 1000
        func little(_ value: Int, _ bytes: Int) -> [UInt8] { (0..<bytes).map { UInt8(value >> (8 * $0) & 255) } }
        var bytes = Array("RIFF".utf8) + little(36 + samples, 4)
        bytes += Array("WAVEfmt ".utf8)
        for (value, length) in [(16, 4), (1, 2), (1, 2), (8000, 4), (8000, 4), (1, 2), (8, 2)] {
            bytes += little(value, length)
        }
        bytes += Array("data".utf8) + little(samples, 4)
        for sample in 0..<samples { bytes.append(UInt8(sample * 7 & 255)) }
        return bytes
    }()

    private static func png(width: Int, height: Int, rows: Int) -> Data {
        var data = Data([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
        func be(_ value: Int) -> [UInt8] {
            [UInt8(value >> 24 & 255), UInt8(value >> 16 & 255), UInt8(value >> 8 & 255), UInt8(value & 255)]
        }
        func add(_ type: String, _ body: [UInt8]) {
            let chunk = Array(type.utf8) + body
            data += be(body.count)
            data += chunk
            data += be(Int(crc(chunk)))
        }
        add("IHDR", be(width) + be(height) + [8, 2, 0, 0, 0])
        // One stored block of deflate: no compressor is needed for a few pixels.
        var raw: [UInt8] = []
        for row in 0..<rows {
            raw.append(0)
            for column in 0..<24 { raw.append(UInt8(row * 24 + column)) }
        }
        let length = raw.count
        var stored: [UInt8] = [0x78, 1, 1]
        stored += [UInt8(length & 255), UInt8(length >> 8), UInt8(~length & 255), UInt8(~length >> 8 & 255)]
        add("IDAT", stored + raw + be(Int(adler(raw))))
        add("IEND", [])
        return data
    }

    private static func crc(_ bytes: [UInt8]) -> UInt32 {
        var crc = ~UInt32(0)
        for byte in bytes {
            crc ^= UInt32(byte)
            for _ in 0..<8 { crc = crc & 1 == 1 ? 0xEDB8_8320 ^ (crc >> 1) : crc >> 1 }
        }
        return ~crc
    }

    private static func adler(_ bytes: [UInt8]) -> UInt32 {
        var a = UInt32(1)
        var b = UInt32(0)
        for byte in bytes {
            a = (a + UInt32(byte)) % 65521
            b = (b + a) % 65521
        }
        return b << 16 | a
    }
}
