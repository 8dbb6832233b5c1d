import Database
import Kernel

/// What was known of a customer and the records that went into them, gathered before it is wiped.
extension Customers {
    func redaction(of customers: [Customer]) throws -> CustomerRedaction {
        var names: [String] = []
        var numbers: [String] = []
        for customer in customers {
            names += [customer.facts.name, customer.facts.address, customer.memberNumber]
            for contact in try contacts(of: customer.id) { names.append(contact.name.revealed) }
            for point in try contactPoints(of: customer.id) {
                if point.kind.isNumber { numbers.append(point.value) } else { names.append(point.value) }
            }
            for number in [customer.phone?.revealed].compactMap(\.self) { numbers.append(number) }
            // Names and numbers of before: they stand in the texts of their time.
            for change in try formerValues(of: customer.id) {
                if PhoneNumber(typed: change) != nil { numbers.append(change) } else { names.append(change) }
            }
        }
        return CustomerRedaction(names: names, numbers: numbers)
    }

    /// What name, address, card and contact points once were.
    private func formerValues(of id: Customer.ID) throws -> [String] {
        var values: [String] = []
        try tx.inPieces(
            ["old", "new"], of: "customer_change",
            where: "customer_id = \(id) AND field IN ('name', 'address', 'member_number', 'contact-point', 'contact')"
        ) { rows in
            values += try rows.flatMap { [try $0.text("old"), try $0.text("new")] }.filter { !$0.isEmpty }
        }
        return values
    }
}

extension Transaction {
    /// Takes a customer's data out of some texts of a table, in the rows of a condition, all of them. `keys` are what
    /// tells its rows apart. Each owner of a table names its own texts; a column it forgets fails the test that looks at
    /// all of them.
    func redact(
        _ redaction: CustomerRedaction, _ columns: [SQL], of table: SQL, by keys: [SQL] = ["id"], where condition: SQL
    ) throws {
        try inPieces(columns, of: table, by: keys, where: condition) { rows in
            for row in rows {
                let changed = try columns.compactMap { column -> SQL? in
                    guard let text = try row.text(ifPresent: column.text) else { return nil }
                    let redacted = redaction.redact(text)
                    return redacted == text ? nil : "\(column) = \(redacted)"
                }
                guard !changed.isEmpty else { continue }
                let place = try keys.map { key -> SQL in "\(key) = \(try row.bound(key.text))" }
                try execute(
                    "UPDATE \(table) SET \(SQL(changed, joinedBy: ", ")) WHERE \(SQL(place, joinedBy: " AND "))")
            }
        }
    }

    /// Rows of a condition that are in memory at once, however many there are.
    static var rowsOfPiece: Int { 2_000 }

    /// Goes through the rows of a condition, piece after piece in the order of their keys, to the last one.
    func inPieces(
        _ columns: [SQL], of table: SQL, by keys: [SQL] = ["id"], where condition: SQL, _ body: ([Row]) throws -> Void
    ) throws {
        let key = SQL(keys, joinedBy: ", ")
        var conditions: [SQL] = ["(\(condition))"]
        while true {
            let rows = try execute(
                """
                SELECT \(SQL(keys + columns, joinedBy: ", ")) FROM \(table)
                WHERE \(SQL(conditions, joinedBy: " AND "))
                ORDER BY \(key)
                LIMIT \(Self.rowsOfPiece)
                """
            )
            try body(rows)
            guard rows.count == Self.rowsOfPiece, let last = rows.last else { return }
            let place = try keys.map { try last.bound($0.text) }
            conditions = ["(\(condition))", "(\(key)) > (\(SQL(place, joinedBy: ", ")))"]
        }
    }

    /// Takes a customer's data out of the texts of some rows. `columns` are their texts; `save` writes back a row that
    /// held something of it. Each owner of a table does this for its own.
    func redact(
        _ redaction: CustomerRedaction, in rows: [Row], _ columns: [String],
        _ save: (Row, _ texts: [String: String]) throws -> Void
    ) throws {
        for row in rows {
            var texts: [String: String] = [:]
            var isTouched = false
            for column in columns {
                guard let text = try row.text(ifPresent: column) else { continue }
                let redacted = redaction.redact(text)
                texts[column] = redacted
                isTouched = isTouched || redacted != text
            }
            if isTouched { try save(row, texts) }
        }
    }
}

extension Row {
    /// A key, which is a text or a number.
    fileprivate func bound(_ column: String) throws -> SQL {
        if let text = try? text(column) { return "\(text)" }
        return "\(try integer(column))"
    }
}

extension CustomerRedaction {
    /// Rows whose text may hold something of it, for texts that hang on no case: lists that were taken out, files that
    /// came in. Too many rows are no harm; what `redact` finds in them decides.
    func mayBe(in column: SQL) -> SQL {
        let arms = traces.map { trace -> SQL in "lower(\(column)) LIKE lower(\("%\(trace)%")) ESCAPE '!'" }
        return arms.isEmpty ? "1 = 0" : "(\(SQL(arms, joinedBy: " OR ")))"
    }
}
