public import Kernel

/// An Excel workbook (xlsx), read without ever being held as a whole: its first sheet that is in sight and is not our own
/// page of notes.
public final class Workbook {
    /// The sheet that is read.
    public let sheet: String
    /// What else there is, and is not read.
    public let otherSheets: [String]

    private let archive: Archive
    private let limits: SheetLimits
    private let part: String
    private let isFrom1904: Bool
    private let formats: NumberFormats
    private let strings: SharedStrings

    /// `notes` are the names of sheets that only explain (our templates have one).
    public init(_ bytes: [UInt8], limits: SheetLimits = SheetLimits(), notes: Set<String> = []) throws {
        guard bytes.count <= limits.bytes else {
            throw SheetFault.tooLarge(bytes: bytes.count, limit: limits.bytes)
        }
        archive = try Archive(bytes, limits: limits)
        self.limits = limits
        guard let book = try archive.content("xl/workbook.xml") else { throw SheetFault.damaged }
        var isFrom1904 = false
        var sheets: [(name: String, relation: String)] = []
        let markup = try Markup(
            began: { name, attributes in
                if name == "workbookPr" { isFrom1904 = ["1", "true"].contains(attributes["date1904"] ?? "") }
                guard name == "sheet", attributes["state"] ?? "visible" == "visible", sheets.count < 1000 else {
                    return
                }
                sheets.append((attributes["name"] ?? "", attributes["id"] ?? ""))
            }, ended: { _ in }, text: { _ in })
        try book.withUnsafeBufferPointer { try markup.read($0) }
        try markup.finish()
        guard let chosen = sheets.first(where: { !notes.contains($0.name) }) else { throw SheetFault.noSheet }
        self.isFrom1904 = isFrom1904
        sheet = chosen.name
        otherSheets = sheets.map(\.name).filter { $0 != chosen.name && !notes.contains($0) }
        part = try Self.part(of: chosen.relation, in: archive)
        formats = try archive.content("xl/styles.xml").map(NumberFormats.init) ?? .none
        strings = try Self.sharedStrings(in: archive, within: limits)
    }

    /// Every row that holds something. The empty cells of a merged area have the text of its first one.
    public func rows(_ body: (SheetRow) throws -> Void) throws {
        var merges = try mergedAreas()
        var count = 0
        let reader = SheetReading(strings: strings, formats: formats, isFrom1904: isFrom1904, limits: limits)
        try reader.read({ take in try archive.unpack(part, take) }) { row in
            var row = row
            merges.fill(&row)
            while row.cells.last?.isEmpty == true { row.cells.removeLast() }
            guard !row.cells.isEmpty else { return }
            count += 1
            guard count <= limits.rows else { throw SheetFault.tooManyRows(limit: limits.rows - 1) }
            try body(row)
        }
        if count == 0 { throw SheetFault.empty }
    }

    /// Merged areas are written behind the rows they lie in, so they are looked for first.
    private func mergedAreas() throws -> MergedAreas {
        var hasAny = false
        var tail: [UInt8] = []
        try archive.unpack(part) { piece in
            guard !hasAny else { return }
            tail += piece
            hasAny = tail.withUnsafeBufferPointer { $0.contains(Array("mergeCell ".utf8)) }
            tail.removeFirst(max(0, tail.count - 16))
        }
        guard hasAny else { return MergedAreas() }
        var areas = MergedAreas()
        let markup = try Markup(
            began: { name, attributes in
                if name == "mergeCell", let reference = attributes["ref"] { areas.add(reference) }
            }, ended: { _ in }, text: { _ in })
        try archive.unpack(part) { try markup.read($0) }
        try markup.finish()
        return areas.sorted
    }

    private static func part(of relation: String, in archive: Archive) throws -> String {
        var target: String?
        guard let relations = try archive.content("xl/_rels/workbook.xml.rels") else { throw SheetFault.damaged }
        let markup = try Markup(
            began: { name, attributes in
                if name == "Relationship", attributes["Id"] == relation { target = attributes["Target"] }
            }, ended: { _ in }, text: { _ in })
        try relations.withUnsafeBufferPointer { try markup.read($0) }
        try markup.finish()
        guard let target else { throw SheetFault.damaged }
        // A name inside the archive: it can point nowhere else.
        return target.hasPrefix("/") ? String(target.dropFirst()) : "xl/\(target)"
    }

    private static func sharedStrings(in archive: Archive, within limits: SheetLimits) throws -> SharedStrings {
        var strings = SharedStrings()
        var text: [UInt8] = []
        var isText = false
        var isPhonetic = false
        let markup = try Markup(
            began: { name, _ in
                switch name {
                case "si": text.removeAll(keepingCapacity: true)
                case "t": isText = !isPhonetic
                case "rPh": isPhonetic = true
                default: break
                }
            },
            ended: { name in
                switch name {
                case "si":
                    strings.append(text)
                    guard strings.count <= limits.sharedStrings, strings.size <= limits.sharedBytes else {
                        throw SheetFault.swells(limit: limits.sharedBytes)
                    }
                case "t": isText = false
                case "rPh": isPhonetic = false
                default: break
                }
            },
            text: {
                // What is longer than any cell may be is told of at its cell; it need not be held to its end.
                if isText, text.count <= limits.cellBytes { text += $0 }
            })
        guard try archive.unpack("xl/sharedStrings.xml", { try markup.read($0) }) else { return strings }
        try markup.finish()
        return strings
    }
}

/// The texts that the cells of a workbook share, one behind another: a million of them cost what their bytes cost, and
/// four bytes each.
struct SharedStrings {
    private var bytes: [UInt8] = []
    private var ends: [UInt32] = []

    var count: Int { ends.count }
    var size: Int { bytes.count }

    mutating func append(_ text: [UInt8]) {
        bytes += text
        ends.append(UInt32(bytes.count))
    }

    /// As UTF-8, in the file's own spelling; nothing where there is no such text.
    subscript(place: Int) -> ArraySlice<UInt8>? {
        guard ends.indices.contains(place) else { return nil }
        return bytes[(place == 0 ? 0 : Int(ends[place - 1]))..<Int(ends[place])]
    }
}
