import Kernel

/// What a person may choose as a password: long, and not the first thing somebody would try. No rules about signs and
/// digits, no yearly change (NIST SP 800-63B, 5.1.1.2).
enum Password {
    enum Problem: Equatable, Sendable {
        case tooShort(least: Int, has: Int)
        case tooLong(most: Int)
        case containsAccount
        /// Digits alone are birthdays and telephone numbers, and look like a PIN.
        case onlyDigits
        case tooCommon
        case sameAsBefore
    }

    static let lengths = 10...128

    /// All that speaks against it; empty means that it is good.
    static func problems(of text: String, for account: Account) -> [Problem] {
        let plain = Account.folded(text)
        var problems: [Problem] = []
        if text.count < lengths.lowerBound { problems.append(.tooShort(least: lengths.lowerBound, has: text.count)) }
        if text.count > lengths.upperBound { problems.append(.tooLong(most: lengths.upperBound)) }
        if plain.contains(account.text) { problems.append(.containsAccount) }
        if !plain.isEmpty, plain.utf8.allSatisfy(isDigit) { problems.append(.onlyDigits) }
        if commonest.contains(plain) || Set(plain).count < 4 { problems.append(.tooCommon) }
        return problems
    }

    /// Four groups of four, without letters that look alike: 80 bits, to be read out once and typed once.
    static func initial() throws(Secrets.NoRandomness) -> String {
        let letters = Array("abcdefghjkmnpqrstuvwxyz23456789x".utf8)
        let drawn = try Secrets.random(bytes: 16).map { letters[Int($0 & 31)] }
        return stride(from: 0, to: 16, by: 4)
            .map { String(decoding: drawn[$0..<($0 + 4)], as: UTF8.self) }
            .joined(separator: "-")
    }

    /// Of the lists of stolen passwords, those that are long enough for our first rule.
    private static let commonest: Set<String> = [
        "1q2w3e4r5t", "1qaz2wsx3edc", "a123456789", "aa123456789", "abc123456789", "abcdefghij", "admin123456",
        "administrator", "asdfghjkl123", "asdfghjkl;'", "changeme123", "football123", "iloveyou123", "iloveyou520",
        "letmein123", "passw0rd123", "password01", "password1!", "password12", "password123", "password123!",
        "password1234", "q1w2e3r4t5", "q1w2e3r4t5y6", "qazwsxedc123", "qq123456789", "qwer123456", "qwert12345",
        "qwerty1234", "qwerty12345", "qwerty123456", "qwertyuiop", "superman123", "w123456789", "welcome123",
        "woaini1314", "woaini1314520", "woaini520", "woaini521", "wodemima123", "woshinidie", "xiaoming123",
        "z123456789", "zaq12wsxcde3", "zhang123456", "zxcvbnm123", "zxcvbnm,./",
    ]

    fileprivate static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
}

/// The few digits that unlock a screen at a shared desk. They open nothing without a session that was begun with the
/// password, or a desk at which somebody's session stands.
enum PIN {
    enum Problem: Equatable, Sendable {
        case notDigits(least: Int, most: Int)
        /// 111111, 123456, 654321
        case tooSimple
    }

    static let lengths = 6...12

    static func problems(of text: String) -> [Problem] {
        let digits = Array(Account.folded(text).utf8)
        guard isPIN(text) else { return [.notDigits(least: lengths.lowerBound, most: lengths.upperBound)] }
        let steps = Set(zip(digits, digits.dropFirst()).map { Int($1) - Int($0) })
        return steps.count == 1 && (-1...1).contains(steps.first ?? 0) ? [.tooSimple] : []
    }

    /// A PIN as it is kept, whatever the keyboard's mode was; anything else as it is.
    static func plain(_ text: String) -> String { isPIN(text) ? Account.folded(text) : text }

    /// Digits alone are meant as a PIN: no password consists of them.
    static func isPIN(_ text: String) -> Bool {
        let plain = Account.folded(text)
        return lengths.contains(plain.utf8.count) && plain.utf8.allSatisfy(Password.isDigit)
    }
}
