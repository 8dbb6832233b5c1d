import Foundation

/// What the head of a part says of it: the field it belongs to and, for a file, the name its sender gave it.
///
/// Browsers write names in UTF-8 between quotes, with `%22`, `%0D` and `%0A` for three characters (WHATWG HTML,
/// 4.10.21.8); old ones write the page's encoding, GBK among them, or a whole path with backslashes; programs write
/// `filename*=UTF-8''%E5%9B%BE.jpg` (RFC 8187) or escape with a backslash (RFC 2183).
struct PartHead: Equatable {
    let name: String
    /// As the sender gave it, decoded and no more: data, never a path.
    let fileName: String?

    init(name: String, fileName: String?) {
        self.name = name
        self.fileName = fileName
    }

    /// nil where the head names no field, or in bytes that are no text.
    init?(_ head: [UInt8]) {
        let lines = PartHead.lines(of: head)
        guard let line = lines.first(where: { $0.starts(withName: "content-disposition:") }) else { return nil }
        let parameters = PartHead.parameters(of: Array(line.dropFirst("content-disposition:".utf8.count)))
        guard let raw = parameters["name"], let name = String(validating: raw, as: UTF8.self), !name.utf8.contains(0)
        else { return nil }
        self.name = PartHead.withoutEscapes(name)
        let extended = parameters["filename*"].flatMap(PartHead.extendedText)
        fileName = extended ?? parameters["filename"].map { PartHead.withoutEscapes(PartHead.text($0)) }
    }

    /// A line may go on in the next one, which then begins with white space.
    private static func lines(of head: [UInt8]) -> [[UInt8]] {
        var lines: [[UInt8]] = []
        for var line in head.split(separator: UInt8(ascii: "\n")).map(Array.init) {
            if line.last == UInt8(ascii: "\r") { line.removeLast() }
            if let first = line.first, first == UInt8(ascii: " ") || first == UInt8(ascii: "\t"), !lines.isEmpty {
                lines[lines.count - 1] += line
            } else {
                lines.append(line)
            }
        }
        return lines
    }

    /// `form-data; name="file"; filename="图.jpg"`; the first of a name counts.
    private static func parameters(of value: [UInt8]) -> [String: [UInt8]] {
        var found: [String: [UInt8]] = [:]
        var rest = value[...]
        rest = rest.drop { $0 != UInt8(ascii: ";") }
        while !rest.isEmpty {
            rest = rest.dropFirst().drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
            let name = rest.prefix { $0 != UInt8(ascii: "=") && $0 != UInt8(ascii: ";") }
            rest = rest.dropFirst(name.count)
            guard rest.first == UInt8(ascii: "=") else { continue }
            rest = rest.dropFirst()
            var text: [UInt8] = []
            if rest.first == UInt8(ascii: "\"") {
                rest = rest.dropFirst()
                (text, rest) = quoted(rest)
                rest = rest.drop { $0 != UInt8(ascii: ";") }
            } else {
                text = Array(rest.prefix { $0 != UInt8(ascii: ";") })
                rest = rest.dropFirst(text.count)
                while text.last == UInt8(ascii: " ") { text.removeLast() }
            }
            let key = String(decoding: name, as: UTF8.self).lowercased().filter { $0 != " " }
            if found[key] == nil { found[key] = text }
        }
        return found
    }

    /// Up to the closing quote. A backslash escapes a quote or a backslash and is itself otherwise: old browsers send
    /// `C:\photos\1.jpg`. (GBK has 0x5C as a second byte too; there it stays, since nothing to escape follows.)
    private static func quoted(_ text: ArraySlice<UInt8>) -> ([UInt8], ArraySlice<UInt8>) {
        var taken: [UInt8] = []
        var rest = text
        while let byte = rest.first {
            rest = rest.dropFirst()
            if byte == UInt8(ascii: "\"") { break }
            if byte == UInt8(ascii: "\\"), let next = rest.first, next == UInt8(ascii: "\"") || next == byte,
                !(next == UInt8(ascii: "\"") && isLast(rest))
            {
                taken.append(next)
                rest = rest.dropFirst()
            } else {
                taken.append(byte)
            }
        }
        return (taken, rest)
    }

    /// Whether this quote closes the value: `filename="C:\"` has no other.
    private static func isLast(_ text: ArraySlice<UInt8>) -> Bool {
        let behind = text.dropFirst()
        return behind.first == nil || (behind.first == UInt8(ascii: ";") && !behind.contains(UInt8(ascii: "\"")))
    }

    private static func text(_ bytes: [UInt8]) -> String {
        String(validating: bytes, as: UTF8.self) ?? bytes.asGB18030 ?? String(decoding: bytes, as: UTF8.self)
    }

    private static func withoutEscapes(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "%")) else { return text }
        return text.replacing("%22", with: "\"").replacing("%0D", with: "\r").replacing("%0A", with: "\n")
    }

    /// `UTF-8'zh'%E5%9B%BE.jpg`
    private static func extendedText(_ value: [UInt8]) -> String? {
        let pieces = value.split(separator: UInt8(ascii: "'"), maxSplits: 2, omittingEmptySubsequences: false)
        guard pieces.count == 3, let bytes = percentDecoded(pieces[2]) else { return nil }
        switch String(decoding: pieces[0], as: UTF8.self).lowercased() {
        case "utf-8", "utf8", "": return String(validating: bytes, as: UTF8.self)
        case "gb18030", "gbk", "gb2312": return bytes.asGB18030
        case "iso-8859-1":
            return String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
        default: return nil
        }
    }

    private static func percentDecoded(_ text: ArraySlice<UInt8>) -> [UInt8]? {
        var decoded: [UInt8] = []
        var rest = text
        while let byte = rest.first {
            rest = rest.dropFirst()
            guard byte == UInt8(ascii: "%") else {
                decoded.append(byte)
                continue
            }
            let digits = String(decoding: rest.prefix(2), as: UTF8.self)
            guard digits.count == 2, digits.allSatisfy(\.isHexDigit), let value = UInt8(digits, radix: 16) else {
                return nil
            }
            decoded.append(value)
            rest = rest.dropFirst(2)
        }
        return decoded
    }
}

extension [UInt8] {
    fileprivate func starts(withName name: String) -> Bool {
        String(decoding: prefix(name.utf8.count), as: UTF8.self).lowercased() == name
    }

    /// GB18030 holds GBK and GB2312; nil for bytes that are none of it.
    fileprivate var asGB18030: String? {
        // CFString.h: kCFStringEncodingGB_18030_2000 = 0x0632, as a Foundation encoding with the high bit set.
        String(data: Data(self), encoding: String.Encoding(rawValue: 0x8000_0632))
    }
}
