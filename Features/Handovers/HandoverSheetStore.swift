import Database
import Handbook
import Kernel

/// What stands on the sheets, and the matters that roll from one to the next.
struct HandoverSheets {
    let tx: Transaction

    func of(_ id: Handover.ID) throws -> HandoverSheet {
        let head = try tx.execute("SELECT none, other FROM handover WHERE id = \(id)").first
        let none =
            try head?.text("none").split(separator: ",").compactMap { HandoverSection(rawValue: String($0)) } ?? []
        return HandoverSheet(
            lines: try lines(of: id), none: Set(none), other: try head?.text("other") ?? "",
            entries: try entries(of: id))
    }

    /// What its people state, as a whole.
    func save(_ sheet: HandoverSheet, of id: Handover.ID) throws {
        let none = sheet.none.map(\.rawValue).sorted().joined(separator: ",")
        try tx.execute("UPDATE handover SET none = \(none), other = \(sheet.other) WHERE id = \(id)")
        try tx.execute("DELETE FROM handover_line WHERE handover_id = \(id)")
        try tx.insert(
            """
            INSERT INTO handover_line
                (handover_id, place, item, name, part, standing, expected, actual, measure, remark)
            """,
            rows: sheet.lines.enumerated().map { place, line in
                [
                    id.cell, place.cell, line.code.cell, line.name.cell, line.part.rawValue.cell,
                    line.standing.rawValue.cell, line.expected?.cell ?? .null, line.actual?.cell ?? .null,
                    line.measure.cell, line.remark.cell,
                ]
            })
    }

    /// What the system knew when it was handed over; it replaces what stood there at an earlier try.
    func keep(_ entries: [HandoverSheet.Entry], of id: Handover.ID) throws {
        try tx.execute("DELETE FROM handover_entry WHERE handover_id = \(id)")
        try tx.insert(
            "INSERT INTO handover_entry (handover_id, place, part, record_id, text, text_english, due_at)",
            rows: entries.enumerated().map { place, entry in
                [
                    id.cell, place.cell, entry.part.rawValue.cell, entry.record.cell, entry.chinese.cell,
                    entry.english.cell, entry.at?.cell ?? .null,
                ]
            })
    }

    func matter(_ id: HandoverMatter.ID) throws -> HandoverMatter? {
        try tx.execute("\(Self.selectMatters) WHERE id = \(id)").first.map(HandoverMatter.init(row:))
    }

    /// What still rolls on in a unit, the oldest first.
    func openMatters(of unit: Unit.ID) throws -> [HandoverMatter] {
        try tx.execute(
            """
            \(Self.selectMatters) WHERE unit_id = \(unit) AND closed_at IS NULL AND is_leaving = 0
            ORDER BY opened_at, id
            LIMIT \(Handover.mostMatters)
            """
        ).map(HandoverMatter.init(row:))
    }

    /// What came up on one sheet.
    func matters(of handover: Handover.ID) throws -> [HandoverMatter] {
        try tx.execute(
            """
            \(Self.selectMatters) WHERE handover_id = \(handover)
            ORDER BY opened_at, id
            LIMIT \(Handover.mostMatters)
            """
        ).map(HandoverMatter.init(row:))
    }

    /// Several by their ids, in the order in which they are asked for.
    func matters(_ ids: [HandoverMatter.ID]) throws -> [HandoverMatter] {
        guard !ids.isEmpty else { return [] }
        let found = try tx.execute(
            "\(Self.selectMatters) WHERE id IN \(list: ids) ORDER BY id LIMIT \(ids.count)"
        ).map(HandoverMatter.init(row:))
        let known = Dictionary(found.map { ($0.id, $0) }) { first, _ in first }
        return ids.compactMap { known[$0] }
    }

    func insert(_ matter: HandoverMatter, isLeaving: Bool) throws {
        try tx.execute(
            """
            INSERT INTO handover_matter
                (id, unit_id, handover_id, is_leaving, text, case_id, opened_by, opened_at, closing)
            VALUES (\(matter.id), \(matter.unit), \(matter.handover), \(isLeaving), \(matter.text), \(matter.record),
                    \(matter.openedBy), \(matter.openedAt), '')
            """
        )
    }

    func save(_ matter: HandoverMatter) throws {
        try tx.execute(
            """
            UPDATE handover_matter SET closed_by = \(matter.closed?.by), closed_at = \(matter.closed?.at),
                closing = \(matter.closed?.text ?? "")
            WHERE id = \(matter.id)
            """
        )
    }

    private func lines(of id: Handover.ID) throws -> [HandoverSheet.Line] {
        try tx.execute(
            """
            SELECT item, name, part, standing, expected, actual, measure, remark FROM handover_line
            WHERE handover_id = \(id)
            ORDER BY place, item
            LIMIT 60
            """
        ).map { row in
            HandoverSheet.Line(
                code: try row.text("item"), name: try row.text("name"), part: try row.choice("part"),
                standing: try row.choice("standing"), expected: try row.int(ifPresent: "expected"),
                actual: try row.int(ifPresent: "actual"), measure: try row.text("measure"),
                remark: try row.text("remark"))
        }
    }

    private func entries(of id: Handover.ID) throws -> [HandoverSheet.Entry] {
        try tx.execute(
            """
            SELECT part, record_id, text, text_english, due_at FROM handover_entry WHERE handover_id = \(id)
            ORDER BY place
            LIMIT 500
            """
        ).map { row in
            HandoverSheet.Entry(
                part: try row.choice("part"), record: try row.text("record_id"), chinese: try row.text("text"),
                english: try row.text("text_english"), at: try row.instant(ifPresent: "due_at"))
        }
    }

    private static let selectMatters: SQL = """
        SELECT id, unit_id, handover_id, text, case_id, opened_by, opened_at, closed_by, closed_at, closing
        FROM handover_matter
        """
}

extension Transaction {
    var handoverSheets: HandoverSheets { HandoverSheets(tx: self) }
}

extension HandoverMatter {
    fileprivate init(row: Row) throws {
        let closed = try row.instant(ifPresent: "closed_at").map { at -> (by: Staff.ID, at: Instant, text: String) in
            (try row.id("closed_by"), at, try row.text("closing"))
        }
        self.init(
            id: try row.id("id"), unit: try row.id("unit_id"), handover: try row.id("handover_id"),
            text: try row.text("text"), record: try row.id(ifPresent: "case_id"), openedBy: try row.id("opened_by"),
            openedAt: try row.instant("opened_at"), closed: closed)
    }
}
