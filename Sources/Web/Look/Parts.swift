public import Kernel

/// An empty list teaches: one sentence, one act.
public struct EmptyState: Sendable {
    public let icon: String
    public let sentence: String
    public let act: HTML?

    public init(icon: String, _ sentence: String, act: HTML? = nil) {
        self.icon = icon
        self.sentence = sentence
        self.act = act
    }

    public var html: HTML {
        "<div class=\"empty\">\(Icon(icon).html)<p>\(sentence)</p>\(act)</div>"
    }
}

/// A sentence in its own box: what was done, what was refused.
public struct Remark: Sendable {
    public let tone: Tone
    public let content: HTML

    public init(_ tone: Tone, _ content: HTML) {
        self.tone = tone
        self.content = content
    }

    public var html: HTML { "<div class=\"remark \(tone.rawValue)\">\(content)</div>" }
}

/// A link that looks like a button.
public func linkButton(_ label: String, url: String, _ weight: Weight = .usual, shortcut: String? = nil) -> HTML {
    """
    <a class="btn \(weight.rawValue)" href="\(url)"\(shortcut.map { " data-shortcut=\"\($0)\"" as HTML })>\
    \(label)\(shortcut.map { "<kbd>\($0)</kbd>" as HTML })</a>
    """
}
