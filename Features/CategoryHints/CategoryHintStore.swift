import Database
import Handbook
import Kernel

/// What was suggested and what became of it, and who switched hints off.
struct CategoryHints {
    let tx: Transaction

    func insert(_ offered: OfferedHint, _ place: OfferedHint.Place, on record: Case, code: String, by actor: Staff.ID)
        throws
    {
        let chosen = record.report.category
        try tx.execute(
            """
            INSERT INTO category_hint
                (id, code, training_id, case_id, place, offered, percent, chosen, outcome, staff_id, at)
            VALUES (\(tx.ids.make() as Identifier<OfferedHint>), \(code), \(offered.training), \(record.id),
                    \(place.rawValue), \(offered.category), \(offered.percent), \(chosen),
                    \(offered.outcome(of: chosen).rawValue), \(actor), \(tx.now))
            """
        )
    }

    /// Nothing: hints are on, as far as a person is concerned.
    func switchedOff(_ code: String) throws -> (by: Staff.ID, at: Instant)? {
        try tx.execute(
            "SELECT switched_by, switched_at FROM category_hint_switch WHERE code = \(code) AND is_on = 0"
        ).first.map { (by: try $0.id("switched_by"), at: try $0.instant("switched_at")) }
    }

    func save(_ code: String, isOn: Bool, by actor: Staff.ID) throws {
        try tx.execute(
            """
            INSERT INTO category_hint_switch (code, is_on, switched_by, switched_at)
            VALUES (\(code), \(isOn ? 1 : 0), \(actor), \(tx.now))
            ON CONFLICT (code) DO UPDATE SET is_on = \(isOn ? 1 : 0), switched_by = \(actor), switched_at = \(tx.now)
            """
        )
    }

    /// The weeks since a day, the oldest first; weeks without a hint are there with nothing.
    func weeks(of code: String, count: Int, in zone: Zone) throws -> [CategoryHintWeek] {
        let today = zone.day(of: tx.now)
        let monday = today.advanced(by: -(today.weekday.rawValue - 1))
        let first = monday.advanced(by: -7 * (count - 1))
        var weeks = (0..<count).map { CategoryHintWeek(from: first.advanced(by: 7 * $0)) }
        let rows = try tx.execute(
            """
            SELECT at, outcome FROM category_hint
            WHERE code = \(code) AND at >= \(zone.instant(first, .midnight))
            ORDER BY at DESC, id DESC
            LIMIT \(Self.mostCounted)
            """
        )
        for row in rows {
            let place = first.distance(to: zone.day(of: try row.instant("at"))) / 7
            guard weeks.indices.contains(place) else { continue }
            weeks[place].counts[try row.choice("outcome") as OfferedHint.Outcome, default: 0] += 1
        }
        return weeks
    }

    /// Hints of some weeks that are counted, the latest.
    static let mostCounted = 50_000
}

extension Transaction {
    var categoryHints: CategoryHints { CategoryHints(tx: self) }
}
