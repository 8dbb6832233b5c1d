import Database
import Kernel

extension Handovers {
    private static let mostTakings = 500

    /// Of the sheets of shifts of the last days in these units, the latest of them where there are very many; a unit where
    /// none was taken over has no line.
    func paces(in units: [Unit.ID]) throws -> [HandoverPace] {
        guard !units.isEmpty else { return [] }
        let from = tx.now - .days(HandoverPace.days)
        let rows = try tx.execute(
            """
            SELECT unit_id, offered_at, arrived_at, taken_at, next_from_at,
                   (SELECT event.at FROM event
                    WHERE event.actor_id = handover.taken_by AND event.at > handover.taken_at
                        AND event.at < COALESCE(handover.next_to_at, handover.taken_at)
                        AND event.subject_kind IN
                            (\(Subject.Kind.serviceCase.rawValue), \(Subject.Kind.contact.rawValue))
                    ORDER BY event.at, event.id
                    LIMIT 1) AS first_at
            FROM handover
            WHERE unit_id IN \(list: units) AND until_at >= \(from) AND kind = 'shift' AND state = 'settled'
            ORDER BY until_at DESC, id DESC
            LIMIT \(Self.mostTakings)
            """
        )
        let takings = try rows.map { row -> (Unit.ID, HandoverPace.Taking) in
            (
                try row.id("unit_id"),
                HandoverPace.Taking(
                    offeredAt: try row.instant("offered_at"), arrivedAt: try row.instant("arrived_at"),
                    takenAt: try row.instant("taken_at"), beginsAt: try row.instant(ifPresent: "next_from_at"),
                    firstTaskAt: try row.instant(ifPresent: "first_at"))
            )
        }
        return Dictionary(grouping: takings, by: \.0).sorted { $0.key.rawValue < $1.key.rawValue }.compactMap {
            HandoverPace($0.key, $0.value.map(\.1))
        }
    }
}
