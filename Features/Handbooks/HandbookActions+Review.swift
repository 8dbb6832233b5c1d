import Database
import Handbook
import Kernel

/// 评审: a handbook is looked over every so many months, as its clause says, and the answer is a new edition or the reason why none is needed
/// (GEN4-08, base 1.5).
extension Handbooks {
    /// Chore: opens the review of each handbook whose time has come. Safe to run twice.
    func askForReviews() throws {
        for code in try codes() {
            guard let version = try inForce(code, at: tx.now), let home = try homes(of: code).first else { continue }
            let handbook = try handbook(of: version)
            guard let months = handbook.deadlines(.reviewHandbook, for: Circumstances()).map(\.deadline.months).min()
            else { continue }
            let zone = try tx.calendars.calendar(of: home.id, under: handbook).zone
            let last = try lastReview(of: version)
            let due = zone.instant(zone.day(of: last).adding(months: months), .midnight)
            guard tx.now >= due, try !wasAskedForReview(code, since: last) else { continue }
            let event = try tx.record(.handbookReviewDue, about: version.subject, in: home.id, by: nil)
            try open(Happening(.handbookReviewDue, at: tx.now), on: version, handbook, in: home.id, under: event)
        }
    }

    /// «无需修改», with the reason. The other answer is a new edition.
    func review(_ id: HandbookVersion.ID, needsNoChangeBecause reason: String, by actor: Actor) throws {
        guard let version = try find(id) else { throw NotFound() }
        try authorize(actor, .issueHandbook, over: version.code)
        guard version.isIssued else { throw HandbookVersion.Refusal.notIssued }
        let event = try tx.record(
            .handbookReviewed, about: version.subject, in: try homes(of: version.code).first?.id, by: actor.staff.id,
            details: ["answer": "no-change", "reason": reason])
        for edition in try editions(of: version.code) { try end(.reviewHandbook, on: edition, under: event) }
    }

    private func wasAskedForReview(_ code: String, since last: Instant) throws -> Bool {
        try !tx.execute(
            """
            SELECT id FROM event
            WHERE subject_kind = 'handbook' AND kind = \(EventKind.handbookReviewDue.rawValue) AND at >= \(last)
                AND subject_id IN (SELECT id FROM handbook_version WHERE code = \(code))
            ORDER BY id
            LIMIT 1
            """
        ).isEmpty
    }
}

extension Day {
    /// The same day so many months later; the last of the month where it is shorter.
    func adding(months: Int) -> Day {
        let count = year * 12 + month - 1 + months
        let first = Day(count / 12, count % 12 + 1, 1)
        return min(first.advanced(by: day - 1), first.lastOfMonth)
    }
}
