public import Kernel

/// Rows of facts. On a phone every row becomes a card with the same order of facts, each under its own heading.
///
///     Table(t(.openCases), [Column(t(.number)), Column(t(.due)), Column(t(.amount), .figure)])
///         .html(cases.map { Row(["…", "…", "…"], url: "/cases/7", promise: bar) })
public struct Table: Sendable {
    public struct Column: Sendable {
        public enum Kind: String, Sendable {
            /// what the row is about: the heading of the card
            case name
            case text
            /// figures under figures: right-aligned, tabular
            case figure
            /// buttons
            case act
        }

        let title: String
        let kind: Kind

        public init(_ title: String, _ kind: Kind = .text) {
            self.title = title
            self.kind = kind
        }
    }

    public struct Row: Sendable {
        let cells: [HTML]
        /// where `Enter` leads when the row is chosen with `j` and `k`; the cells hold the link itself
        let url: String?
        /// the three pixels under the row
        let promise: HTML?

        public init(_ cells: [HTML], url: String? = nil, promise: HTML? = nil) {
            self.cells = cells
            self.url = url
            self.promise = promise
        }
    }

    let caption: String
    let columns: [Column]
    let isCompact: Bool

    /// The caption is read to those who cannot see the page; `isCompact` gives rows of 36 px instead of 56.
    public init(_ caption: String, _ columns: [Column], isCompact: Bool = false) {
        self.caption = caption
        self.columns = columns
        self.isCompact = isCompact
    }

    /// `foot` is the row of sums, one cell for each column.
    public func html(_ rows: [Row], foot: [HTML]? = nil) -> HTML {
        """
        <div class="table-frame" role="region" aria-label="\(caption)" tabindex="0"><table class="rows\(isCompact ? " compact" : "")" \
        data-behaviour="rows"><caption class="unseen">\(caption)</caption>\
        <thead><tr>\(columns.map(Table.heading))</tr></thead>\
        <tbody>\(rows.map(row))</tbody>\(foot.map { "<tfoot><tr>\(cells($0))</tr></tfoot>" as HTML })</table></div>
        """
    }

    /// A column of buttons may go without a title; an empty heading would be read out as one.
    private static func heading(_ column: Column) -> HTML {
        if column.title.isEmpty { return "<td></td>" }
        return "<th scope=\"col\" class=\"\(column.kind.rawValue)\">\(column.title)</th>"
    }

    private func row(_ row: Row) -> HTML {
        """
        <tr\(row.url.map { " data-href=\"\($0)\" tabindex=\"-1\"" as HTML })\
        \(row.promise == nil ? .empty : " class=\"promised\"" as HTML)>\(cells(row.cells, promise: row.promise))</tr>
        """
    }

    /// The bar lies in the first cell and is drawn along the whole row: a table has no place for a line of its own.
    private func cells(_ cells: [HTML], promise: HTML? = nil) -> HTML {
        HTML(
            zip(columns, cells).enumerated().map { index, pair -> HTML in
                """
                <td class="\(pair.0.kind.rawValue)" data-label="\(pair.0.title)">\(pair.1)\
                \(index == 0 ? promise : nil)</td>
                """
            })
    }
}
