extension UnsafeBufferPointer<UInt8> {
    /// The place of the first byte that is not UTF-8 (Unicode 15, table 3-7); nothing if all of it is. Texts of other
    /// encodings, GB18030 and UTF-16 among them, hardly ever pass.
    public func firstPlaceNotUTF8() -> Int? {
        let raw = UnsafeRawBufferPointer(self)
        var place = 0
        while place < count {
            // Eight ASCII characters at a time.
            if place + 8 <= count,
                raw.loadUnaligned(fromByteOffset: place, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
            {
                place += 8
            } else if self[place] < 0x80 {
                place += 1
            } else if let length = lengthOfCharacter(at: place) {
                place += length
            } else {
                return place
            }
        }
        return nil
    }

    private func lengthOfCharacter(at place: Int) -> Int? {
        let (length, second): (Int, ClosedRange<UInt8>)
        switch self[place] {
        case 0xC2...0xDF: (length, second) = (2, 0x80...0xBF)
        case 0xE0: (length, second) = (3, 0xA0...0xBF)
        case 0xED: (length, second) = (3, 0x80...0x9F)
        case 0xE1...0xEF: (length, second) = (3, 0x80...0xBF)
        case 0xF0: (length, second) = (4, 0x90...0xBF)
        case 0xF1...0xF3: (length, second) = (4, 0x80...0xBF)
        case 0xF4: (length, second) = (4, 0x80...0x8F)
        default: return nil
        }
        guard place + length <= count, second.contains(self[place + 1]),
            self[(place + 2)..<(place + length)].allSatisfy({ 0x80...0xBF ~= $0 })
        else { return nil }
        return length
    }
}
