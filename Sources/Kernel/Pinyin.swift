import Foundation

extension String {
    /// How the text is typed on a Latin keyboard: 工单 → `gong dan`. Character by character, by Foundation's
    /// transliteration; readings that depend on the word are not told apart.
    public var pinyin: String {
        let latin = NSString(string: self).applyingTransform(StringTransform.toLatin, reverse: false) ?? self
        let plain = NSString(string: latin).applyingTransform(StringTransform.stripDiacritics, reverse: false)
        return (plain ?? latin).lowercased()
    }

    /// The first letters of the syllables: 工单 → `gd`.
    public var initials: String {
        // A space between characters keeps the syllables apart: the transliteration joins what stood together.
        map { String($0).pinyin.prefix(1) }.joined().filter { $0.isLetter || $0.isNumber }
    }
}
