import Database
import Handbook
import Kernel

/// The summaries of days.
struct DayDigests {
    let tx: Transaction

    func find(_ unit: Unit.ID, _ day: Day) throws -> DayDigest? {
        try tx.execute(
            """
            SELECT unit_id, day, made_at, enquiries, complaints, suggestions, others, completed, unresolved, late, counted
            FROM day_digest WHERE unit_id = \(unit) AND day = \(day.description)
            """
        ).first.map { row in
            DayDigest(
                unit: unit, day: day, madeAt: try row.instant("made_at"), enquiries: try row.int("enquiries"),
                complaints: try row.int("complaints"), suggestions: try row.int("suggestions"),
                others: try row.int("others"), completed: try row.int("completed"),
                unresolved: try row.int("unresolved"), late: try row.int("late"), counted: try row.int("counted"))
        }
    }

    func insert(_ digest: DayDigest) throws {
        try tx.execute(
            """
            INSERT INTO day_digest
                (unit_id, day, made_at, enquiries, complaints, suggestions, others, completed, unresolved, late, counted)
            VALUES (\(digest.unit), \(digest.day.description), \(digest.madeAt), \(digest.enquiries),
                    \(digest.complaints), \(digest.suggestions), \(digest.others), \(digest.completed),
                    \(digest.unresolved), \(digest.late), \(digest.counted))
            ON CONFLICT (unit_id, day) DO NOTHING
            """
        )
    }

    /// What the cases of a unit and of all below it say of a day, as F-11 does for a month. What is open counts as it is
    /// now.
    func count(_ unit: Unit.ID, _ day: Day, in zone: Zone) throws -> DayDigest {
        let period = Digests.period(of: day, in: zone)
        let units = try [unit] + tx.units.descendants(of: unit)
        var digest = DayDigest(unit: unit, day: day, madeAt: tx.now, counted: units.count)
        let rows = try tx.execute(
            """
            SELECT type, COUNT(*) AS n FROM service_case
            WHERE unit_id IN \(list: units) AND reported_at >= \(period.lowerBound)
                AND reported_at < \(period.upperBound)
            GROUP BY type
            ORDER BY type
            LIMIT 20
            """
        )
        for row in rows {
            let number = try row.int("n")
            switch CaseType(rawValue: try row.text("type")) {
            case .enquiry: digest.enquiries += number
            case .complaint: digest.complaints += number
            case .suggestion: digest.suggestions += number
            case .registration, .appeal, .repair, .dispute, nil: digest.others += number
            }
        }
        digest.completed =
            try tx.execute(
                """
                SELECT COUNT(*) AS n FROM service_case
                WHERE \(UnitReach.sifting(units)) AND completed_at >= \(period.lowerBound) AND completed_at < \(period.upperBound)
                """
            ).first?.int("n") ?? 0
        if let row = try tx.execute(
            """
            SELECT COUNT(*) AS n, CAST(COALESCE(SUM(CASE WHEN next_due_at < \(tx.now) THEN 1 ELSE 0 END), 0) AS BIGINT) AS late
            FROM service_case WHERE \(Self.open(units, before: period.upperBound))
            """
        ).first {
            digest.unresolved = try row.int("n")
            digest.late = try row.int("late")
        }
        return digest
    }

    /// Complaints that were unsolved at an instant: the register of the unsolved (SOFT-61, F-14).
    func unsolved(_ unit: Unit.ID, before end: Instant) throws -> Int {
        try tx.execute(
            """
            SELECT COUNT(*) AS n FROM service_case
            WHERE \(Self.open([unit], before: end)) AND type IN ('complaint', 'appeal', 'dispute')
            """
        ).first?.int("n") ?? 0
    }

    /// The zones in which units count their days: those of the handbooks in force.
    func zones() throws -> [Zone] {
        var zones: [Zone] = []
        for code in try tx.handbooks.codes() {
            guard let version = try tx.handbooks.inForce(code, at: tx.now) else { continue }
            let zone = Zone(try tx.handbooks.handbook(of: version).calendar.zone) ?? .shanghai
            if !zones.contains(where: { $0.identifier == zone.identifier }) { zones.append(zone) }
        }
        return zones.isEmpty ? [.shanghai] : zones
    }

    /// Units of a zone that had something to tell of a day and have not told it yet.
    func missing(_ day: Day, in zone: Zone, limit: Int) throws -> [Unit.ID] {
        let period = Digests.period(of: day, in: zone)
        var found: [Unit.ID] = []
        var last = ""
        // Units of other zones are passed over, a page at a time.
        for _ in 0..<Self.mostPages {
            let page: [Unit.ID] = try tx.execute(
                """
                SELECT unit.id FROM unit
                WHERE unit.id > \(last)
                    AND NOT EXISTS (SELECT 1 FROM day_digest WHERE unit_id = unit.id AND day = \(day.description))
                    AND EXISTS (SELECT 1 FROM service_case WHERE service_case.unit_id = unit.id
                        AND service_case.reported_at < \(period.upperBound)
                        AND (service_case.reported_at >= \(period.lowerBound)
                            OR service_case.state NOT IN ('archived', 'referred', 'withdrawn', 'merged')))
                ORDER BY unit.id
                LIMIT \(Self.page)
                """
            ).map { try $0.id("id") }
            for unit in page where try tx.digests.zone(of: unit).identifier == zone.identifier {
                found.append(unit)
                if found.count == limit { return found }
            }
            guard page.count == Self.page, let end = page.last else { break }
            last = end.rawValue
        }
        return found
    }

    /// Units looked at in one go, and how often: more than any house has.
    private static let page = 200
    private static let mostPages = 50

    static func open(_ units: [Unit.ID], before end: Instant) -> SQL {
        """
        \(UnitReach.sifting(units)) AND \(CaseScope.isOpen) AND completed_at IS NULL
            AND reported_at < \(end)
        """
    }
}

extension Digests {
    static func period(of day: Day, in zone: Zone) -> Range<Instant> {
        zone.instant(day, .midnight)..<zone.instant(day.advanced(by: 1), .midnight)
    }
}

extension Transaction {
    var dayDigests: DayDigests { DayDigests(tx: self) }
}

extension DayDigests {
    /// Lines of the two lists of the page.
    static let mostLines = 50

    /// Where the newest case came in: a headquarters that takes none of its own would open on a page of zeros.
    private func newestReporter(of units: [Unit]) throws -> Unit.ID? {
        try tx.execute(
            """
            SELECT unit_id FROM service_case WHERE \(UnitReach.sifting(units.map(\.id)))
            ORDER BY reported_at DESC, id DESC
            LIMIT 1
            """
        ).first.map { try $0.id("unit_id") }
    }

    func view(_ unit: Unit.ID?, _ day: Day?, for actor: Actor) throws -> DayDigestView {
        let units: [Unit]
        if let unit, let day, try wasTold(actor, of: unit, day) {
            units = [try tx.units.require(unit)]
        } else {
            guard actor.holds(.readAdherence) else { throw NotAllowed(permission: .readAdherence, isElsewhere: false) }
            units = try tx.units(for: actor, permitting: .readAdherence)
        }
        let asked = try unit ?? newestReporter(of: units)
        guard let chosen = asked == nil ? units.first : units.first(where: { $0.id == asked }) else { throw NotFound() }
        let zone = try tx.digests.zone(of: chosen.id)
        let day = day ?? zone.day(of: tx.now)
        let kept = try find(chosen.id, day)
        let period = Digests.period(of: day, in: zone)
        let readable = actor.units(permitting: .readCase)
        let shown = try ([chosen.id] + tx.units.descendants(of: chosen.id)).filter(readable.contains)
        let points: [CaseLine] =
            !shown.isEmpty
            ? try tx.caseLists.lines(
                """
                unit_id IN \(list: shown) AND reported_at >= \(period.lowerBound) AND reported_at < \(period.upperBound)
                """, limit: Self.mostLines) : []
        let carried: [CaseLine] =
            !shown.isEmpty
            ? try tx.caseLists.lines(Self.open(shown, before: period.upperBound), limit: Self.mostLines) : []
        return DayDigestView(
            digest: try kept ?? count(chosen.id, day, in: zone), isKept: kept != nil, unitName: chosen.name,
            units: units, points: try tx.cases.covered(points), carried: try tx.cases.covered(carried), zone: zone,
            receipts: try tx.digestReceipts.of([.day, .unsolved], chosen.id, day.description),
            waitsForMe: try tx.digestReceipts.waits(.day, chosen.id, day.description, for: actor.staff.id)
                || tx.digestReceipts.waits(.unsolved, chosen.id, day.description, for: actor.staff.id))
    }

    /// Whoever is on duty as supervisor for another may hold no right to read figures; the notice they were sent still
    /// leads to the day it tells of, and to no other.
    private func wasTold(_ actor: Actor, of unit: Unit.ID, _ day: Day) throws -> Bool {
        guard !actor.units(permitting: .readAdherence).contains(unit) else { return false }
        let events = try tx.execute(
            """
            SELECT event_id FROM notice
            WHERE staff_id = \(actor.staff.id) AND kind = \(EventKind.dayDigestMade.rawValue) AND subject_id = \(unit)
            ORDER BY at DESC, id DESC
            LIMIT 31
            """
        ).map { Event.ID(try $0.text("event_id")) }
        return try events.contains { try tx.events.find($0)?.details["day"] == day.description }
    }
}
