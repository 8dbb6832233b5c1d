/// What a page says, without its markup: for letters that come as HTML alone. It never fails and keeps no tag; what it
/// answers is text, to be escaped like any other.
struct HTMLText: CustomStringConvertible {
    /// bytes of markup that are read
    static let longest = 1 << 20

    private(set) var description = ""

    private var line = ""
    private var isSpaced = false
    private var lines: [String] = []
    /// the element whose content is left out, until it ends
    private var silent: String?

    init(_ html: String) {
        var rest = Substring(html)
        // Without an end there is no tag: nobody looks for one again and again.
        let last = html.lastIndex(of: ">")
        while let start = rest.firstIndex(of: "<") {
            say(rest[..<start])
            rest = rest[start...]
            if rest.hasPrefix("<!--") {
                rest = rest.range(after: "-->")
            } else if let second = rest.dropFirst().first, second.isLetter || "/!?".contains(second),
                let last, start < last, let end = rest.firstIndex(of: ">")
            {
                take(tag: rest[rest.index(after: start)..<end])
                rest = rest[rest.index(after: end)...]
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

    private mutating func take(tag: Substring) {
        let isEnd = tag.first == "/"
        let name = tag.drop { $0 == "/" }.prefix { $0.isLetter || $0.isNumber }.lowercased()
        if let silent {
            if isEnd, name == silent { self.silent = nil }
            return
        }
        if Self.unsaid.contains(name) {
            if !isEnd, tag.last != "/" { silent = name }
        } else if name == "td" || name == "th" {
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
        guard silent == nil else { return }
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

extension Substring {
    fileprivate func range(after mark: String) -> Substring {
        self.firstRange(of: mark).map { self[$0.upperBound...] } ?? ""
    }
}
