import Glibc
import Kernel

/// The encodings in which people save tables in China: Excel's own CSV is GB18030 (GBK), its «CSV UTF-8» has a mark, its
/// «Unicode text» is UTF-16 with tabs.
public enum TextEncoding: String, Sendable, CaseIterable {
    case utf8 = "UTF-8"
    case utf8Marked = "UTF-8 BOM"
    case gb18030 = "GB18030"
    case utf16Little = "UTF-16LE"
    case utf16Big = "UTF-16BE"

    /// Finds out which it is and turns it all into UTF-8 without a mark. Refuses what is of two encodings at once: half
    /// of it would silently become nonsense.
    public static func read(_ bytes: [UInt8]) throws(SheetFault) -> (encoding: TextEncoding, text: [UInt8]) {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
            let text = Array(bytes.dropFirst(3))
            if text.isUTF8 { return (.utf8Marked, text) }
            throw mixture(in: text)
        }
        if bytes.starts(with: [0xFF, 0xFE]) { return (.utf16Little, try converted(bytes.dropFirst(2), .utf16Little)) }
        if bytes.starts(with: [0xFE, 0xFF]) { return (.utf16Big, try converted(bytes.dropFirst(2), .utf16Big)) }
        if bytes.isUTF8 { return (.utf8, bytes) }
        let fault = mixture(in: bytes)
        if case .mixedEncodings = fault { throw fault }
        return (.gb18030, try converted(bytes[...], .gb18030))
    }

    /// The first row of either encoding; where no row is plainly UTF-8, the first that is none.
    static func mixture(in bytes: [UInt8]) -> SheetFault {
        var utf8Row: Int?
        var otherRow: Int?
        for (index, line) in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated() {
            if !Array(line).isUTF8 {
                otherRow = otherRow ?? index + 1
            } else if line.isPlainlyUTF8 {
                utf8Row = utf8Row ?? index + 1
            }
        }
        guard let otherRow else { return .unknownEncoding(row: 1) }
        guard let utf8Row else { return .unknownEncoding(row: otherRow) }
        return .mixedEncodings(utf8Row: utf8Row, otherRow: otherRow)
    }

    /// Through the C library's own tables (`iconv`), which know all of GB18030, four-byte characters too.
    private static func converted(
        _ bytes: ArraySlice<UInt8>, _ encoding: TextEncoding
    ) throws(SheetFault) -> [UInt8] {
        guard let converter = iconv_open("UTF-8", encoding.rawValue), converter != iconv_t(bitPattern: -1) else {
            throw .unknownEncoding(row: 1)
        }
        defer { iconv_close(converter) }
        var source = bytes.map { CChar(bitPattern: $0) }
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count * 3 / 2)
        var piece = [CChar](repeating: 0, count: 1 << 16)
        var isGood = true
        source.withUnsafeMutableBufferPointer { source in
            var from = source.baseAddress
            var left = source.count
            while left > 0, isGood {
                let written = piece.withUnsafeMutableBufferPointer { piece -> Int in
                    var to = piece.baseAddress
                    var room = piece.count
                    errno = 0
                    isGood = iconv(converter, &from, &left, &to, &room) != -1 || errno == E2BIG
                    return piece.count - room
                }
                text.append(contentsOf: piece[..<written].lazy.map { UInt8(bitPattern: $0) })
            }
        }
        guard isGood else { throw .unknownEncoding(row: text.count { $0 == UInt8(ascii: "\n") } + 1) }
        return text
    }
}

extension [UInt8] {
    var isUTF8: Bool { withUnsafeBufferPointer { $0.firstPlaceNotUTF8() == nil } }
}

extension ArraySlice<UInt8> {
    /// Three and more characters of three bytes, in text that is valid UTF-8: GB18030 does not look so by chance.
    fileprivate var isPlainlyUTF8: Bool { lazy.filter { 0xE3...0xE9 ~= $0 }.prefix(3).count == 3 }
}
