import Database
import Kernel

/// The files that were brought in, and the rows of them that do not count.
struct DeviceFiles {
    let tx: Transaction

    struct Row: Equatable, Sendable {
        let number: Int
        let problem: DeviceFile.Problem
        let text: String
    }

    func find(_ id: DeviceFile.ID) throws -> DeviceFile? {
        try tx.execute("\(Self.select) WHERE id = \(id)").first.map(DeviceFile.init(row:))
    }

    /// Of some units, the latest first.
    func of(_ units: [Unit.ID], limit: Int = 30) throws -> [DeviceFile] {
        guard !units.isEmpty else { return [] }
        let all = try units.prefix(100).flatMap { unit in
            try tx.execute(
                "\(Self.select) WHERE unit_id = \(unit) ORDER BY entered_at DESC, id DESC LIMIT \(limit)"
            ).map(DeviceFile.init(row:))
        }
        return Array(all.sorted { $0.enteredAt > $1.enteredAt }.prefix(limit))
    }

    func problems(of file: DeviceFile.ID) throws -> [Row] {
        try tx.execute(
            """
            SELECT row_number, reason, text FROM device_file_problem
            WHERE file_id = \(file)
            ORDER BY row_number
            LIMIT \(DeviceFile.mostProblems)
            """
        ).map {
            Row(number: try $0.int("row_number"), problem: try $0.choice("reason"), text: try $0.text("text"))
        }
    }

    /// People by account, and by name: of a name that several bear, all of them.
    func people(named names: Set<String>) throws -> [String: [Staff.ID]] {
        var people: [String: [Staff.ID]] = [:]
        for part in Array(names.sorted()).chunked(500) {
            let accounts = part.compactMap { Account(typed: $0)?.text }
            let rows = try tx.execute(
                """
                SELECT id, account, name FROM staff
                WHERE account IN \(list: accounts.isEmpty ? [""] : accounts) OR name IN \(list: part)
                ORDER BY id
                LIMIT 5000
                """
            )
            for row in rows {
                let id: Staff.ID = try row.id("id")
                let (account, name) = (try row.text("account"), try row.text("name"))
                for text in part where text == name || Account(typed: text)?.text == account {
                    people[text, default: []].append(id)
                }
            }
        }
        return people.mapValues { $0.uniqued() }
    }

    func insert(_ file: DeviceFile, _ problems: [Row]) throws {
        try tx.execute(
            """
            INSERT INTO device_file (id, unit_id, name, device, digest, rows, taken, entered_by, entered_at)
            VALUES (\(file.id), \(file.unit), \(file.name), \(file.device), \(file.digest), \(file.rows),
                    \(file.taken), \(file.enteredBy), \(file.enteredAt))
            """
        )
        try tx.insert(
            "INSERT INTO device_file_problem (file_id, row_number, reason, text)",
            rows: problems.map { [file.id.cell, $0.number.cell, $0.problem.rawValue.cell, $0.text.cell] })
    }

    private static let select: SQL = """
        SELECT id, unit_id, name, device, digest, rows, taken, entered_by, entered_at
        FROM device_file
        """
}

extension Transaction {
    var deviceFiles: DeviceFiles { DeviceFiles(tx: self) }
}

extension DeviceFile {
    fileprivate init(row: Row) throws {
        self.init(
            id: try row.id("id"), unit: try row.id("unit_id"), name: try row.text("name"),
            device: try row.text("device"), digest: try row.text("digest"), rows: try row.int("rows"),
            taken: try row.int("taken"), enteredBy: try row.id("entered_by"), enteredAt: try row.instant("entered_at"))
    }
}

extension Array {
    fileprivate func chunked(_ size: Int) -> [[Element]] {
        stride(from: 0, to: count, by: size).map { Array(self[$0..<Swift.min($0 + size, count)]) }
    }
}
