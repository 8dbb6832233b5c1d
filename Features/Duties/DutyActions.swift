import Database
import Handbook
import Kernel

/// Arranging who is answerable, and answering who is (SOFT-66, MART-13).
extension Duties {
    @discardableResult
    func arrange(
        _ kind: DutyKind, _ hours: Range<TimeOfDay>, on day: Day, primary: Staff.ID, backup: Staff.ID?, phone: String,
        in id: Roster.ID, because reason: String, version: Int?, by actor: Actor
    ) throws -> DutyAssignment {
        var roster = try tx.rosters.change(id, version: version, by: actor)
        let setting = try tx.rosters.setting(of: roster.unit)
        let zone = setting.calendar.zone
        let span = zone.instant(day, hours.lowerBound)..<zone.instant(day, hours.upperBound)
        if roster.state.isBinding {
            guard !reason.isEmpty else { throw Roster.Refusal.reasonMissing }
            guard span.upperBound > tx.now else { throw Roster.Refusal.past }
        }
        let people = Set(try tx.colleagues(of: roster.unit, limit: Roster.mostPeople).map(\.id))
        guard people.contains(primary), backup.map(people.contains) ?? true else {
            throw DutyAssignment.Refusal.notOfUnit
        }
        if kind == .supervisor {
            let held = try tx.actor(primary).posts
            guard held.contains(where: { setting.handbook.post($0.code)?.isDutySupervisor ?? false }) else {
                throw DutyAssignment.Refusal.notSupervisor
            }
        }
        let duty = try DutyAssignment.arrange(
            id: tx.ids.make(), in: roster, kind: kind, day: day, span: span, primary: primary, backup: backup,
            phone: phone, beside: try of(roster.id) + beside(roster, in: span), in: zone, by: actor.staff.id,
            at: tx.now)
        try insert([duty])
        try keep(&roster, .dutyArranged, duty, reason, zone, by: actor)
        return duty
    }

    func takeBack(
        _ id: DutyAssignment.ID, of rosterID: Roster.ID, because reason: String, version: Int?, by actor: Actor
    )
        throws
    {
        var roster = try tx.rosters.change(rosterID, version: version, by: actor)
        var duty = try require(id)
        guard duty.roster == roster.id else { throw DutyAssignment.Refusal.unknown }
        if roster.state.isBinding {
            guard !reason.isEmpty else { throw Roster.Refusal.reasonMissing }
            guard duty.span.upperBound > tx.now else { throw Roster.Refusal.past }
        }
        try duty.takeBack(by: actor.staff.id, at: tx.now)
        try save(duty)
        // What was served stays served: asked about an hour that is over, the table says who had it (SOFT-66).
        if roster.state.isBinding, duty.span.lowerBound < tx.now {
            let served = duty.span.lowerBound..<tx.now
            try insert([
                duty.handed(
                    to: duty.primary, behind: duty.backup, in: served, id: tx.ids.make(), by: actor.staff.id,
                    at: tx.now)
            ])
        }
        let zone = try tx.rosters.setting(of: roster.unit).calendar.zone
        try keep(&roster, .dutyTakenBack, duty, reason, zone, by: actor)
    }

    /// The one, or the one behind: whoever is there, and never somebody who is on leave then; nobody where both are. Where
    /// nobody has said where they are, the one.
    func answering(_ duty: DutyAssignment, at instant: Instant) throws -> Staff.ID? {
        let away = try away(among: duty.people, at: instant)
        guard away.isEmpty else { return duty.people.first { !away.contains($0) } }
        guard tx.presence.speaks(for: instant), let backup = duty.backup else { return duty.primary }
        let here = try tx.presence.onDuty(among: duty.people)
        return !here.contains(duty.primary) && here.contains(backup) ? backup : duty.primary
    }

    private func keep(
        _ roster: inout Roster, _ kind: EventKind, _ duty: DutyAssignment, _ reason: String, _ zone: Zone,
        by actor: Actor
    ) throws {
        try roster.change()
        try tx.rosters.save(roster)
        let name = try tx.staff.find(duty.primary)?.name ?? ""
        let text = "\(name) \(duty.span.lowerBound.dateAndTime(in: zone))–\(duty.span.upperBound.dateAndTime(in: zone))"
        if roster.state.isBinding {
            let isNew = kind == .dutyArranged
            try tx.rosters.note(
                .duty, on: roster.id, of: duty.primary, day: duty.day, was: isNew ? "" : text,
                became: isNew ? text : "", because: reason, by: actor.staff.id)
        }
        let event = try tx.record(
            kind, about: roster.subject, in: roster.unit, by: actor.staff.id,
            details: ["kind": duty.kind.rawValue, "day": duty.day.description, "staff": duty.primary.rawValue])
        guard roster.state.isBinding else { return }
        let others = kind == .dutyTakenBack ? try fillers(of: roster, but: actor.staff.id) : []
        try tx.notify(duty.people + others, of: event)
    }

    /// Who hears of hours that were published and have nobody any more, while there is time to fill them: whoever published
    /// them, and whoever is answerable for the unit (SOFT-66, MART-13).
    func fillers(of roster: Roster, but actor: Staff.ID?) throws -> [Staff.ID] {
        let posts = try tx.rosters.setting(of: roster.unit).handbook.posts.filter(\.isDutySupervisor).map(\.code)
        let answerable = try tx.deciders(posts, for: roster.unit, but: actor ?? "")
        return answerable + [roster.published?.by].compactMap(\.self)
    }
}

/// «谁在值班» for a minute, past or future, explained (MART-13).
struct DutyAnswer: Sendable {
    enum Because: Equatable, Sendable {
        /// The published duty table says so.
        case table(Range<Instant>)
        /// The one behind is there and the one is not.
        case backup(Range<Instant>)
        /// Whom the table names is on leave that was agreed to.
        case onLeave(Staff.ID, Range<Instant>)
        /// No table is published for that minute: whoever holds the post.
        case post
        case nobody
    }

    let kind: DutyKind
    let person: Staff.ID?
    let backup: Staff.ID?
    let phone: String
    let because: Because
}

extension Duties {
    /// Both duties of a unit at an instant, and why.
    func answers(in unit: Unit.ID, at instant: Instant) throws -> [DutyAnswer] {
        let chain = try tx.units.chain(from: unit).map(\.id)
        let arranged = try at(chain, instant)
        return try DutyKind.allCases.map { kind in
            let nearest = chain.lazy.compactMap { unit in arranged.first { $0.unit == unit && $0.kind == kind } }.first
            if let duty = nearest {
                let person = try answering(duty, at: instant)
                let isAway = try !away(among: [duty.primary], at: instant).isEmpty
                let there: DutyAnswer.Because = person == duty.primary ? .table(duty.span) : .backup(duty.span)
                return DutyAnswer(
                    kind: kind, person: person, backup: duty.backup, phone: duty.phone,
                    because: isAway ? .onLeave(duty.primary, duty.span) : there)
            }
            let holder = kind == .supervisor ? try tx.appointments.dutySupervisor(of: unit, at: instant) : nil
            return DutyAnswer(
                kind: kind, person: holder, backup: nil, phone: "", because: holder == nil ? .nobody : .post)
        }
    }
}
