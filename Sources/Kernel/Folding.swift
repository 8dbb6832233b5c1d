import Foundation

/// How text is made comparable for searching: whoever types one of these means all of them.
///
///     ＡＢＣ → abc      full width to half width (NFKC, Unicode Standard Annex 15)
///     Straße → straße   case (lower)
///     羽絨服 → 羽绒服    traditional to simplified, character by character (ICU `Hant-Hans`)
///
/// Both engines store what was folded here, so neither folds by itself and both answer alike.
public enum Folding {
    /// One character as a person sees it, folded. Variation selectors and marks that stand alone fold to nothing.
    public static func fold(_ character: Character) -> String {
        let scalars = character.unicodeScalars
        if scalars.count == 1, let scalar = scalars.first {
            if scalar.isASCII { return String(character).lowercased() }
            if let simple = simplified(scalar) { return String(Character(simple)) }
        }
        let plain = String(String.UnicodeScalarView(scalars.filter { !$0.properties.isVariationSelector }))
        let compatible = plain.precomposedStringWithCompatibilityMapping.lowercased()
        return String(String.UnicodeScalarView(compatible.unicodeScalars.map { simplified($0) ?? $0 }))
    }

    /// The same for a Chinese character of the common block, U+4E00 to U+9FFF; nothing for any other.
    public static func ideograph(_ character: Character) -> Character? {
        let scalars = character.unicodeScalars
        guard let first = scalars.first, (0x4E00...0x9FFF).contains(first.value), scalars.count == 1 else { return nil }
        return simplified(first).map(Character.init)
    }

    /// Nothing for what is no ideograph of the table.
    private static func simplified(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
        guard range.contains(scalar.value) else { return nil }
        return table[Int(scalar.value - range.lowerBound)]
    }

    private static let range: ClosedRange<UInt32> = 0x3400...0x9FFF

    /// Made once, in some milliseconds: ICU is asked about all characters at once, each on a line of its own.
    private static let table: [Unicode.Scalar] = {
        let all = range.compactMap(Unicode.Scalar.init)
        let lines = all.map { String(Character($0)) }.joined(separator: "\n")
        let turned = lines.applyingTransform(StringTransform("Hant-Hans"), reverse: false) ?? lines
        let pieces = turned.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
        guard pieces.count == all.count else { return all }
        return zip(all, pieces).map { own, piece in piece.count == 1 ? piece.first ?? own : own }
    }()
}
