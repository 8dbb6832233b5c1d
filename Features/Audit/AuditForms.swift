import Handbook
import Kernel
import Web

/// The address of the audit page, read: `?subject=case&record=C2026-0001&from=2026-01-01&to=2026-01-31`.
enum AuditForms {
    static func filter(_ query: FormData, zone: Zone, in t: Language) throws(Invalid) -> EventFilter {
        let (subject, record, account, kind, from, to) = try form(
            query.optionalChoice("subject", of: Subject.Kind.self), query.optional("record", max: 64),
            query.optional("account", max: 64), query.optionalChoice("kind", of: EventKind.self),
            query.optionalDay("from"), query.optionalDay("to"))
        if let from, let to, to < from { throw Invalid(["to": t(.auditDaysTurned)]) }
        return EventFilter(
            subject: subject, record: record, account: account, kind: kind, during: period(from, to, zone))
    }

    /// Whole days on the wall; an end that nobody gave is far away.
    private static func period(_ from: Day?, _ to: Day?, _ zone: Zone) -> Range<Instant>? {
        guard from != nil || to != nil else { return nil }
        let start = from.map { zone.instant($0, .midnight) } ?? Instant(milliseconds: 0)
        let end = zone.instant((to ?? Day(9999, 12, 30)).advanced(by: 1), .midnight)
        return min(start, end)..<end
    }
}
