/// A form as it is handed to somebody: a title, a number, what stands in its boxes, who signs. A value made from
/// records; it is rendered as a page (`PaperHTML`) and as a PDF (`PaperPress`), and both say the same.
public struct Paper: Equatable, Sendable {
    /// 顾客投诉登记表
    public var title: String
    /// F-10
    public var form: String
    /// The number of the record it shows.
    public var number: String
    /// The company and the unit.
    public var organisation: String
    /// Number and version of the handbook it was made under (MART-01).
    public var edition: String
    /// When, and by whom, it was printed.
    public var printed: String
    public var blocks: [Block]
    public var words: Words
    /// On its side, for tables of many columns.
    public var isLandscape: Bool

    public init(
        title: String, form: String, number: String, organisation: String, edition: String, printed: String,
        blocks: [Block], words: Words, isLandscape: Bool = false
    ) {
        self.title = title
        self.form = form
        self.number = number
        self.organisation = organisation
        self.edition = edition
        self.printed = printed
        self.blocks = blocks
        self.words = words
        self.isLandscape = isLandscape
    }

    public enum Block: Equatable, Sendable {
        case heading(String)
        /// Boxes with a label each, two abreast, or one over the whole width.
        case fields([Field])
        case table(Table)
        /// Boxes to sign in; what was confirmed in the system is printed in them.
        case signatures([Signature])
        case note(String)
    }

    public struct Field: Equatable, Sendable {
        public let label: String
        public let value: String
        public let isWide: Bool

        public init(_ label: String, _ value: String, wide: Bool = false) {
            self.label = label
            self.value = value
            isWide = wide
        }
    }

    public struct Table: Equatable, Sendable {
        public let columns: [Column]
        public let rows: [[String]]
        /// The last row, of sums.
        public let totals: [String]?
        /// What stands there instead of rows.
        public let empty: String
        /// Smaller and closer: a square for each day of a month, of a few characters that never break.
        public let isDense: Bool
        /// What each cell says at length, under the pointer of whoever reads the page; nothing, or as many as there are cells.
        public let hints: [[String]]

        public init(
            _ columns: [Column], _ rows: [[String]], totals: [String]? = nil, empty: String, isDense: Bool = false,
            hints: [[String]] = []
        ) {
            self.columns = columns
            self.rows = rows
            self.totals = totals
            self.empty = empty
            self.isDense = isDense
            self.hints = hints
        }
    }

    public struct Column: Equatable, Sendable {
        public let title: String
        /// Its part of the width, in relation to the others.
        public let share: Int
        public let isNumber: Bool

        public init(_ title: String, _ share: Int = 1, number: Bool = false) {
            self.title = title
            self.share = share
            isNumber = number
        }
    }

    public struct Signature: Equatable, Sendable {
        /// Who signs: 批示人
        public let role: String
        /// Who has confirmed it in the system.
        public let name: String
        public let at: String

        public init(_ role: String, _ name: String = "", at: String = "") {
            self.role = role
            self.name = name
            self.at = at
        }
    }

    /// The few texts of every form, in the language of who prints it.
    public struct Words: Equatable, Sendable {
        public let number: String
        /// `第 {0} 页 / 共 {1} 页`
        public let page: String
        public let signature: String
        public let date: String

        public init(number: String, page: String, signature: String, date: String) {
            self.number = number
            self.page = page
            self.signature = signature
            self.date = date
        }
    }
}

extension Paper.Block {
    /// The fields in lines: two narrow ones abreast, a wide one alone. A narrow one without a neighbour has the line.
    static func lines(_ fields: [Paper.Field]) -> [[Paper.Field]] {
        var lines: [[Paper.Field]] = []
        for field in fields {
            if let last = lines.last, last.count == 1, !last[0].isWide, !field.isWide {
                lines[lines.count - 1].append(field)
            } else {
                lines.append([field])
            }
        }
        return lines
    }
}
