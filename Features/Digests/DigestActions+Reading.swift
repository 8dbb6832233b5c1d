import Database
import Handbook
import Kernel

/// The reports of days and weeks go to whom the clauses name, and are signed for by them (MART-27, SOFT-28, SOFT-61).
extension Digests {
    /// 已阅: what of a report still waits for this person is read. Nobody signs for somebody else.
    func signDay(_ unit: Unit.ID, _ day: Day, by actor: Actor) throws {
        try sign([.day, .unsolved], unit, day.description, ["day": day.description], by: actor)
    }

    func signWeek(_ unit: Unit.ID, _ week: WeekDigest.Week, by actor: Actor) throws {
        try sign([.week], unit, week.description, ["week": week.description], by: actor)
    }

    private func sign(
        _ kinds: [DigestReceipt.Kind], _ unit: Unit.ID, _ period: String, _ details: [String: String], by actor: Actor
    ) throws {
        guard try tx.units.find(unit) != nil, actor.units(permitting: .readAdherence).contains(unit) else {
            throw NotFound()
        }
        let mine = try kinds.filter { try tx.digestReceipts.waits($0, unit, period, for: actor.staff.id) }
        guard !mine.isEmpty else { throw Digest.Refusal.notAReader }
        for kind in mine {
            try tx.digestReceipts.insert(kind, unit, period, by: actor.staff.id)
            try record(kind.event, in: unit, by: actor.staff.id, item: period, details: details)
        }
    }

    /// The day is over: it is told to whom the clauses name, and where none does to the supervisor on duty.
    func tell(_ digest: DayDigest, in zone: Zone) throws {
        let day = digest.day.description
        let event = try record(
            .dayDigestMade, in: digest.unit, by: nil, item: day,
            details: [
                "day": day, "complaints": String(digest.complaints), "unresolved": String(digest.unresolved),
            ])
        let readers = try responsible(for: .readDay, in: digest.unit)?.people
        try tx.notify(
            try readers ?? tx.appointments.dutySupervisor(of: digest.unit, at: tx.now).map { [$0] } ?? [], of: event)
        let unsolved = try tx.dayDigests.unsolved(digest.unit, before: Self.period(of: digest.day, in: zone).upperBound)
        guard unsolved > 0, let (_, people) = try responsible(for: .readUnsolved, in: digest.unit) else { return }
        let listed = try record(
            .unsolvedListed, in: digest.unit, by: nil, item: day, details: ["day": day, "unresolved": String(unsolved)])
        try tx.notify(people, of: listed)
    }

    func tell(_ digest: WeekDigest) throws {
        let week = digest.week.description
        let event = try record(
            .weekDigestMade, in: digest.unit, by: nil, item: week,
            details: ["week": week, "reported": String(digest.reported), "unresolved": String(digest.unresolved)])
        try tx.notify(try responsible(for: .readWeek, in: digest.unit)?.people ?? [], of: event)
    }
}

extension WeekDigests {
    /// Ranks the week before, wherever the handbook asks for it; answers how many. Safe to run twice.
    func tell(limit: Int) throws -> Int {
        var told = 0
        for zone in try tx.dayDigests.zones() where told < limit {
            let week = WeekDigest.Week(of: zone.day(of: tx.now)).before
            for unit in try missing(week, in: zone, limit: limit - told) {
                let digest = try count(unit, week, in: zone)
                try insert(digest)
                try tx.digests.tell(digest)
                told += 1
            }
        }
        return told
    }
}
