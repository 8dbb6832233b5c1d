/// What a page says, without its markup: for letters that come as HTML alone. It never fails and keeps no tag; what it
/// answers is text, to be escaped like any other.
struct HTMLText: CustomStringConvertible {
    /// bytes of markup that are read
    static let longest = 1 << 20

    private(set) var description = ""

    private var line = ""
    private var isSpaced = false
    private var lines: [String] = []
    /// elements of whose end nothing more is found, and `<!--` likewise: nobody looks for it again and again
    private var endless: Set<String> = []

    init(_ html: String) {
        var rest = Substring(html)
        // Without an end there is no tag: nobody looks for one again and again.
        let last = html.lastIndex(of: ">")
        while let start = rest.firstIndex(of: "<") {
            say(rest[..<start])
            rest = rest[start...]
            if rest.hasPrefix("<!--"), let after = self.rest(rest, after: "-->") {
                rest = after
            } else if let second = rest.dropFirst().first, second.isLetter || "/!?".contains(second),
                let last, start < last, let end = rest.firstIndex(of: ">")
            {
                let tag = rest[rest.index(after: start)..<end]
                rest = rest[rest.index(after: end)...]
                if let name = unsaid(tag), let after = self.rest(rest, afterEndOf: name) {
                    rest = after
                } else {
                    take(tag: tag)
                }
            } else {
                say("<")
                rest = rest.dropFirst()
            }
        }
        say(rest)
        breakLine()
        // One blank line between thoughts is enough.
        var isBlank = true
        var kept: [String] = []
        for line in lines {
            if !(line.isEmpty && isBlank) { kept.append(line) }
            isBlank = line.isEmpty
        }
        while kept.last?.isEmpty == true { kept.removeLast() }
        description = kept.joined(separator: "\n")
    }

    /// The element whose content is left out; nothing for all others.
    private func unsaid(_ tag: Substring) -> String? {
        let name = tag.prefix { $0.isLetter || $0.isNumber }.lowercased()
        return Self.unsaid.contains(name) && tag.last != "/" ? name : nil
    }

    /// What comes after the end of an element, whatever stands in it; nothing where it never ends: then it hides nothing.
    private mutating func rest(_ text: Substring, afterEndOf name: String) -> Substring? {
        guard !endless.contains(name) else { return nil }
        var rest = text
        while let start = rest.firstIndex(of: "<") {
            rest = rest[rest.index(after: start)...]
            guard rest.first == "/" else { continue }
            let said = rest.dropFirst().prefix(name.count)
            guard said.lowercased() == name else { continue }
            let next = rest[said.endIndex...].first
            guard next == nil || next == ">" || next == "/" || next?.isWhitespace == true else { continue }
            guard let end = rest[said.endIndex...].firstIndex(of: ">") else { break }
            return rest[rest.index(after: end)...]
        }
        endless.insert(name)
        return nil
    }

    private mutating func rest(_ text: Substring, after mark: String) -> Substring? {
        guard !endless.contains(mark) else { return nil }
        if let found = text.firstRange(of: mark) { return text[found.upperBound...] }
        endless.insert(mark)
        return nil
    }

    private mutating func take(tag: Substring) {
        let isEnd = tag.first == "/"
        let name = tag.drop { $0 == "/" }.prefix { $0.isLetter || $0.isNumber }.lowercased()
        if name == "td" || name == "th" {
            isSpaced = true
        } else if name == "li", !isEnd {
            breakLine()
            line = "· "
        } else if Self.paragraphs.contains(name) {
            breakLine()
            lines.append("")
        } else if Self.blocks.contains(name) {
            breakLine()
        }
    }

    private mutating func say(_ text: Substring) {
        for character in Self.unescaped(text) {
            if character.isWhitespace || character == "\u{200B}" {
                isSpaced = true
            } else if character.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) {
                continue
            } else {
                if isSpaced, !line.isEmpty, line != "· " { line.append(" ") }
                isSpaced = false
                line.append(character)
            }
        }
    }

    private mutating func breakLine() {
        if !line.isEmpty { lines.append(line) }
        line = ""
        isSpaced = false
    }

    private static let unsaid: Set = ["script", "style", "title", "template", "svg", "object", "noscript"]
    private static let paragraphs: Set = [
        "p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table", "blockquote", "pre", "hr",
    ]
    private static let blocks: Set = [
        "br", "div", "tr", "dd", "dt", "section", "article", "header", "footer", "form", "center", "address", "body",
    ]

    private static func unescaped(_ text: Substring) -> String {
        guard text.contains("&") else { return String(text) }
        var out = ""
        var rest = text
        while let start = rest.firstIndex(of: "&") {
            out += rest[..<start]
            rest = rest[rest.index(after: start)...]
            let name = rest.prefix(12).prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "#") }
            if let character = character(named: name) {
                out.append(character)
                rest = rest[name.endIndex...]
                if rest.first == ";" { rest = rest.dropFirst() }
            } else {
                out.append("&")
            }
        }
        return out + rest
    }

    private static func character(named name: Substring) -> Character? {
        if name.first == "#" {
            let digits = name.dropFirst()
            let isHex = digits.first == "x" || digits.first == "X"
            guard let value = isHex ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits),
                value > 0, let scalar = Unicode.Scalar(value)
            else { return nil }
            return Character(scalar)
        }
        return names[name.description]
    }

    /// Those that letters use; another one stays as it is written.
    private static let names: [String: Character] = [
        "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": " ", "ensp": " ", "emsp": " ",
        "thinsp": " ", "zwnj": "\u{200B}", "zwj": "\u{200D}", "shy": "\u{200B}", "copy": "©", "reg": "®",
        "trade": "™", "hellip": "…", "mdash": "—", "ndash": "–", "lsquo": "‘", "rsquo": "’", "ldquo": "“",
        "rdquo": "”", "laquo": "«", "raquo": "»", "middot": "·", "bull": "•", "deg": "°", "plusmn": "±",
        "times": "×", "divide": "÷", "yen": "¥", "euro": "€", "pound": "£", "cent": "¢", "sect": "§", "para": "¶",
        "rarr": "→", "larr": "←", "uarr": "↑", "darr": "↓", "le": "≤", "ge": "≥", "ne": "≠", "frac12": "½",
        "auml": "ä", "ouml": "ö", "uuml": "ü", "szlig": "ß", "eacute": "é", "egrave": "è", "agrave": "à",
    ]
}
