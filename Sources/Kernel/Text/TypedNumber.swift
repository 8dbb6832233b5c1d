/// A number as people and tills write it, in whole parts of one: `1,234.50`, `１２３．５`, `（12.00）`, `-12`, `1.2E3`,
/// `￥12.5`, `12元`, `12.00-`.
///
/// Commas part groups of three or it is no number: whether `1,5` is fifteen or one and a half, nobody knows.
public struct TypedNumber: Hashable, Sendable {
    public enum Fault: String, Error, CaseIterable, Sendable {
        case empty, unreadable
        /// More than 64 bits hold.
        case tooLarge
    }

    /// So many 10^-decimals.
    public let value: Int64
    /// It had more decimals than are kept: halves went away from zero.
    public let isRounded: Bool
    /// Some of it was typed in full width.
    public let isFullWidth: Bool

    /// - Parameters:
    ///   - bytes: UTF-8.
    ///   - decimals: 0…9; 3 for 厘 and thousandths of a piece.
    ///
    /// Costs some 50 ns and no memory.
    public static func read(_ bytes: UnsafeRawBufferPointer, decimals: Int) -> Result<TypedNumber, Fault> {
        precondition((0...9).contains(decimals))
        return NarrowText.read(bytes, meaning: meaning) { plain, isWide in
            guard !plain.isEmpty else { return .failure(.empty) }
            guard let digits = Digits(plain) else { return .failure(.unreadable) }
            return digits.value(decimals: decimals).map { value, isRounded in
                TypedNumber(value: value, isRounded: isRounded, isFullWidth: isWide)
            }
        } ?? .failure(.unreadable)
    }

    public static func read(_ text: String, decimals: Int) -> Result<TypedNumber, Fault> {
        var text = text
        return text.withUTF8 { read(UnsafeRawBufferPointer($0), decimals: decimals) }
    }

    /// Signs of money and the dashes that programs make of a minus.
    private static func meaning(_ scalar: UInt32) -> UInt8? {
        switch scalar {
        case 0xA3, 0xA5, 0x20AC, 0xFFE1, 0xFFE5, 0x5143, 0x5706: money
        case 0x2010...0x2013, 0x2212, 0xFE63: minus
        default: nil
        }
    }

    private static let money = UInt8(ascii: "$")
    private static let minus = UInt8(ascii: "-")

    /// The digits of a number, compacted to the front of the plain text that they came in.
    private struct Digits {
        private let plain: UnsafeMutableBufferPointer<UInt8>
        private var count = 0
        /// How many digits stand before the point.
        private var whole = 0
        private var exponent = 0
        private var isNegative = false

        init?(_ plain: UnsafeMutableBufferPointer<UInt8>) {
            self.plain = plain
            guard let inner = unwrapped(0..<plain.count), let end = mantissa(inner),
                readExponent(end..<inner.upperBound)
            else { return nil }
        }

        /// What is left without signs, brackets and the money's sign.
        private mutating func unwrapped(_ all: Range<Int>) -> Range<Int>? {
            var (start, end) = (all.lowerBound, all.upperBound)
            var signs = 0
            // What exports of ours put before a text that a spreadsheet would calculate.
            if plain[start] == UInt8(ascii: "'") { start += 1 }
            if start < end, plain[start] == UInt8(ascii: "("), plain[end - 1] == UInt8(ascii: ")") {
                (start, end, signs, isNegative) = (start + 1, end - 1, 1, true)
            }
            front: while start < end {
                switch plain[start] {
                case 0x20, money: break
                case minus: (signs, isNegative) = (signs + 1, true)
                case UInt8(ascii: "+"): signs += 1
                case UInt8(ascii: "C"), UInt8(ascii: "R"):
                    guard end - start > 3, isCurrency(start) else { return nil }
                    start += 2
                default: break front
                }
                start += 1
            }
            back: while start < end {
                switch plain[end - 1] {
                case 0x20, money: break
                case minus: (signs, isNegative) = (signs + 1, true)
                default: break back
                }
                end -= 1
            }
            return signs <= 1 && start < end ? start..<end : nil
        }

        private func isCurrency(_ place: Int) -> Bool {
            let letters = (plain[place], plain[place + 1], plain[place + 2])
            return letters == (UInt8(ascii: "C"), UInt8(ascii: "N"), UInt8(ascii: "Y"))
                || letters == (UInt8(ascii: "R"), UInt8(ascii: "M"), UInt8(ascii: "B"))
        }

        /// Up to the exponent or the end; nothing without a digit and where commas part no thousands.
        private mutating func mantissa(_ range: Range<Int>) -> Int? {
            var (group, hasGroups, hasPoint) = (0, false, false)
            var place = range.lowerBound
            reading: while place < range.upperBound {
                let byte = plain[place]
                switch byte {
                case 0x30...0x39:
                    plain[count] = byte
                    count += 1
                    group += 1
                    if !hasPoint { whole += 1 }
                case UInt8(ascii: ","):
                    guard !hasPoint, hasGroups ? group == 3 : (1...3).contains(group) else { return nil }
                    (group, hasGroups) = (0, true)
                case UInt8(ascii: "."):
                    guard !hasPoint, !hasGroups || group == 3 else { return nil }
                    hasPoint = true
                case UInt8(ascii: "E"), UInt8(ascii: "e"): break reading
                default: return nil
                }
                place += 1
            }
            guard count > 0, hasPoint || !hasGroups || group == 3 else { return nil }
            return place
        }

        private mutating func readExponent(_ range: Range<Int>) -> Bool {
            guard var place = range.first else { return true }
            place += 1
            var isBelow = false
            if place < range.upperBound, plain[place] == minus || plain[place] == UInt8(ascii: "+") {
                isBelow = plain[place] == minus
                place += 1
            }
            guard (1...3).contains(range.upperBound - place) else { return false }
            for digit in plain[place..<range.upperBound] {
                guard (0x30...0x39).contains(digit) else { return false }
                exponent = exponent * 10 + Int(digit - 0x30)
            }
            if isBelow { exponent = -exponent }
            return true
        }

        func value(decimals: Int) -> Result<(Int64, isRounded: Bool), Fault> {
            var value: UInt64 = 0
            let kept = whole + exponent + decimals
            var place = 0
            while place < kept {
                if place >= count, value == 0 { break }
                let digit = place < count ? UInt64(plain[place] - 0x30) : 0
                let (tens, isOver) = value.multipliedReportingOverflow(by: 10)
                guard !isOver, tens <= UInt64(Int64.max) - digit else { return .failure(.tooLarge) }
                value = tens + digit
                place += 1
            }
            let lost = plain[min(max(kept, 0), count)..<count]
            if kept >= 0, let first = lost.first, first >= 0x35 { value += 1 }
            guard let whole = Int64(exactly: value) else { return .failure(.tooLarge) }
            return .success((isNegative ? -whole : whole, isRounded: lost.contains { $0 != 0x30 }))
        }
    }
}
