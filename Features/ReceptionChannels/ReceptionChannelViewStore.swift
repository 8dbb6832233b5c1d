import Database
import Handbook
import Kernel

extension ReceptionChannels {
    func views(of channels: [ReceptionChannel], in zone: Zone) throws -> [ReceptionChannelView] {
        let ids = channels.map(\.id)
        let slots = try slots(of: ids)
        let people = Set(slots.values.joined().flatMap(\.people))
        let working = try working(people)
        let here = try tx.presence.onDuty(among: people.sorted { $0.rawValue < $1.rawValue })
        let missed = try missed(of: ids, since: tx.now - .days(30))
        let units = try tx.unitNames(of: Set(channels.map(\.unit)))
        let calendars = try tx.receptionChannels.calendars(of: Set(channels.map(\.unit)))
        return channels.map { channel in
            let own = slots[channel.id] ?? []
            let coverage = ReceptionCoverage(hours: channel.hours, slots: own, working: working)
            return ReceptionChannelView(
                channel: channel, unit: units[channel.unit] ?? "", slots: own, coverage: coverage,
                missed: missed[channel.id] ?? ReceptionMissed(calls: 0, returned: 0),
                now: channel.standing(
                    own, coverage, here: here,
                    at: calendars[channel.unit].map { channel.minute(at: tx.now, by: $0) }
                        ?? zone.minuteOfWeek(at: tx.now)),
                rests: calendars[channel.unit].map {
                    channel.rests(from: zone.day(of: tx.now), days: ReceptionChannelView.daysAhead, by: $0)
                } ?? [])
        }
    }
}

extension ReceptionChannel {
    fileprivate func standing(
        _ slots: [ReceptionSlot], _ coverage: ReceptionCoverage, here: Set<Staff.ID>, at minute: Int?
    ) -> ReceptionChannelView.Standing {
        guard isOpen, let minute, coverage.isPromised(at: minute) else { return .closed }
        guard let slot = slots.first(where: { $0.hours.contains(minute) }) else { return .uncovered }
        if here.contains(slot.holder) { return .answered(by: slot.holder) }
        if let backup = slot.backup, here.contains(backup) { return .standIn(backup) }
        return .nobodyHere
    }
}
