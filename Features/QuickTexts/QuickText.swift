import Handbook
import Kernel

/// 快捷短语: a text somebody writes often, kept under a title, with blanks that a case fills. One's own, or a department's.
struct QuickText: Entity {
    let id: ID
    let owner: Staff.ID
    /// The department whose people see it; nothing while it is one's own.
    let unit: Unit.ID?
    var title: String
    /// With blanks: `{称呼}您好，单号 {单号} …`
    var text: String
    /// Grows with every change: whoever edits an older one is told.
    private(set) var version = 1

    static let longestTitle = 30
    static let longestText = 1000
    static let mostOfOne = 200
    static let mostOfUnit = 300

    enum Refusal: Error, Equatable {
        case tooMany(Int)
        case notYours
        /// Somebody else saved meanwhile.
        case changedMeanwhile
        /// What the handbook forbids to say is not kept for saying.
        case banned(clause: String, phrases: [String])
    }

    init(id: ID, owner: Staff.ID, unit: Unit.ID?, title: String, text: String, version: Int = 1) {
        self.id = id
        self.owner = owner
        self.unit = unit
        self.title = title
        self.text = text
        self.version = version
    }

    mutating func change(title: String, text: String, from base: Int) throws(Refusal) {
        guard base == version else { throw .changedMeanwhile }
        self.title = title
        self.text = text
        version += 1
    }

    /// The blanks a text may have. The raw value stands between the braces.
    enum Blank: String, CaseIterable, Sendable {
        case salutation = "称呼"
        case number = "单号"
        case subject = "事由"
        case product = "商品"
        case store = "门店"
        case place = "地点"
        case handler = "承办人"
        case me = "我"
        case due = "期限"
        case solution = "方案"
        case phone = "电话"
        case organisation = "单位"
        case season = "时节"
        case amount = "金额"
    }

    /// Blanks of a text that nobody fills: `{称乎}`. A brace that opens nothing is a character like any other.
    static func unknownBlanks(in text: String) -> [String] {
        pieces(of: text).compactMap { piece in
            if case .blank(let name) = piece, Blank(rawValue: name) == nil { name } else { nil }
        }
    }

    /// Blanks that nothing has filled yet: what holds one is no text for a customer.
    static func blanksLeft(in text: String) -> [String] {
        Set(
            pieces(of: text).compactMap { piece in
                if case .blank(let name) = piece, Blank(rawValue: name) != nil { name } else { nil }
            }
        ).sorted()
    }

    /// What is not known stays a blank, to be seen and filled by hand.
    static func filled(_ text: String, _ values: [Blank: String]) -> String {
        pieces(of: text).map { piece in
            switch piece {
            case .text(let text): text
            case .blank(let name):
                Blank(rawValue: name).flatMap { values[$0] }.flatMap { $0.isEmpty ? nil : $0 } ?? "{\(name)}"
            }
        }.joined()
    }

    private enum Piece {
        case text(String)
        case blank(String)
    }

    private static func pieces(of text: String) -> [Piece] {
        var pieces: [Piece] = []
        var rest = Substring(text)
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            pieces.append(.text(String(rest[..<open])))
            let name = rest[rest.index(after: open)..<close]
            let isBlank = !name.isEmpty && name.count <= 10 && !name.contains("{") && !name.contains("\n")
            pieces.append(isBlank ? .blank(String(name)) : .text(String(rest[open...close])))
            rest = rest[rest.index(after: close)...]
        }
        return pieces + [.text(String(rest))]
    }
}

/// A quick text as it is offered: filled from the case at hand.
struct QuickChoice: Equatable, Sendable {
    enum Source: Equatable, Sendable {
        case own
        case unit
        /// A step of one of the handbook's scripts.
        case handbook
    }

    /// What its uses are counted under: the id, or `script:opening/greet`.
    let key: String
    let title: String
    let text: String
    let source: Source
    /// By everybody.
    let uses: Int
    /// By the person who asks.
    let ownUses: Int

    /// More lines than anybody reads through.
    static let most = 30

    /// The best matches by title first, then by words of the text; among equals what one uses most.
    static func chosen(_ choices: [QuickChoice], for typed: String) -> [QuickChoice] {
        choices.compactMap { choice -> (QuickChoice, [Int])? in
            let rank = Match.rank(typed, in: choice.title)
            let wish = typed.lowercased()
            let inText = choice.text.lowercased().contains(wish) ? Match.worst + 1 : nil
            guard let best = rank ?? inText else { return nil }
            return (choice, [best, -choice.ownUses, -choice.uses])
        }
        .enumerated().sorted {
            ($0.element.1 + [$0.offset]).lexicographicallyPrecedes($1.element.1 + [$1.offset])
        }
        .prefix(most).map(\.element.0)
    }
}
