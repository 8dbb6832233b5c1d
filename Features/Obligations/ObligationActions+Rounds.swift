import Database
import Handbook
import Kernel

/// Checks by the day, the week or the month: «主管每周抽查». Each period owes one, in every unit where the post is held.
extension Obligations {
    /// Opens the checks of the periods that run now; answers how many. Safe to run as often as one likes.
    ///
    /// They are owed because the handbook says so, hence opened by the event with which its edition was issued or took
    /// effect. An edition without such an event binds nobody yet.
    func openRounds() throws -> Int {
        var opened = 0
        for (code, units) in try unitsByHandbook().sorted(by: { $0.key < $1.key }) {
            guard let version = try tx.handbooks.inForce(code, at: tx.now),
                let cause = try tx.events.newest(
                    of: [.handbookIssued, .handbookTookEffect], about: Subject(.handbook, version.id.rawValue))
            else { continue }
            let handbook = try tx.handbooks.handbook(of: version)
            for clause in handbook.clauses {
                guard case .attestation(let check) = clause.enforcement else { continue }
                for unit in try self.units(units, owing: check.by, under: handbook) {
                    opened += try openRound(of: clause, check, in: unit, version, handbook, cause) ? 1 : 0
                }
            }
        }
        return opened
    }

    private func openRound(
        of clause: Clause, _ check: Attestation, in unit: Unit.ID, _ version: HandbookVersion, _ handbook: Handbook,
        _ cause: Event
    ) throws -> Bool {
        let zone = try tx.calendars.calendar(of: unit, under: handbook).zone
        let subject = Subject(.unit, unit.rawValue)
        guard let period = check.rhythm.period(at: tx.now, in: zone),
            try !isOpened(clause.number, item: period.name, of: subject)
        else { return false }
        try closeRounds(of: clause.number, on: subject, under: cause)
        let due = period.during.upperBound - .milliseconds(1)
        try insert(
            Obligation(
                id: tx.ids.make(), clause: clause.number, version: version.id, rule: .attestation, subject: subject,
                item: period.name, round: 1, unit: unit, owedBy: check.by, owedByStaff: try person(check.by, of: unit),
                startedAt: max(period.during.lowerBound, version.effectiveAt), within: nil, dueAt: due, state: .open,
                pausedSince: nil, pauses: [], breachedAt: nil, warnings: 0, rungs: 0, actAt: due + .milliseconds(1)),
            openedBy: cause.id)
        return true
    }

    /// A period that is over can no longer be looked at: what was not checked in it stays broken, dated by its end.
    private func closeRounds(of clause: String, on subject: Subject, under cause: Event) throws {
        for var missed in try open(of: subject)
        where missed.rule == .attestation && missed.clause == clause && missed.dueAt < tx.now {
            missed.breachedAt = missed.breachedAt ?? missed.dueAt
            missed.end(.broken, at: missed.dueAt, by: nil)
            try save(missed, endedBy: cause.id)
        }
    }

    /// Where somebody holds the post; where nobody does, the units that name the handbook, so that a check which nobody
    /// makes is seen to be missing.
    func units(_ units: [Unit], owing duty: Duty, under handbook: Handbook) throws -> [Unit.ID] {
        let posts: [String]
        switch duty {
        case .post(let code): posts = [code]
        case .dutySupervisor: posts = handbook.posts.filter(\.isDutySupervisor).map(\.code)
        case .firstReceiver, .handler, .decider, .investigator, .transferor, .everyone: return []
        }
        guard !posts.isEmpty else { return [] }
        let held = try tx.execute(
            """
            SELECT DISTINCT appointment.unit_id FROM appointment JOIN staff ON staff.id = appointment.staff_id
            WHERE appointment.post IN \(list: posts) AND staff.is_active = 1 AND appointment.starts_at <= \(tx.now)
                AND (appointment.ends_at IS NULL OR \(tx.now) < appointment.ends_at)
            ORDER BY appointment.unit_id
            LIMIT \(Unit.most)
            """
        ).map { row -> Unit.ID in try row.id("unit_id") }
        let answering = units.map(\.id).filter(Set(held).contains)
        return answering.isEmpty ? units.filter { $0.handbook == handbook.code }.map(\.id) : answering
    }

    /// The units that work by each handbook: those that name it, and those below them that name none.
    func unitsByHandbook() throws -> [String: [Unit]] {
        var codes: [Unit.ID: String] = [:]
        var units: [String: [Unit]] = [:]
        // Parents come before their children.
        for unit in try tx.units.all() {
            guard let code = unit.handbook ?? unit.parent.flatMap({ codes[$0] }) else { continue }
            codes[unit.id] = code
            units[code, default: []].append(unit)
        }
        return units
    }

    /// A post owes as a post: whoever of its holders looks first has looked. The supervisor on duty is one person.
    private func person(_ duty: Duty, of unit: Unit.ID) throws -> Staff.ID? {
        duty == .dutySupervisor ? try tx.appointments.dutySupervisor(of: unit, at: tx.now) : nil
    }

    private func isOpened(_ clause: String, item: String, of subject: Subject) throws -> Bool {
        try !tx.execute(
            """
            SELECT 1 AS one FROM obligation
            WHERE subject_kind = \(subject.kind.rawValue) AND subject_id = \(subject.id)
                AND clause = \(clause) AND item = \(item)
            LIMIT 1
            """
        ).isEmpty
    }
}

extension Attestation.Rhythm {
    /// The period that an instant lies in, and its name: `2026-01-05`, `2026-W02`, `2026-01`. None for every case.
    func period(at now: Instant, in zone: Zone) -> (name: String, during: Range<Instant>)? {
        let today = zone.day(of: now)
        let (name, days): (String, Range<Day>)
        switch self {
        case .everyCase: return nil
        case .everyDay: (name, days) = (today.description, today..<today.advanced(by: 1))
        case .everyWeek: (name, days) = (today.isoWeek, today.monday..<today.monday.advanced(by: 7))
        case .everyMonth:
            (name, days) = (String(today.description.prefix(7)), today.firstOfMonth..<today.lastOfMonth.advanced(by: 1))
        }
        return (name, zone.instant(days.lowerBound, .midnight)..<zone.instant(days.upperBound, .midnight))
    }
}

extension Day {
    /// `2026-W02` (ISO 8601): the week belongs to the year of its Thursday.
    var isoWeek: String {
        let thursday = monday.advanced(by: 3)
        let number = (thursday.number - Day(thursday.year, 1, 1).number) / 7 + 1
        return "\(thursday.year)-W\(number < 10 ? "0" : "")\(number)"
    }

    /// The Monday of `2026-W02`, which `isoWeek` reads back.
    init?(isoWeek text: String) {
        let parts = text.split(separator: "-W", omittingEmptySubsequences: false)
        guard parts.count == 2, let year = Int(parts[0]), (1...9998).contains(year), let number = Int(parts[1]) else {
            return nil
        }
        let monday = Day(year, 1, 4).monday.advanced(by: (number - 1) * 7)
        guard monday.isoWeek == text else { return nil }
        self = monday
    }
}
