import Database
import Handbook
import Kernel

/// The lines of work with their needs and members, as the database keeps them.
struct Lines {
    let tx: Transaction

    func find(_ id: Line.ID) throws -> Line? {
        try tx.execute("\(Self.select) WHERE id = \(id)").first.map { try line($0, needs: needs(of: [id])) }
    }

    func require(_ id: Line.ID) throws -> Line {
        guard let line = try find(id) else { throw Line.Refusal.unknown }
        return line
    }

    func names(of lines: Set<Line.ID>) throws -> [Line.ID: String] {
        guard !lines.isEmpty else { return [:] }
        let rows = try tx.execute(
            """
            SELECT id, name FROM work_line WHERE id IN \(list: lines.sorted { $0.rawValue < $1.rawValue })
            ORDER BY id LIMIT \(lines.count)
            """
        )
        return Dictionary(try rows.map { (try $0.id("id"), try $0.text("name")) }) { $1 }
    }

    /// The lines of these units, or of all, by unit and name.
    func list(in units: [Unit.ID]?) throws -> [Line] {
        let place: SQL = units.map { $0.isEmpty ? "1 = 0" : "unit_id IN \(list: $0)" } ?? "1 = 1"
        let rows = try tx.execute(
            "\(Self.select) WHERE \(place) ORDER BY unit_id, name, id LIMIT \(Line.mostLines)")
        let needs = try needs(of: rows.map { try $0.id("id") })
        return try rows.map { try line($0, needs: needs) }
    }

    /// `turn` counted the picks of a line once; the turns of its members say it now.
    func insert(_ line: Line) throws {
        try tx.execute(
            """
            INSERT INTO work_line
                (id, unit_id, name, is_open, types, severities, sources, channels, grades, categories, method,
                 keeps_first_receiver, prefers_last_handler, prefers_nearest, minutes_to_take, refusals_allowed, turn)
            VALUES (\(line.id), \(line.unit), \(line.name), \(line.isOpen), \(Self.text(line.condition.types)),
                    \(Self.text(line.condition.severities)), \(Self.text(line.condition.sources)),
                    \(Self.text(line.condition.channels)), \(Self.text(line.condition.grades)),
                    \(line.categories.sorted().joined(separator: "\n")),
                    \(line.method.rawValue), \(line.keepsFirstReceiver), \(line.prefersLastHandler),
                    \(line.prefersNearest), \(line.minutesToTake), \(line.refusalsAllowed), 0)
            """
        )
        try insertNeeds(of: line)
    }

    func save(_ line: Line) throws {
        try tx.execute(
            """
            UPDATE work_line SET
                name = \(line.name), is_open = \(line.isOpen), types = \(Self.text(line.condition.types)),
                severities = \(Self.text(line.condition.severities)), sources = \(Self.text(line.condition.sources)),
                channels = \(Self.text(line.condition.channels)), grades = \(Self.text(line.condition.grades)),
                categories = \(line.categories.sorted().joined(separator: "\n")), method = \(line.method.rawValue),
                keeps_first_receiver = \(line.keepsFirstReceiver), prefers_last_handler = \(line.prefersLastHandler),
                prefers_nearest = \(line.prefersNearest), minutes_to_take = \(line.minutesToTake),
                refusals_allowed = \(line.refusalsAllowed)
            WHERE id = \(line.id)
            """
        )
        try tx.execute("DELETE FROM line_need WHERE line_id = \(line.id)")
        try insertNeeds(of: line)
    }

    private func insertNeeds(of line: Line) throws {
        for need in line.needs.sorted(by: { $0.skill < $1.skill }).prefix(Line.mostNeeds) {
            try tx.execute(
                """
                INSERT INTO line_need (line_id, skill, level) VALUES (\(line.id), \(need.skill), \(need.level))
                ON CONFLICT (line_id, skill) DO NOTHING
                """
            )
        }
    }

    private func needs(of lines: [Line.ID]) throws -> [Line.ID: Set<Line.Need>] {
        guard !lines.isEmpty else { return [:] }
        var needs: [Line.ID: Set<Line.Need>] = [:]
        for row in try tx.execute(
            """
            SELECT line_id, skill, level FROM line_need WHERE line_id IN \(list: lines)
            ORDER BY line_id, skill LIMIT \(Line.mostLines * Line.mostNeeds)
            """
        ) {
            needs[try row.id("line_id"), default: []].insert(
                Line.Need(skill: try row.text("skill"), level: try row.int("level")))
        }
        return needs
    }

    private func line(_ row: Row, needs: [Line.ID: Set<Line.Need>]) throws -> Line {
        var condition = Condition()
        condition.types = try Self.values(row.text("types"))
        condition.severities = try Self.values(row.text("severities"))
        condition.sources = try Self.values(row.text("sources"))
        condition.channels = try Self.values(row.text("channels"))
        condition.grades = try Self.values(row.text("grades"))
        let id: Line.ID = try row.id("id")
        return Line(
            id: id, unit: try row.id("unit_id"), name: try row.text("name"), isOpen: try row.bool("is_open"),
            condition: condition,
            categories: Set(try row.text("categories").split(separator: "\n").map(String.init)),
            needs: needs[id] ?? [], method: try row.choice("method"),
            keepsFirstReceiver: try row.bool("keeps_first_receiver"),
            prefersLastHandler: try row.bool("prefers_last_handler"),
            prefersNearest: try row.bool("prefers_nearest"), minutesToTake: try row.int("minutes_to_take"),
            refusalsAllowed: try row.int("refusals_allowed"))
    }

    private static func text<T: RawRepresentable>(_ values: Set<T>) -> String where T.RawValue == String {
        values.map(\.rawValue).sorted().joined(separator: "\n")
    }

    private static func values<T: RawRepresentable & Hashable>(_ text: String) -> Set<T> where T.RawValue == String {
        Set(text.split(separator: "\n").compactMap { T(rawValue: String($0)) })
    }

    private static let select: SQL = """
        SELECT id, unit_id, name, is_open, types, severities, sources, channels, grades, categories, method,
               keeps_first_receiver, prefers_last_handler, prefers_nearest, minutes_to_take, refusals_allowed
        FROM work_line
        """
}

extension Lines {
    func members(of line: Line.ID) throws -> [(member: Line.Member, name: String)] {
        try tx.execute(
            """
            SELECT line_member.staff_id, line_member.weight, line_member.ceiling, line_member.turn, line_member.credit,
                   line_member.is_guest, staff.name
            FROM line_member JOIN staff ON staff.id = line_member.staff_id
            WHERE line_member.line_id = \(line) AND staff.is_active = 1
            ORDER BY line_member.staff_id
            LIMIT \(Line.mostMembers)
            """
        ).map { row in
            (
                Line.Member(
                    staff: try row.id("staff_id"), weight: try row.int("weight"), ceiling: try row.int("ceiling"),
                    turn: try row.integer("turn"), credit: try row.int("credit"), isGuest: try row.bool("is_guest")),
                try row.text("name")
            )
        }
    }

    /// Whose line each of these is, whatever the board of the day says.
    func memberIDs(of lines: [Line.ID]) throws -> [Line.ID: [Staff.ID]] {
        guard !lines.isEmpty else { return [:] }
        var members: [Line.ID: [Staff.ID]] = [:]
        for row in try tx.execute(
            """
            SELECT line_id, staff_id FROM line_member WHERE line_id IN \(list: lines) AND is_guest = 0
            ORDER BY line_id, staff_id LIMIT \(Line.mostLines * Line.mostMembers)
            """
        ) {
            members[try row.id("line_id"), default: []].append(try row.id("staff_id"))
        }
        return members
    }

    func put(_ member: Line.Member, in line: Line.ID) throws {
        try tx.execute(
            """
            INSERT INTO line_member (line_id, staff_id, weight, ceiling, turn, credit, is_guest)
            VALUES (\(line), \(member.staff), \(member.weight), \(member.ceiling), \(member.turn), \(member.credit),
                    \(member.isGuest))
            ON CONFLICT (line_id, staff_id) DO UPDATE SET
                weight = \(member.weight), ceiling = \(member.ceiling), is_guest = \(member.isGuest)
            """
        )
    }

    func remove(_ staff: Staff.ID, from line: Line.ID) throws {
        try tx.execute("DELETE FROM line_member WHERE line_id = \(line) AND staff_id = \(staff)")
    }

    /// A pick has been made: whose turn it was, and what everybody is credited now.
    func note(_ pick: Pick, turn: Int64, in line: Line.ID) throws {
        for (staff, credit) in pick.credits.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            try tx.execute(
                "UPDATE line_member SET credit = \(credit) WHERE line_id = \(line) AND staff_id = \(staff)")
        }
        try tx.execute("UPDATE line_member SET turn = \(turn) WHERE line_id = \(line) AND staff_id = \(pick.staff)")
    }
}

extension Transaction {
    var lines: Lines { Lines(tx: self) }
}
