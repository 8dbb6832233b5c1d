/// What people type into a cell, as plain ASCII: full-width forms become their narrow selves, blanks of every kind a blank,
/// the blanks at both ends go. A number or a date is then read from bytes, and no `String` is made of a cell.
enum NarrowText {
    /// A number or a date of more bytes is none.
    static let longest = 96

    /// Answers `body`'s answer, and nothing where a character is neither ASCII nor known to `meaning`, which says what
    /// stands for it: a character of ASCII, 0 for nothing at all.
    static func read<Answer>(
        _ bytes: UnsafeRawBufferPointer, meaning: (UInt32) -> UInt8?,
        _ body: (_ plain: UnsafeMutableBufferPointer<UInt8>, _ isWide: Bool) -> Answer
    ) -> Answer? {
        guard bytes.count <= longest else { return nil }
        return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: longest) { plain in
            var (place, count, isWide) = (0, 0, false)
            while place < bytes.count {
                guard let (scalar, length) = character(bytes, at: place) else { return nil }
                place += length
                let byte: UInt8
                switch scalar {
                case 0x09, 0x0A, 0x0D, 0xA0, 0x3000: byte = 0x20
                case 0x20...0x7E: byte = UInt8(scalar)
                case 0xFF01...0xFF5E:
                    byte = UInt8(scalar - 0xFEE0)
                    isWide = true
                case 0xFEFF, 0x200B, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: continue
                default:
                    guard let known = meaning(scalar) else { return nil }
                    byte = known
                }
                if byte == 0 || (byte == 0x20 && count == 0) { continue }
                plain[count] = byte
                count += 1
            }
            while count > 0, plain[count - 1] == 0x20 { count -= 1 }
            return body(UnsafeMutableBufferPointer(rebasing: plain[..<count]), isWide)
        }
    }

    /// UTF-8 of up to three bytes: no number and no date is written with others.
    private static func character(_ bytes: UnsafeRawBufferPointer, at place: Int) -> (UInt32, length: Int)? {
        func rest(_ offset: Int) -> UInt32? {
            guard place + offset < bytes.count, bytes[place + offset] & 0xC0 == 0x80 else { return nil }
            return UInt32(bytes[place + offset] & 0x3F)
        }
        switch bytes[place] {
        case 0..<0x80: return (UInt32(bytes[place]), 1)
        case 0xC2..<0xE0:
            guard let second = rest(1) else { return nil }
            return (UInt32(bytes[place] & 0x1F) << 6 | second, 2)
        case 0xE0..<0xF0:
            guard let second = rest(1), let third = rest(2) else { return nil }
            return (UInt32(bytes[place] & 0x0F) << 12 | second << 6 | third, 3)
        default: return nil
        }
    }
}
