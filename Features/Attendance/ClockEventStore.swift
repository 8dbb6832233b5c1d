import Database
import Kernel

/// When people came and went. Only added to.
struct ClockEvents {
    let tx: Transaction

    /// Of one person in a month, twenty a day at most.
    static let mostOfOne = 1000
    static let mostOfMany = 100_000

    /// In an interval, in time.
    func of(_ staff: Staff.ID, between interval: Range<Instant>) throws -> [ClockEvent] {
        try tx.execute(
            """
            \(Self.select)
            WHERE staff_id = \(staff) AND at >= \(interval.lowerBound) AND at < \(interval.upperBound)
            ORDER BY at, kind
            LIMIT \(Self.mostOfOne)
            """
        ).map(ClockEvent.init(row:))
    }

    /// Those of several people, by person.
    func punches(of people: [Staff.ID], between interval: Range<Instant>) throws -> [Staff.ID: [Punch]] {
        guard !people.isEmpty else { return [:] }
        let rows = try tx.execute(
            """
            SELECT staff_id, at, kind FROM clock_event
            WHERE staff_id IN \(list: people) AND at >= \(interval.lowerBound) AND at < \(interval.upperBound)
            ORDER BY staff_id, at, kind
            LIMIT \(Self.mostOfMany)
            """
        )
        var punches: [Staff.ID: [Punch]] = [:]
        for row in rows {
            punches[try row.id("staff_id"), default: []].append(
                Punch(at: try row.instant("at"), kind: try row.choice("kind")))
        }
        return punches
    }

    func insert(_ event: ClockEvent, file: DeviceFile.ID? = nil, correction: ClockCorrection.ID? = nil) throws {
        try insert([event], file: file, correction: correction)
    }

    func insert(_ events: [ClockEvent], file: DeviceFile.ID? = nil, correction: ClockCorrection.ID? = nil) throws {
        try tx.insert(
            """
            INSERT INTO clock_event
                (id, unit_id, staff_id, kind, at, source, device, file_id, correction_id, entered_by, entered_at)
            """,
            rows: events.map { event in
                [
                    event.id.cell, event.unit.cell, event.staff.cell, event.kind.rawValue.cell, event.at.cell,
                    event.source.rawValue.cell, event.device.cell, file?.cell ?? .null, correction?.cell ?? .null,
                    event.enteredBy?.cell ?? .null, event.enteredAt.cell,
                ]
            })
    }

    private static let select: SQL = """
        SELECT id, unit_id, staff_id, kind, at, source, device, entered_by, entered_at
        FROM clock_event
        """
}

extension Transaction {
    var clockEvents: ClockEvents { ClockEvents(tx: self) }
}

extension ClockEvent {
    fileprivate init(row: Row) throws {
        self.init(
            id: try row.id("id"), unit: try row.id("unit_id"), staff: try row.id("staff_id"),
            kind: try row.choice("kind"), at: try row.instant("at"), source: try row.choice("source"),
            device: try row.text("device"), enteredBy: try row.id(ifPresent: "entered_by"),
            enteredAt: try row.instant("entered_at"))
    }
}
