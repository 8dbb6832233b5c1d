import Handbook
import Kernel

/// What is wrong with one cell, or with a row as a whole.
struct RowProblem: Equatable, Sendable {
    /// The field it is about; nothing for the row.
    let field: String?
    let sentence: Sentence
}

/// What the cells of a row are read against: loaded once for each chunk.
struct ImportSurroundings: Sendable {
    var unit: Unit.ID
    /// Units the person may bring cases into, by code and by name.
    var units: [String: Unit.ID]
    /// Colleagues who may work cases, by account and by name; nothing where two have the same.
    var people: [String: Staff.ID?]
    /// The types the unit takes, by the pack's own label.
    var types: [String: CaseType] {
        didSet { typeChoices = Choices(types) }
    }
    /// What a matter of a category is asked at once (SOFT-58), by category.
    var details: [String: [String]]
    var now: Instant
    var zone: Zone
    private(set) var typeChoices: Choices<CaseType>

    init(
        unit: Unit.ID, units: [String: Unit.ID], people: [String: Staff.ID?], types: [String: CaseType],
        details: [String: [String]], now: Instant, zone: Zone
    ) {
        self.unit = unit
        self.units = units
        self.people = people
        self.types = types
        self.details = details
        self.now = now
        self.zone = zone
        typeChoices = Choices(types)
    }
}

/// One of a closed set, by its words or its code: folded once, asked for every row.
struct Choices<Value: Sendable>: Sendable {
    private let byName: [String: Value]
    /// What may be written, as a sentence lists it.
    let shown: String

    init(_ values: [(names: [String], value: Value)]) {
        byName = Dictionary(
            values.flatMap { entry in entry.names.map { ($0.foldedHeading, entry.value) } }
        ) { first, _ in first }
        shown = values.compactMap(\.names.first).joined(separator: "、")
    }

    subscript(_ text: String) -> Value? { byName[text.foldedHeading] }
}

extension Choices<CaseType> {
    fileprivate init(_ types: [String: CaseType]) {
        self.init(
            types.sorted { $0.key < $1.key }.map { label, type in ([label, type.chinese, type.rawValue], type) })
    }
}

/// One row on its way to a value: takes its cells field by field and remembers what is wrong.
struct RowReading {
    let row: SheetRow
    let mapping: Mapping
    let kind: Import.Kind
    private(set) var problems: [RowProblem] = []

    init(_ row: SheetRow, _ mapping: Mapping, _ kind: Import.Kind) {
        self.row = row
        self.mapping = mapping
        self.kind = kind
    }

    /// The text of a field. What is too long or unprintable is noted, and answered as far as it goes: a cell that is wrong
    /// is not empty, and no clause shall say so.
    mutating func text(_ code: String) -> String {
        var text = mapping.text(code, of: row)
        if text.utf8.contains(UInt8(ascii: "\r")) {
            text = text.replacing("\r\n", with: "\n").replacing("\r", with: "\n")
        }
        guard let field = kind.field(code) else { return "" }
        if text.isEmpty {
            if field.isRequired { note(code, Sentence(.importCellMissing)) }
            return ""
        }
        if let scalar = text.unicodeScalars.first(where: \.isUnprintable) {
            note(code, Sentence(.importCellUnprintable, scalar.hexadecimal))
            return String(text.filter { !$0.unicodeScalars.contains(where: \.isUnprintable) }.prefix(field.longest))
        }
        // A character has at least one byte, so a short text need not be counted.
        let length = text.utf8.count > field.longest ? text.count : 0
        if length > field.longest {
            note(code, Sentence(.importCellTooLong, String(length), String(field.longest)))
            return String(text.prefix(field.longest))
        }
        return text
    }

    /// One of a closed set; `otherwise` for an empty cell.
    mutating func choice<Value>(_ code: String, _ choices: Choices<Value>, otherwise: Value) -> Value {
        let text = text(code)
        if text.isEmpty { return otherwise }
        if let value = choices[text] { return value }
        note(code, Sentence(.importCellChoice, text.shortened, choices.shown))
        return otherwise
    }

    /// «购买日期：2026-01-03；批次：A17»: what the category asks at once.
    mutating func details(_ code: String) -> [String: String] {
        var details: [String: String] = [:]
        for part in text(code).split(whereSeparator: { "；;\n".contains($0) }) {
            let pair = part.split(maxSplits: 1, whereSeparator: { "：:".contains($0) }).map {
                String($0).withoutBlankEnds
            }
            guard pair.count == 2, !pair[0].isEmpty, pair[0].count <= 30, details.count < 12 else {
                note(code, Sentence(.importCellDetails, String(part).shortened))
                continue
            }
            if !pair[1].isEmpty { details[pair[0]] = pair[1] }
        }
        return details
    }

    mutating func phone(_ code: String) -> PhoneNumber? {
        let text = text(code)
        if text.isEmpty { return nil }
        if let phone = PhoneNumber(typed: text) { return phone }
        note(code, Sentence(.importCellPhone, text.shortened))
        return PhoneNumber(stored: text)
    }

    mutating func time(_ code: String, in zone: Zone, notAfter now: Instant) -> Instant? {
        let text = text(code)
        if text.isEmpty { return nil }
        guard let instant = SheetTime.instant(text, in: zone) else {
            note(code, Sentence(.importCellTime, text.shortened))
            return nil
        }
        if instant > now { note(code, Sentence(.importCellFuture, text.shortened)) }
        return instant
    }

    mutating func unit(_ surroundings: ImportSurroundings) -> Unit.ID {
        let text = text("unit")
        if text.isEmpty { return surroundings.unit }
        if let unit = surroundings.units[text] { return unit }
        note("unit", Sentence(.importCellUnit, text.shortened))
        return surroundings.unit
    }

    mutating func person(_ code: String, _ surroundings: ImportSurroundings) -> Staff.ID? {
        let text = text(code)
        if text.isEmpty { return nil }
        switch surroundings.people[text] {
        case .some(.some(let person)): return person
        case .some(.none): note(code, Sentence(.importCellTwoPeople, text.shortened))
        case .none: note(code, Sentence(.importCellPerson, text.shortened))
        }
        return nil
    }

    mutating func note(_ code: String?, _ sentence: Sentence) {
        problems.append(RowProblem(field: code, sentence: sentence))
    }
}

/// Dates and times as people type them into tables.
enum SheetTime {
    /// `2026-01-05 10:30`, `2026/1/5`, `2026年1月5日 10时30分`, `2026.1.5`, `20260105`, ISO 8601 with an offset. A date alone
    /// is its midnight. What could be two dates, such as `03/04/2026`, is none.
    static func instant(_ text: String, in zone: Zone) -> Instant? {
        if let instant = Instant(iso: text, zone: zone) { return instant }
        var numbers: [Int] = []
        var digits = ""
        for character in text + " " {
            if let digit = character.wholeNumberValue, character.isNumber {
                digits.append(String(digit))
            } else if "-/.年月日时分秒: T　".contains(character) || character == "点" {
                if !digits.isEmpty { numbers.append(Int(digits) ?? -1) }
                digits = ""
            } else {
                return nil
            }
        }
        if numbers.count == 1, text.count == 8, let number = numbers.first {
            numbers = [number / 10_000, number / 100 % 100, number % 100]
        }
        guard numbers.count >= 3, numbers.count <= 6, numbers[0] >= 1900,
            let day = Day.valid(numbers[0], numbers[1], numbers[2])
        else { return nil }
        let clock = Array(numbers[3...]) + [0, 0, 0]
        guard (0..<24).contains(clock[0]), (0..<60).contains(clock[1]), (0..<60).contains(clock[2]) else { return nil }
        return zone.instant(day, .at(clock[0], clock[1])) + .seconds(clock[2])
    }
}

extension Unicode.Scalar {
    /// Control characters other than line ends and tabs have no place in a text.
    fileprivate var isUnprintable: Bool {
        // All there are of the category Cc.
        (value < 0x20 && self != "\n" && self != "\t") || (0x7F...0x9F).contains(value)
    }

    fileprivate var hexadecimal: String {
        let digits = String(value, radix: 16, uppercase: true)
        return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}

extension String {
    /// As a sentence quotes it.
    var shortened: String { count > 30 ? prefix(30) + "…" : self }
}
