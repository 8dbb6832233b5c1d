/// The invisible characters that turn the direction of all that follows (UAX #9): U+202A–202E until U+202C, U+2066–2068
/// until U+2069. People paste them with telephone numbers and names; they are kept as they came, and turn nothing but the
/// text in which they stand.
extension String {
    /// What has to follow this text so that nothing after it is turned; empty for nearly every text.
    var directionEnds: String {
        // All of these characters begin with E2 80 or E2 81.
        guard utf8.contains(0xE2) else { return "" }
        var open: [Unicode.Scalar] = []
        for scalar in unicodeScalars {
            switch scalar.value {
            case 0x202A, 0x202B, 0x202D, 0x202E: open.append("\u{202C}")
            case 0x2066, 0x2067, 0x2068: open.append("\u{2069}")
            case 0x202C: if open.last == scalar { open.removeLast() }
            // What was opened within an isolate ends with it.
            case 0x2069: if let place = open.lastIndex(of: scalar) { open.removeSubrange(place...) }
            default: continue
            }
        }
        return String(String.UnicodeScalarView(open.reversed()))
    }

    var withoutDirections: String {
        guard utf8.contains(0xE2) else { return self }
        return String(
            String.UnicodeScalarView(
                unicodeScalars.filter {
                    !(0x202A...0x202E).contains($0.value) && !(0x2066...0x2069).contains($0.value)
                }))
    }
}
