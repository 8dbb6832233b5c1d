import Database
import Kernel

extension Customers {
    func erasure(_ id: CustomerErasure.ID) throws -> CustomerErasure? {
        try tx.execute("\(Self.selectErasures) WHERE id = \(id)").first.map(CustomerErasure.init(row:))
    }

    func erasures(of customer: Customer.ID) throws -> [CustomerErasure] {
        try tx.execute(
            "\(Self.selectErasures) WHERE customer_id = \(customer) ORDER BY asked_at DESC, id DESC LIMIT 20"
        ).map(CustomerErasure.init(row:))
    }

    /// What waits for a second person, oldest first.
    func erasuresWaiting(within reach: UnitReach, limit: Int) throws -> [CustomerErasure] {
        try tx.execute(
            """
            \(Self.selectErasures) WHERE state = 'asked' AND \(CustomerSearch.isSeen(in: reach, "unit_id"))
            ORDER BY asked_at, id
            LIMIT \(limit)
            """
        ).map(CustomerErasure.init(row:))
    }

    func insert(_ erasure: CustomerErasure) throws {
        try tx.execute(
            """
            INSERT INTO customer_erasure
                (id, customer_id, customer_number, unit_id, act, reason, asked_by, asked_at, state)
            VALUES (\(erasure.id), \(erasure.customer), \(erasure.number), \(erasure.unit), \(erasure.act.rawValue),
                    \(erasure.reason), \(erasure.by), \(erasure.at), 'asked')
            """
        )
    }

    func save(_ erasure: CustomerErasure) throws {
        let columns = erasure.state.columns
        try tx.execute(
            """
            UPDATE customer_erasure SET state = \(columns.name), decided_by = \(columns.by), decided_at = \(columns.at),
                decision = \(columns.text)
            WHERE id = \(erasure.id)
            """
        )
    }

    /// Everything personal that stands beside the records: numbers, contacts, old and new values, sources and reasons,
    /// snapshots of merges, keys. That something happened, when and by whom, stays.
    func wipe(_ customers: [Customer.ID]) throws {
        for id in customers {
            try tx.execute("DELETE FROM contact_point WHERE customer_id = \(id)")
            try tx.execute("DELETE FROM customer_contact WHERE customer_id = \(id)")
            try tx.execute("DELETE FROM customer_key WHERE customer_id = \(id)")
            try tx.execute("UPDATE customer_consent SET source = '' WHERE customer_id = \(id)")
            try tx.execute("UPDATE customer_change SET old = '', new = '', reason = '' WHERE customer_id = \(id)")
            try tx.execute("UPDATE reveal SET reason = '' WHERE customer_id = \(id)")
            try tx.execute("UPDATE customer_erasure SET reason = '', decision = '' WHERE customer_id = \(id)")
            try tx.execute(
                """
                UPDATE customer_merge SET facts_before = '{}', facts_after = '{}', reason = '', block_reason = ''
                WHERE survivor_id = \(id) OR absorbed_id = \(id)
                """
            )
            try forgetDuplicates(of: id)
        }
    }

    /// The record and all that hangs on it.
    func delete(_ id: Customer.ID) throws {
        try forgetDuplicates(of: id)
        try tx.execute("DELETE FROM contact_point WHERE customer_id = \(id)")
        try tx.execute("DELETE FROM customer_contact WHERE customer_id = \(id)")
        try tx.execute("DELETE FROM customer_key WHERE customer_id = \(id)")
        try tx.execute("DELETE FROM customer_consent WHERE customer_id = \(id)")
        try tx.execute("DELETE FROM customer_change WHERE customer_id = \(id)")
        try tx.execute("DELETE FROM reveal WHERE customer_id = \(id)")
        try tx.execute("UPDATE customer_erasure SET reason = '', decision = '' WHERE customer_id = \(id)")
        try tx.execute("DELETE FROM customer WHERE id = \(id)")
    }

    private static let selectErasures: SQL = """
        SELECT id, customer_id, customer_number, unit_id, act, reason, asked_by, asked_at, state, decided_by, decided_at,
               decision
        FROM customer_erasure
        """
}

extension CustomerErasure.State {
    fileprivate var columns: (name: String, by: Staff.ID?, at: Instant?, text: String?) {
        switch self {
        case .asked: ("asked", nil, nil, nil)
        case .done(let stamp): ("done", stamp.by, stamp.at, "")
        case .declined(let stamp, let text): ("declined", stamp.by, stamp.at, text)
        }
    }
}

extension CustomerErasure {
    fileprivate init(row: Row) throws {
        func stamp() throws -> Customer.Stamp {
            Customer.Stamp(by: try row.id("decided_by"), at: try row.instant("decided_at"))
        }
        let state: State =
            switch try row.text("state") {
            case "asked": .asked
            case "done": .done(try stamp())
            case "declined": .declined(try stamp(), text: try row.text("decision"))
            case let other: throw Corrupt(column: "state", value: .text(other))
            }
        self.init(
            id: try row.id("id"), customer: try row.id("customer_id"), number: try row.text("customer_number"),
            unit: try row.id("unit_id"), act: try row.choice("act"), reason: try row.text("reason"),
            by: try row.id("asked_by"), at: try row.instant("asked_at"), state: state)
    }
}
