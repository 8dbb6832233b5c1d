import Database
import Handbook
import Kernel

/// What is entered about a channel.
struct ReceptionPlan: Equatable, Sendable {
    var unit: Unit.ID
    var facts: ReceptionChannel.Facts
    var hours: [WeekHours]
}

/// The register is the supervisors' to keep: whoever may reassign the cases of a unit says who answers its channels.
extension ReceptionChannels {
    @discardableResult
    func enter(_ plan: ReceptionPlan, by actor: Actor) throws -> ReceptionChannel {
        try authorize(actor, .reassignCase, in: plan.unit, isOwn: false)
        guard try tx.units.find(plan.unit) != nil else { throw Unit.Refusal.unknown }
        let known = try list(in: .some([plan.unit]))
        guard known.count < ReceptionChannel.mostChannels else {
            throw ReceptionChannel.Refusal.tooMany(ReceptionChannel.mostChannels)
        }
        guard !known.contains(where: { $0.facts.name == plan.facts.name }) else {
            throw ReceptionChannel.Refusal.nameTaken
        }
        let channel = ReceptionChannel(id: tx.ids.make(), unit: plan.unit, plan.facts, hours: plan.hours)
        try insert(channel)
        try record(.receptionEntered, on: channel, by: actor.staff.id, details: ["name": channel.facts.name])
        return try look(at: channel)
    }

    @discardableResult
    func change(_ id: ReceptionChannel.ID, _ plan: ReceptionPlan, by actor: Actor) throws -> ReceptionChannel {
        var channel = try require(id, by: actor)
        guard try !list(in: .some([channel.unit])).contains(where: { $0.facts.name == plan.facts.name && $0.id != id })
        else { throw ReceptionChannel.Refusal.nameTaken }
        try channel.change(plan.facts, hours: plan.hours)
        try save(channel)
        try record(.receptionChanged, on: channel, by: actor.staff.id, details: ["name": channel.facts.name])
        return try look(at: channel)
    }

    /// Somebody answers for these hours from now on; they hear of it.
    func arrange(
        _ hours: WeekHours, holder: Staff.ID, backup: Staff.ID?, on id: ReceptionChannel.ID, by actor: Actor
    ) throws {
        let channel = try require(id, by: actor)
        try channel.requireOpen()
        let slots = try slots(of: [id])[id] ?? []
        guard slots.count < ReceptionChannel.mostSlots else {
            throw ReceptionChannel.Refusal.tooMany(ReceptionChannel.mostSlots)
        }
        try put(hours, holder: holder, backup: backup, on: channel, beside: slots, by: actor, details: [:])
        try look(at: channel)
    }

    /// 换人: the same hours, somebody else; what was arranged before stays on record with the reason (SOFT-70).
    func handOver(
        _ slot: ReceptionSlot.ID, of id: ReceptionChannel.ID, to holder: Staff.ID, backup: Staff.ID?,
        because reason: String, by actor: Actor
    ) throws {
        let channel = try require(id, by: actor)
        var slots = try slots(of: [id])[id] ?? []
        guard let index = slots.firstIndex(where: { $0.id == slot }) else {
            throw ReceptionChannel.Refusal.slotUnknown
        }
        var former = slots.remove(at: index)
        try former.end(by: actor.staff.id, because: reason, at: tx.now)
        try save(former)
        try put(
            former.hours, holder: holder, backup: backup, on: channel, beside: slots, by: actor,
            details: ["from": former.holder.rawValue])
        try look(at: channel)
    }

    func release(_ slot: ReceptionSlot.ID, of id: ReceptionChannel.ID, because reason: String, by actor: Actor) throws {
        let channel = try require(id, by: actor)
        guard var former = try slots(of: [id])[id]?.first(where: { $0.id == slot }) else {
            throw ReceptionChannel.Refusal.slotUnknown
        }
        try former.end(by: actor.staff.id, because: reason, at: tx.now)
        try save(former)
        try record(
            .receptionArranged, on: channel, by: actor.staff.id, details: ["from": former.holder.rawValue])
        try look(at: channel)
    }

    /// The register was held against what is published (GEN4-10).
    func verify(_ id: ReceptionChannel.ID, by actor: Actor) throws {
        var channel = try require(id, by: actor)
        try channel.verify(by: actor.staff.id, at: tx.now)
        try save(channel)
        try record(.receptionVerified, on: channel, by: actor.staff.id)
    }

    func close(_ id: ReceptionChannel.ID, because reason: String, by actor: Actor) throws {
        var channel = try require(id, by: actor)
        try channel.close(at: tx.now)
        try save(channel)
        try record(.receptionClosed, on: channel, by: actor.staff.id, details: ["reason": reason])
    }

    func reopen(_ id: ReceptionChannel.ID, by actor: Actor) throws {
        var channel = try require(id, by: actor)
        try channel.reopen()
        try save(channel)
        try record(.receptionReopened, on: channel, by: actor.staff.id)
        try look(at: channel)
    }

    /// Computes what is covered and says so where that has changed: gaps start a clock, their end ends it (GEN3-02).
    @discardableResult
    func look(at channel: ReceptionChannel) throws -> ReceptionChannel {
        var channel = channel
        guard let kind = channel.cover(try coverage(of: channel), at: tx.now) else { return channel }
        try save(channel)
        try record(kind, on: channel, by: nil)
        return channel
    }

    func coverage(of channel: ReceptionChannel) throws -> ReceptionCoverage {
        let slots = try slots(of: [channel.id])[channel.id] ?? []
        return ReceptionCoverage(
            hours: channel.hours, slots: slots, working: try working(Set(slots.flatMap(\.people))))
    }

    /// Who answers at this minute: the holder, the one who stands in where only that one is on duty, nobody where
    /// nothing is arranged.
    func answering(_ id: ReceptionChannel.ID, in zone: Zone) throws -> Staff.ID? {
        guard let channel = try find(id) else { return nil }
        let calendar = try calendars(of: [channel.unit])[channel.unit]
        // Nobody is arranged on a day that a holiday takes out of the hours.
        let minute = calendar.map { channel.minute(at: tx.now, by: $0) } ?? zone.minuteOfWeek(at: tx.now)
        guard let minute, let slot = try slots(of: [id])[id]?.first(where: { $0.hours.contains(minute) }) else {
            return nil
        }
        let here = try tx.presence.onDuty(among: slot.people)
        if !here.contains(slot.holder), let backup = slot.backup, here.contains(backup) { return backup }
        return slot.holder
    }

    /// When these units work; nothing of one that no handbook binds.
    func calendars(of units: Set<Unit.ID>) throws -> [Unit.ID: BusinessCalendar] {
        var calendars: [Unit.ID: BusinessCalendar] = [:]
        for unit in units {
            guard let handbook = try tx.handbooks.inForce(in: unit) else { continue }
            calendars[unit] = try tx.calendars.calendar(of: unit, under: handbook)
        }
        return calendars
    }

    /// A channel of the person's units; beyond their reach it is not there.
    func require(_ id: ReceptionChannel.ID, within reach: UnitReach) throws -> ReceptionChannel {
        guard let channel = try find(id), reach.contains(channel.unit) else { throw ReceptionChannel.Refusal.unknown }
        return channel
    }

    private func require(_ id: ReceptionChannel.ID, by actor: Actor) throws -> ReceptionChannel {
        let channel = try require(id, within: try tx.receptionReach(of: actor))
        try authorize(actor, .reassignCase, in: channel.unit, isOwn: false)
        return channel
    }

    private func put(
        _ hours: WeekHours, holder: Staff.ID, backup: Staff.ID?, on channel: ReceptionChannel,
        beside slots: [ReceptionSlot], by actor: Actor, details: [String: String]
    ) throws {
        guard backup != holder else { throw ReceptionChannel.Refusal.sameBackup }
        let people = Set([holder] + [backup].compactMap(\.self))
        guard try working(people) == people, try people.allSatisfy({ try tx.canTakeCases($0) }) else {
            throw ReceptionChannel.Refusal.noColleague
        }
        if let other = slots.first(where: { $0.hours.overlaps(hours) }) {
            throw ReceptionChannel.Refusal.overlap(other.hours.stored)
        }
        try insert(
            ReceptionSlot(
                id: tx.ids.make(), channel: channel.id, hours: hours, holder: holder, backup: backup,
                since: ReceptionChannel.Stamp(by: actor.staff.id, at: tx.now)))
        var details = details
        details["to"] = holder.rawValue
        details["backup"] = backup?.rawValue
        let event = try record(.receptionArranged, on: channel, by: actor.staff.id, details: details)
        try tx.notify(people.sorted { $0.rawValue < $1.rawValue }, of: event)
    }

    @discardableResult
    private func record(
        _ kind: EventKind, on channel: ReceptionChannel, by staff: Staff.ID?, details: [String: String] = [:]
    ) throws -> Event {
        let event = try tx.record(kind, about: channel.subject, in: channel.unit, by: staff, details: details)
        guard let version = try tx.handbooks.inForce(tx.units.handbookCode(of: channel.unit), at: tx.now) else {
            return event
        }
        let handbook = try tx.handbooks.handbook(of: version)
        let calendar = try tx.calendars.calendar(of: channel.unit, under: handbook)
        let owing = Owing(
            subject: channel.subject, unit: channel.unit,
            circumstances: Circumstances(channel: channel.facts.kind.channel), round: 1, version: version.id,
            handbook: handbook, calendar: calendar,
            holder: { [tx] duty in
                duty == .dutySupervisor ? try tx.appointments.dutySupervisor(of: channel.unit, at: tx.now) : nil
            })
        try tx.obligations.follow(event, Happening(kind, at: tx.now), of: owing)
        return event
    }
}

extension ReceptionSlot {
    var people: [Staff.ID] { [holder] + [backup].compactMap(\.self) }
}

extension Transaction {
    /// Whose channels a person knows of: their own units', whatever they do there.
    func receptionReach(of actor: Actor) throws -> UnitReach {
        let read = actor.units(permitting: .readCase)
        guard read == .own || read == .nothing else { return read }
        let own = try units(for: actor, permitting: .createCase).map(\.id)
        return own.isEmpty ? .nothing : .some(own)
    }
}

/// F-54 (SOFT-70), as far as the reader knows of the channels.
extension ReceptionChannels {
    func table(for actor: Actor, in zone: Zone, _ language: Language) throws -> ReceptionTable {
        let channels = try list(in: try tx.receptionReach(of: actor)).filter(\.isOpen)
        let views = try views(of: channels, in: zone)
        let home = try actor.mainHolding.map { try tx.units.chain(from: $0.unit) } ?? []
        let handbook = try actor.mainHolding.flatMap { try tx.handbooks.inForce(in: $0.unit) }
        return ReceptionTable(
            views: views, names: try tx.names(of: Set(views.flatMap { $0.slots.flatMap(\.people) })),
            company: (home.first { $0.parent == nil } ?? home.last)?.name ?? "",
            document: handbook.map { ($0.document.number, $0.document.version) }, printedBy: actor.staff.name,
            printedAt: tx.now, zone: zone, language: language)
    }

    func notePrint(_ format: PaperFormat, by actor: Actor) throws {
        try tx.record(
            .paperPrinted, about: Subject(.staff, actor.staff.id.rawValue), in: actor.mainHolding?.unit,
            by: actor.staff.id, details: ["text": "F-54 \(format.rawValue)"])
    }
}
