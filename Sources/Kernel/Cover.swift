/// What people typed, as it may be shown where names and numbers are masked: the names of those it is about stand in it
/// as masked as in their own boxes, and every whole telephone number like a `PhoneNumber` (GB/T 35273-2020, 7.2).
///
/// A mobile or a landline with its area code is covered whoever's it is and however it was typed (`138 0013 8000`,
/// `１３９-1234-5678`, `+86 139…`, `(010) 8765 4321`); any other number only if it is one of theirs. Numbers of cases, of
/// orders, days and prices stay. A nickname, or a number in words, is not known and stays.
///
/// Cost: one walk over the bytes of a text; only a text in which a name or a run of digits was found is put together anew.
public struct Cover: Sendable {
    private struct Name: Sendable {
        let scalars: [Unicode.Scalar]
        let bytes: [UInt8]
        let masked: [Unicode.Scalar]
    }

    private let names: [Name]
    private let numbers: Set<String>

    /// Covers whole numbers alone: where nobody knows whom a text is about.
    public static let numbersOnly = Cover(names: [], numbers: [])

    /// A name of one character is a part of too many words, and stays.
    public init(names: some Sequence<PersonName>, numbers: some Sequence<PhoneNumber>) {
        // The longest first: one may be the beginning of another.
        let whole = Set(names.map(\.revealed)).filter { $0.count > 1 && !$0.contains("*") }
            .sorted { ($0.count, $1) > ($1.count, $0) }
        self.names = whole.map { name in
            Name(
                scalars: Array(name.unicodeScalars), bytes: Array(name.utf8).map(Self.folded),
                masked: Array(PersonName(name).masked.unicodeScalars))
        }
        self.numbers = Set(numbers.map(\.revealed))
    }

    public func callAsFunction(_ text: String) -> String { masking(text) }

    /// The same by a name, to be handed on.
    public func masking(_ text: String) -> String {
        mayHoldOne(text) ? covered(Array(text.unicodeScalars)) : text
    }

    /// Whole numbers that stand in a text, as they are called: for the act that shows them for a reason.
    public func numbers(in text: String) -> [PhoneNumber] {
        let scalars = Array(text.unicodeScalars)
        var found: [PhoneNumber] = []
        var place = 0
        while place < scalars.count {
            if let number = number(in: scalars, at: place) {
                if !found.contains(number.value) { found.append(number.value) }
                place = number.end
            } else {
                place = afterDigits(in: scalars, at: place)
            }
        }
        return found
    }

    private func covered(_ scalars: [Unicode.Scalar]) -> String {
        var result = String.UnicodeScalarView()
        var place = 0
        while place < scalars.count {
            if let name = names.first(where: { stands($0.scalars, in: scalars, at: place) }) {
                result.append(contentsOf: name.masked)
                place += name.scalars.count
            } else if let number = number(in: scalars, at: place) {
                result.append(contentsOf: number.value.description.unicodeScalars)
                place = number.end
            } else {
                let end = afterDigits(in: scalars, at: place)
                result.append(contentsOf: scalars[place..<end])
                place = end
            }
        }
        return String(result)
    }
}

/// Names.
extension Cover {
    /// A name in Latin letters is one only if no letter goes before or after it: 安 may stand anywhere, Ann not in Annex.
    private func stands(_ name: [Unicode.Scalar], in text: [Unicode.Scalar], at start: Int) -> Bool {
        let end = start + name.count
        guard end <= text.count else { return false }
        for (offset, scalar) in name.enumerated() where Self.folded(scalar) != Self.folded(text[start + offset]) {
            return false
        }
        if Self.isLetter(name[0]), start > 0, Self.isLetter(text[start - 1]) { return false }
        if Self.isLetter(name[name.count - 1]), end < text.count, Self.isLetter(text[end]) { return false }
        return true
    }

    private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
        ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
    }

    private static func folded(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        ("A"..."Z").contains(scalar) ? Unicode.Scalar(UInt8(scalar.value) + 0x20) : scalar
    }

    private static func folded(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte + 0x20 : byte }
}

/// Numbers.
extension Cover {
    private static let fewestDigits = 5
    private static let mostDigits = 15
    /// Blanks, dashes and brackets between the groups of one number; two of them after an area code in brackets.
    private static let mostBetween = 2

    /// The number that begins here: the longest of its groups of digits that is one.
    private func number(in text: [Unicode.Scalar], at start: Int) -> (value: PhoneNumber, end: Int)? {
        let isBracketed = text[start] == "(" || text[start] == "\u{FF08}"
        var place = isBracketed || text[start] == "+" || text[start] == "\u{FF0B}" ? start + 1 : start
        guard place < text.count, Self.digit(text[place]) != nil else { return nil }
        if start > 0, Self.digit(text[start - 1]) != nil { return nil }
        var groups: [String] = []
        var ends: [Int] = []
        var count = 0
        while true {
            var group = ""
            while place < text.count, let digit = Self.digit(text[place]) {
                group.unicodeScalars.append(digit)
                place += 1
            }
            count += group.count
            guard !group.isEmpty, count <= Self.mostDigits + 4 else { break }
            groups.append(group)
            ends.append(place)
            let next = place
            while place < text.count, place - next < Self.mostBetween, Self.isBetween(text[place]) { place += 1 }
        }
        for length in stride(from: groups.count, to: 0, by: -1) {
            guard let value = phone(groups.prefix(length)) else { continue }
            // The bracket goes with the number if it is closed within it: (010) 8765 4321, not (13912345678).
            guard !isBracketed || (length > 1 && (text[ends[0]] == ")" || text[ends[0]] == "\u{FF09}")) else {
                return nil
            }
            return (value, ends[length - 1])
        }
        return nil
    }

    private func phone(_ groups: ArraySlice<String>) -> PhoneNumber? {
        var groups = Array(groups)
        for country in ["0086", "86"] where groups[0].hasPrefix(country) && groups.joined().count >= 11 + country.count
        {
            groups[0].removeFirst(country.count)
            if groups[0].isEmpty { groups.removeFirst() }
            break
        }
        let digits = groups.joined()
        guard (Self.fewestDigits...Self.mostDigits).contains(digits.count) else { return nil }
        if numbers.contains(digits) { return PhoneNumber(stored: digits) }
        // A day and an hour are short groups; a number is told in longer ones.
        guard groups.allSatisfy({ $0.count >= 3 }) else { return nil }
        let isOne = Self.isMobile(digits) || Self.isLandline(groups, digits)
        return isOne ? PhoneNumber(stored: digits) : nil
    }

    private static func isMobile(_ digits: String) -> Bool {
        digits.count == 11 && digits.hasPrefix("1") && !["0", "1", "2"].contains(digits.dropFirst().first)
    }

    /// An area code (010, 02x, 0nnn) and seven or eight digits that do not begin with 0 or 1.
    private static func isLandline(_ groups: [String], _ digits: String) -> Bool {
        guard digits.hasPrefix("0"), let second = digits.dropFirst().first, second != "0" else { return false }
        let area = second == "1" || second == "2" ? 3 : 4
        let local = digits.dropFirst(area)
        guard local.count == 7 || local.count == 8, let first = local.first, first != "0", first != "1" else {
            return false
        }
        return groups.count == 1 || groups[0].count == area
    }

    private static func digit(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
        switch scalar.value {
        case 0x30...0x39: scalar
        case 0xFF10...0xFF19: Unicode.Scalar(UInt8(scalar.value - 0xFF10 + 0x30))
        default: nil
        }
    }

    private static func isBetween(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case " ", "-", "\u{2013}", "\u{2014}", "\u{B7}", ".", "(", ")", "\u{FF08}", "\u{FF09}", "\u{FF0D}", "\u{3000}",
            "\u{A0}":
            true
        default: false
        }
    }

    /// Behind one character, or behind all digits that stand together: no number begins in the middle of them.
    private func afterDigits(in text: [Unicode.Scalar], at start: Int) -> Int {
        var end = start + 1
        guard Self.digit(text[start]) != nil else { return end }
        while end < text.count, Self.digit(text[end]) != nil { end += 1 }
        return end
    }
}

/// Whether there is anything to do.
extension Cover {
    private func mayHoldOne(_ text: String) -> Bool {
        var text = text
        return text.withUTF8 { bytes in
            var digits = 0
            for (place, byte) in bytes.enumerated() {
                // A full-width digit is EF BC 90 … 99.
                if (0x30...0x39).contains(byte) || (byte == 0xEF && place + 2 < bytes.count && bytes[place + 1] == 0xBC)
                {
                    digits += 1
                    if digits >= Self.fewestDigits { return true }
                }
                if names.contains(where: { Self.begins($0.bytes, in: bytes, at: place) }) { return true }
            }
            return false
        }
    }

    private static func begins(_ name: [UInt8], in text: UnsafeBufferPointer<UInt8>, at start: Int) -> Bool {
        guard folded(text[start]) == name[0], start + name.count <= text.count else { return false }
        for offset in 1..<name.count where folded(text[start + offset]) != name[offset] { return false }
        return true
    }
}

extension String {
    /// In other words, in place: also where it may not be there, `judgement?.reason.reword(cover.masking)`.
    public mutating func reword(_ change: (String) -> String) { self = change(self) }
}
