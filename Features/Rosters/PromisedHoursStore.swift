import Database
import Handbook
import Kernel

extension Rosters {
    /// The hours for which the channels of a unit promise somebody (GEN3-02, SOFT-70), each with the lines of its channel.
    func promised(in unit: Unit.ID, _ days: ClosedRange<Day>, by calendar: BusinessCalendar) throws
        -> [PromisedHours]
    {
        let channels = try tx.receptionChannels.list(in: .some([unit])).filter(\.isOpen)
        guard !channels.isEmpty else { return [] }
        let lines = try lines(of: unit)
        return days.flatMap { day -> [PromisedHours] in
            channels.flatMap { channel -> [PromisedHours] in
                guard case .like(let weekday) = channel.day(day, by: calendar) else { return [] }
                let own = Set(lines.filter { $0.isOf(channel.facts.kind.channel) }.map(\.id))
                return channel.hours.filter { $0.days.contains(weekday) }.map {
                    PromisedHours(
                        channel: channel.id, name: channel.facts.name,
                        hours: calendar.instant(
                            day, $0.hours.lowerBound)..<calendar.instant(day, $0.hours.upperBound), lines: own)
                }
            }
        }
    }

    /// Who is of the lines of these channels.
    func lineMembers(of promised: [PromisedHours], and line: Line.ID? = nil) throws -> [Staff.ID: Set<Line.ID>] {
        let lines = promised.reduce(into: Set([line].compactMap(\.self))) { $0.formUnion($1.lines) }
        guard !lines.isEmpty else { return [:] }
        let members = try tx.lines.memberIDs(of: lines.sorted { $0.rawValue < $1.rawValue })
        return members.reduce(into: [:]) { people, entry in
            for person in entry.value { people[person, default: []].insert(entry.key) }
        }
    }
}
