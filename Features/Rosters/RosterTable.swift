import Kernel

/// A roster as a table: people × days with the codes of shifts; written, and read back. Pure.
///
///     人员 | 账号 | 班组 | 2026-11-01 | 2026-11-02 | … | 工时
///     王芳 | wangfang | A | D |  | … | 165
///
/// A code that is no longer used is read where it stands already. A cell holds a code, several with + between, nothing or - for a day off, * for free hours (which stay as they are).
/// People are told apart by account, or by name where the account is missing and the name is theirs alone.
struct RosterTable {
    struct Person: Sendable {
        let id: Staff.ID
        let name: String
        let account: String
    }

    struct Problem: Hashable, Sendable {
        enum Matter: Hashable, Sendable {
            /// The heading names no day at all, or not one of the roster's.
            case noDays
            case noPeople
            case unknownDay(String)
            case dayTwice(String)
            case unknownPerson(String)
            case sharedName(String)
            case personTwice(String)
            case unknownCode(String)
            case retiredCode(String)
            /// Two shifts that run into each other.
            case overlap
        }

        /// As the sheet counts, from one; nought where it is about the whole.
        let row: Int
        let column: Int
        let matter: Matter

        /// `AB12`, as it stands beside the grid of a sheet.
        var cell: String {
            guard row > 0 else { return "" }
            var (letters, rest) = ("", column)
            while rest > 0 {
                let letter = UnicodeScalar(UInt8(65 + (rest - 1) % 26))
                letters = String(letter) + letters
                rest = (rest - 1) / 26
            }
            return "\(letters)\(row)"
        }
    }

    struct Unreadable: Error {
        let problems: [Problem]
    }

    struct Read: Hashable, Sendable {
        let cell: RosterFilling.Cell
        let row: Int
        let column: Int
    }

    /// Days of one sheet: a sheet has 200 columns at most.
    static let mostDays = 190

    private(set) var cells: [Read] = []
    private(set) var problems: [Problem] = []
    /// The people that have a row and the days that have a column: nothing is said of others.
    private(set) var named = RosterFilling.Named(people: [], days: [])

    init(
        _ rows: [SheetRow], days: ClosedRange<Day>, templates: [ShiftTemplate], people: [Person],
        there shifts: [ShiftAssignment] = []
    ) {
        guard let head = rows.first(where: { row in row.cells.count { Self.day($0, in: days) != nil } > 0 }) else {
            problems = [Problem(row: 0, column: 0, matter: .noDays)]
            return
        }
        var columns: [(column: Int, day: Day)] = []
        for (column, text) in head.cells.enumerated() where Self.looksLikeDay(text) {
            guard let day = Self.day(text, in: days) else {
                problems.append(Problem(row: head.number, column: column + 1, matter: .unknownDay(text)))
                continue
            }
            if columns.contains(where: { $0.day == day }) {
                problems.append(Problem(row: head.number, column: column + 1, matter: .dayTwice(text)))
            }
            columns.append((column, day))
        }
        let byAccount = Dictionary(people.filter { !$0.account.isEmpty }.map { ($0.account, $0.id) }) { first, _ in
            first
        }
        let byName = Dictionary(grouping: people, by: \.name)
        let codes = Dictionary(templates.map { ($0.code, $0) }) { $1 }
        let there = Set(
            shifts.compactMap { shift -> RosterFilling.Cell? in
                guard let person = shift.staff, let template = shift.template else { return nil }
                return RosterFilling.Cell(staff: person, day: shift.day, template: template)
            })
        var seen: Set<Staff.ID> = []
        for row in rows where row.number > head.number {
            let (name, account) = (Self.plain(row[0]), Self.plain(row[1]).lowercased())
            guard !name.isEmpty || !account.isEmpty else { continue }
            let named = byName[name] ?? []
            guard let person = byAccount[account] ?? (account.isEmpty && named.count == 1 ? named[0].id : nil) else {
                let isShared = account.isEmpty && named.count > 1
                problems.append(
                    Problem(
                        row: row.number, column: account.isEmpty ? 1 : 2,
                        matter: isShared ? .sharedName(name) : .unknownPerson(account.isEmpty ? name : account)))
                continue
            }
            guard seen.insert(person).inserted else {
                problems.append(Problem(row: row.number, column: 1, matter: .personTwice(name)))
                continue
            }
            for (column, day) in columns {
                for code in row[column].split(separator: "+").map({ Self.plain(String($0)) })
                where !["", "-", "*"].contains(code) {
                    guard let template = codes[code] else {
                        problems.append(Problem(row: row.number, column: column + 1, matter: .unknownCode(code)))
                        continue
                    }
                    let place = RosterFilling.Cell(staff: person, day: day, template: template.id)
                    guard !template.isRetired || there.contains(place) else {
                        problems.append(Problem(row: row.number, column: column + 1, matter: .retiredCode(code)))
                        continue
                    }
                    cells.append(Read(cell: place, row: row.number, column: column + 1))
                }
            }
        }
        named = RosterFilling.Named(people: seen, days: Set(columns.map(\.day)))
        if seen.isEmpty, problems.isEmpty { problems = [Problem(row: 0, column: 0, matter: .noPeople)] }
    }

    /// `2026-11-01`, also with a weekday or a time behind it; `11-01` or `11/1` where only one day of the roster is that.
    static func day(_ text: String, in days: ClosedRange<Day>) -> Day? {
        let text = plain(text)
        if let day = Day(iso: String(text.prefix(10))) { return days.contains(day) ? day : nil }
        let parts = text.prefix { $0.isNumber || $0 == "-" || $0 == "/" }.split { $0 == "-" || $0 == "/" }
            .compactMap { Int($0) }
        guard parts.count == 2 else { return nil }
        let found = days.filter { $0.month == parts[0] && $0.day == parts[1] }
        return found.count == 1 ? found[0] : nil
    }

    private static func looksLikeDay(_ text: String) -> Bool {
        guard let first = plain(text).first, first.isNumber else { return false }
        return text.contains { $0 == "-" || $0 == "/" }
    }

    private static func plain(_ text: String) -> String {
        String(text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }
}
