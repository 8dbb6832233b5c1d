public import Kernel

/// 交接项目: one line of the sheet that one shift leaves to the next, or that somebody hands over before leaving.
public struct HandoverItem: Equatable, Sendable {
    public let code: String
    public let name: String
    public let english: String
    public let part: HandoverPart
    /// In what it is counted: 副、元、把. Empty where nothing is counted.
    public let measure: String
    /// How many there should be; nothing where it is counted without a target (unsold tickets).
    public let expected: Int?
    /// The kinds of unit whose sheet holds it; empty for all of them.
    public let places: [HandoverPlace]

    public func name(in language: Language) -> String { language == .chinese ? name : english }

    /// Whether the sheet of a unit of this kind holds it.
    public func belongs(to place: HandoverPlace?) -> Bool {
        places.isEmpty || place.map(places.contains) ?? false
    }
}

/// What is said of an item.
public enum HandoverPart: String, CaseIterable, Codable, Sendable {
    /// In order, or at fault with a remark (GAME-53).
    case equipment
    /// How many there should be, how many there are: floats, keys, tickets (MART-26).
    case count
    /// Done or not, with a remark: cleaning (GAME-43).
    case check
    /// Of a leave, a transfer or a resignation: documents, devices, accounts (SOFT-68).
    case leaving
}

/// The kinds of unit, as packs name them.
public enum HandoverPlace: String, CaseIterable, Codable, Sendable {
    case headquarters, region, store, estate, department, group
}

/// The parts of a sheet that a clause may want stated, «none» included (GAME-53).
public enum HandoverSection: String, CaseIterable, Codable, Sendable {
    case equipment, difficulties, staffing, counts, checks
}

extension Handbook {
    /// What the sheet of a unit of this kind asks for, in the order of the pack.
    public func handoverItems(leaving: Bool, at place: HandoverPlace?) -> [HandoverItem] {
        handoverItems.filter { ($0.part == .leaving) == leaving && $0.belongs(to: place) }
    }
}

extension PackReader {
    /// More is no sheet that anybody fills in at the end of a shift.
    private static let mostHandoverItems = 40

    /// `float: {name: 备用金, english: Float, part: count, measure: 元, expected: 500, at: [store]}`: merged by code and
    /// field along the lineage, `drop: true` leaves one out.
    mutating func mergedHandoverItems(_ layers: [Layer]) -> [HandoverItem] {
        var raw: [(code: String, line: Int, file: String, fields: [String: PackNode])] = []
        for layer in layers {
            file = layer.pack.text.file
            for (code, value) in entries(layer.fields["handover"], of: "handover") {
                let fields = fields(
                    value, of: "交接项目 \(code)",
                    allowed: ["name", "english", "part", "measure", "expected", "at", "drop"])
                let index = raw.firstIndex { $0.code == code }
                if let drop = fields["drop"], yesNo(drop, "drop", otherwise: false) {
                    if index == nil {
                        note(value.line, "交接项目 \(code) 在所继承的手册里不存在。There is no such handover item to drop.")
                    }
                    raw.removeAll { $0.code == code }
                } else if let index {
                    raw[index].fields.merge(fields) { $1 }
                    raw[index].line = value.line
                    raw[index].file = file
                } else {
                    raw.append((code, value.line, file, fields))
                }
            }
        }
        if raw.count > Self.mostHandoverItems {
            file = raw[Self.mostHandoverItems].file
            note(
                raw[Self.mostHandoverItems].line,
                "交接项目超过 \(Self.mostHandoverItems) 项。There are more than \(Self.mostHandoverItems) items of handover.")
        }
        return raw.prefix(Self.mostHandoverItems).compactMap { entry in
            file = entry.file
            return handoverItem(entry.code, entry.fields, line: entry.line)
        }
    }

    private mutating func handoverItem(_ code: String, _ fields: [String: PackNode], line: Int) -> HandoverItem? {
        let isCode = !code.isEmpty && code.count <= 20 && code.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
        if !isCode {
            note(line, "交接项目代号 “\(code)” 应为 1–20 个字母或数字。A code has one to twenty letters or digits.")
        }
        let name = text(fields["name"], "交接项目 \(code) 的 name", line: line, longest: 20)
        let english = text(fields["english"], "交接项目 \(code) 的 english", line: line, longest: 40)
        if fields["part"] == nil {
            note(line, "交接项目 \(code) 缺少 part（equipment、count、check 或 leaving）。part is missing.")
        }
        let part = choice(fields["part"], "part", of: HandoverPart.self)
        let measure = optionalText(fields["measure"], "measure", longest: 4) ?? ""
        let expected = fields["expected"].flatMap { whole($0, "expected", in: 0...10_000_000, line: $0.line) }
        if let part, part != .count, let node = fields["measure"] ?? fields["expected"] {
            note(node.line, "只有 part: count 的项目写 measure、expected。Only what is counted has them.")
        }
        if part == .count, measure.isEmpty {
            note(line, "交接项目 \(code) 要清点，缺少单位 measure（例：副、元）。measure is missing.")
        }
        let places = choices(fields["at"], "at", of: HandoverPlace.self)
        guard isCode, let name, let english, let part else { return nil }
        return HandoverItem(
            code: code, name: name, english: english, part: part, measure: measure, expected: expected, places: places)
    }

    /// A clause that wants a part stated which no sheet has could only ever be kept by nothing.
    mutating func checkHandoverItems(_ items: [HandoverItem], against clauses: [Clause], files: [String: String]) {
        let needed: [(HandoverSection, HandoverPart)] = [
            (.equipment, .equipment), (.counts, .count), (.checks, .check),
        ]
        for clause in clauses {
            guard case .gate(.handoverSheet(let sections)) = clause.enforcement else { continue }
            for (section, part) in needed
            where sections.contains(section) && !items.contains(where: { $0.part == part }) {
                file = files[clause.pack] ?? clause.pack
                note(
                    clause.line,
                    "第 \(clause.number) 条要写明 \(section.rawValue)，但没有 part: \(part.rawValue) 的交接项目。"
                        + "The clause asks for a part of the sheet that no item belongs to.")
            }
        }
    }
}
