public import Kernel

/// «§6.2.1» beside every rule that bites: small, soft, opening the clause panel at the sentence.
public struct ClauseMark: Sendable, Equatable {
    /// the number in its document: `6.2.1`
    public let number: String
    /// the page of the clause; without one the mark is plain text
    public let url: String?

    public init(_ number: String, url: String? = nil) {
        self.number = number
        self.url = url
    }

    public var html: HTML {
        guard let url else { return "<span class=\"clause\">§\(number)</span>" }
        return "<a class=\"clause\" href=\"\(url)\">§\(number)</a>"
    }
}
