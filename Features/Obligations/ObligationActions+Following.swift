import Database
import Handbook
import Kernel

/// How events open, end, pause and void obligations: the engine decides, the ledger writes.
extension Obligations {
    /// Called by the doors of the records (`tx.record(_:about:)` of cases, handbooks …) and by nobody else. Answers what
    /// is open afterwards, in the order in which it falls due.
    @discardableResult
    func follow(
        _ event: Event, _ happening: Happening, of owing: Owing, pauseReason: String = "suspended"
    ) throws -> [Obligation] {
        var open = try open(of: owing.subject)
        let before = open
        let changes = owing.handbook.changes(
            after: happening, to: owing.circumstances, running: before.compactMap { $0.clock(under: owing.handbook) },
            on: owing.calendar)
        var opened: [Obligation] = []
        for change in changes {
            switch change {
            case .opened(let clock):
                opened.append(try Obligation(clock, id: tx.ids.make(), of: owing))
            case .ended(let clock, let kept):
                try update(&open, clock, endedBy: event.id) { obligation in
                    try carry(clock, into: &obligation, of: owing, reason: pauseReason)
                    obligation.end(kept ? .kept : .late, at: happening.at, by: event.actor)
                }
            case .voided(let clock):
                try update(&open, clock, endedBy: event.id) { obligation in
                    obligation.end(.void, at: happening.at, by: event.actor)
                }
            case .lapsed(let clock):
                try update(&open, clock, endedBy: event.id) { obligation in
                    obligation.breachedAt = obligation.breachedAt ?? obligation.dueAt
                    obligation.end(.broken, at: happening.at, by: event.actor)
                }
            case .paused(let clock):
                try update(&open, clock) { obligation in
                    obligation.pausedSince = clock.pausedSince
                    obligation.actAt = nil
                }
            case .resumed(let clock):
                try update(&open, clock) { obligation in
                    try carry(clock, into: &obligation, of: owing, reason: pauseReason)
                    obligation.actAt = obligation.nextMoment(under: owing.handbook, on: owing.calendar)?.at
                }
            }
        }
        opened += try attestations(after: happening, of: owing, open: before)
        try insert(opened.map { ($0, event.id) })
        try endAttestations(event, happening, among: &open)
        return (open + opened).filter(\.isOpen).sorted { ($0.dueAt, $0.id.rawValue) < ($1.dueAt, $1.id.rawValue) }
    }

    /// What the first event of a record opens: the same decision as `follow`, for a record that owes nothing yet.
    func begin(_ happening: Happening, of owing: Owing) throws -> [Obligation] {
        let changes = owing.handbook.changes(
            after: happening, to: owing.circumstances, running: [], on: owing.calendar)
        return try changes.compactMap { change in
            guard case .opened(let clock) = change else { return nil }
            return try Obligation(clock, id: tx.ids.make(), of: owing)
        }
    }

    /// The case has a new handler, the post a new holder: what they owe goes with it (the clocks go on). Somebody's own
    /// part of the record stays theirs, and that something is late stays with whoever let it become so (base §1.8).
    func hand(_ duty: Duty, of subject: Subject, to staff: Staff.ID?) throws {
        try tx.execute(
            """
            UPDATE obligation SET breached_by = \(Self.breachedBy(at: tx.now)), owed_by_staff = \(staff)
            WHERE subject_kind = \(subject.kind.rawValue) AND subject_id = \(subject.id) AND state = 'open'
                AND owed_by = \(duty.code) AND is_personal = 0
            """
        )
    }

    private static func breachedBy(at now: Instant) -> SQL {
        """
        CASE WHEN breached_by IS NULL AND (breached_at IS NOT NULL OR due_at < \(now) AND paused_since IS NULL)
            THEN COALESCE(owed_by_staff, '') ELSE breached_by END
        """
    }

    /// One part of the record goes to somebody, and is theirs from now on: the signature under a transfer.
    func hand(_ duty: Duty, item: String, of subject: Subject, to staff: Staff.ID) throws {
        try tx.execute(
            """
            UPDATE obligation SET breached_by = \(Self.breachedBy(at: tx.now)), owed_by_staff = \(staff), is_personal = 1
            WHERE subject_kind = \(subject.kind.rawValue) AND subject_id = \(subject.id) AND state = 'open'
                AND owed_by = \(duty.code) AND item = \(item)
            """
        )
    }

    /// Changes the one that runs by this clock, in the ledger and among those in hand.
    private func update(
        _ open: inout [Obligation], _ clock: RunningClock, endedBy event: Event.ID? = nil,
        _ change: (inout Obligation) throws -> Void
    ) throws {
        let place = open.firstIndex {
            $0.clause == clock.clause && $0.item == clock.item && $0.round == clock.round
                && $0.startedAt == clock.startedAt
        }
        guard let place else { return }
        try change(&open[place])
        try save(open[place], endedBy: event)
    }

    /// A pause that has just ended, and the due instant that follows from it.
    func carry(_ clock: RunningClock, into obligation: inout Obligation, of owing: Owing, reason: String) throws {
        obligation.pausedSince = clock.pausedSince
        obligation.dueAt = clock.dueAt
        for pause in clock.pauses where !obligation.pauses.contains(pause) {
            try insert(pause, of: obligation.id, reason: reason)
        }
        obligation.pauses = clock.pauses
    }
}

extension Obligation {
    init(_ clock: RunningClock, id: ID, of owing: Owing) throws {
        self.init(
            id: id, clause: clock.clause, version: owing.version, rule: .deadline(clock.rule), subject: owing.subject,
            item: clock.item, round: clock.round, unit: owing.unit, owedBy: clock.owedBy,
            owedByStaff: try Self.person(clock, of: owing), startedAt: clock.startedAt, within: clock.within,
            dueAt: clock.dueAt, state: .open, pausedSince: clock.pausedSince, pauses: clock.pauses, breachedAt: nil,
            warnings: 0, rungs: 0, actAt: nil)
        if pausedSince == nil { actAt = nextMoment(under: owing.handbook, on: owing.calendar)?.at }
    }

    /// For what everybody owes for themselves, the item is the person.
    private static func person(_ clock: RunningClock, of owing: Owing) throws -> Staff.ID? {
        if clock.owedBy == .everyone, let item = clock.item { return Staff.ID(item) }
        return try owing.holder(clock.owedBy)
    }
}
