/// Personal data as a screen, a print, an export or a log may show it (GB/T 35273-2020, 7.2).
///
/// The full value leaves these types only through `revealed`, and the only caller of that is the act
/// «显示完整号码», which asks for a reason, is logged and is limited.
public struct PhoneNumber: Hashable, Sendable, Bindable, CustomStringConvertible {
    /// Digits only, without the country code of mainland China: `13800138000`, `02112345678`.
    public let revealed: String

    /// Takes what people type: full-width digits, spaces, hyphens, brackets, `+86`. Refuses what is no number.
    public init?(typed text: String) {
        var digits = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "0"..."9": digits.unicodeScalars.append(scalar)
            case "\u{FF10}"..."\u{FF19}":
                digits.append(Character(UnicodeScalar(UInt8(scalar.value - 0xFF10) + UInt8(ascii: "0"))))
            case " ", "-", "(", ")", "+", "\u{3000}", "（", "）", "－", "—": continue
            default: return nil
            }
        }
        // However often: what was read is read again as the same.
        while digits.hasPrefix("0086") || (digits.hasPrefix("86") && digits.count == 13) {
            digits.removeFirst(digits.hasPrefix("86") ? 2 : 4)
        }
        guard (5...15).contains(digits.count) else { return nil }
        revealed = digits
    }

    public init(stored: String) { revealed = stored }

    public var isMobile: Bool { revealed.count == 11 && revealed.hasPrefix("1") }

    /// The last four digits, by which a caller may be found.
    public var lastFour: String { String(revealed.suffix(4)) }

    /// `138****8000` for a mobile, `0211****78` for a landline: always at least half of it hidden.
    public var description: String {
        switch revealed.count {
        case 11 where isMobile: "\(revealed.prefix(3))****\(revealed.suffix(4))"
        case 9...: "\(revealed.prefix(4))****\(revealed.suffix(2))"
        default: "****\(revealed.suffix(2))"
        }
    }

    public var cell: Cell { .text(revealed) }
}

/// A person's name. Staff see it whole where they need it to speak to the person; lists and prints see the mask.
public struct PersonName: Hashable, Sendable, Bindable {
    public let revealed: String

    public init(_ name: String) { revealed = name }

    /// 张三 → 张*, 张三丰 → 张**, 欧阳娜娜 → 欧阳**, Anna → A***.
    public var masked: String {
        let name = revealed.withoutDirections
        let surname = PersonName.compoundSurnames.contains { name.hasPrefix($0) } && name.count > 2 ? 2 : 1
        return String(name.prefix(surname)) + String(repeating: "*", count: min(3, max(1, name.count - surname)))
    }

    public var cell: Cell { .text(revealed) }

    private static let compoundSurnames = [
        "欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐", "长孙", "宇文", "司徒", "夏侯", "万俟",
        "端木", "百里", "东郭", "南宫", "呼延",
    ]
}
