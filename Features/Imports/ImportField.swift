import Kernel

/// A column that an import understands.
struct ImportField: Sendable {
    /// As the mapping stores it.
    let code: String
    let word: Word
    /// Headings by which the column is recognised, besides its own words; in half-width lower case, without spaces.
    let aliases: [String]
    var isRequired = false
    /// Characters as people count them.
    var longest = 80
    /// What to write there, for the template.
    let note: Word
    let example: String
}

extension Import.Kind {
    var fields: [ImportField] {
        switch self {
        case .cases: ImportField.cases
        case .customers: ImportField.customers
        }
    }

    func field(_ code: String) -> ImportField? {
        switch self {
        case .cases: ImportField.casesByCode[code]
        case .customers: ImportField.customersByCode[code]
        }
    }
}

extension ImportField {
    fileprivate static let casesByCode = Dictionary(cases.map { ($0.code, $0) }) { first, _ in first }
    fileprivate static let customersByCode = Dictionary(customers.map { ($0.code, $0) }) { first, _ in first }
}

/// Where each field comes from: a column of the file, or one text for all rows.
struct Mapping: Equatable, Sendable {
    enum Place: Equatable, Sendable {
        /// From 0.
        case column(Int)
        case fixed(String)
    }

    var places: [String: Place] = [:]

    func text(_ code: String, of row: SheetRow) -> String {
        switch places[code] {
        case .column(let column)?: row[column]
        case .fixed(let text)?: text
        case nil: ""
        }
    }

    /// The column a problem of a field is shown in.
    func column(_ code: String) -> Int? {
        if case .column(let column)? = places[code] { column } else { nil }
    }
}

extension Mapping {
    /// Recognises the columns by their headings: what was corrected by hand before goes first, then our own words, then
    /// what other systems call it. Each column serves one field.
    init(recognising heading: [String], for kind: Import.Kind, remembered: [String: String]) {
        let folded = heading.map(\.foldedHeading)
        var taken: Set<Int> = []
        func take(_ code: String, _ column: Int) {
            guard places[code] == nil, !taken.contains(column) else { return }
            places[code] = .column(column)
            taken.insert(column)
        }
        for (column, name) in folded.enumerated() {
            if let code = remembered[name], kind.field(code) != nil { take(code, column) }
        }
        for field in kind.fields {
            for name in [field.word.chinese.foldedHeading, field.word.english.foldedHeading] + field.aliases {
                if let column = folded.firstIndex(of: name) { take(field.code, column) }
            }
        }
    }

    /// How many columns of a row are known as headings: the row with the most is the heading.
    static func recognised(_ cells: [String], for kind: Import.Kind) -> Int {
        Mapping(recognising: cells, for: kind, remembered: [:]).places.count
    }
}

extension String {
    /// `留言 编号*（必填）` → `留言编号`; `Complaint ID` → `complaintid`.
    var foldedHeading: String {
        let end = firstIndex { "（(【[".contains($0) } ?? endIndex
        return String(self[..<end].lowercased().filter { $0.isLetter || $0.isNumber })
    }
}
