/// The name a person signs in with. `Li.Na`, `li.na` and `ｌｉ．ｎａ` are one account.
struct Account: Hashable, Sendable, CustomStringConvertible {
    /// Lower-case ASCII: letters, digits, `.`, `-`, `_`; 2 to 40 of them.
    let text: String

    static let lengths = 2...40

    /// Takes what people type, whatever the keyboard's mode; refuses other letters and other lengths.
    init?(typed: String) {
        let folded = Account.folded(typed)
        let isPlain = folded.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."),
                UInt8(ascii: "-"), UInt8(ascii: "_"):
                true
            default: false
            }
        }
        guard isPlain, Account.lengths.contains(folded.utf8.count) else { return nil }
        text = folded
    }

    init(stored: String) { text = stored }

    var description: String { text }

    /// One text for all spellings of the same thing: without white space and invisible characters, half-width,
    /// lower-case. Every limit counts by it, so that no spelling is a fresh start (peers §4.2, S10).
    static func folded(_ typed: String) -> String {
        var folded = ""
        for scalar in typed.unicodeScalars {
            if scalar.properties.isWhitespace || scalar.properties.isDefaultIgnorableCodePoint { continue }
            if (0xFF01...0xFF5E).contains(scalar.value) {
                folded.append(Character(UnicodeScalar(UInt8(scalar.value - 0xFEE0))))
            } else {
                folded.unicodeScalars.append(scalar)
            }
        }
        return folded.lowercased()
    }
}
