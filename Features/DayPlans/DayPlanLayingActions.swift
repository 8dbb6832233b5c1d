import Database
import Handbook
import Kernel

/// For whom plans are to be laid out now. What a unit's handbook, posts and shifts say is asked once a round.
struct DayPlanLaying {
    let tx: Transaction

    private var grounds: [Unit.ID: AbsenceGround?] = [:]
    private var places: [Unit.ID: HandoverPlace?] = [:]
    private var templates: [ShiftTemplate.ID: String] = [:]
    private var posts: [Staff.ID: Set<String>] = [:]

    init(tx: Transaction) { self.tx = tx }

    mutating func slots() throws -> [DayPlanSlot] {
        let shifts = try tx.shifts.current(beginningBefore: tx.now + DayPlans.ahead, limit: Self.most)
        let present = try tx.presence.standing(in: .all)
        posts = try tx.dayPlans.posts(of: Set(shifts.compactMap(\.staff) + present.map(\.staff)))
        let rostered = try rostered(shifts)
        return rostered + (try onDuty(present, but: shifts))
    }

    /// More shifts no house has under way at once.
    private static let most = 5000

    private mutating func rostered(_ shifts: [ShiftAssignment]) throws -> [DayPlanSlot] {
        var each: [DayPlanSlot] = []
        var groups: [DayPlanSlot.Key: [(shift: ShiftAssignment, person: Staff.ID)]] = [:]
        for shift in shifts {
            guard let person = shift.staff, let ground = try ground(of: shift.unit) else { continue }
            let template = try code(of: shift.template)
            for terms in ground.handbook.dayPlans
            where terms.isFor(shift: template ?? "", posts: posts[person] ?? [], at: try place(of: shift.unit)) {
                if terms.takers == .each {
                    each.append(
                        DayPlanSlot(
                            terms: terms, ground: ground, day: shift.day, span: shift.span, slot: shift.id.rawValue,
                            isRostered: true, people: [person]))
                } else {
                    let slot = "\(shift.day) \(template ?? "-")"
                    let key = DayPlanSlot.Key(unit: shift.unit, code: terms.code, slot: slot)
                    groups[key, default: []].append((shift, person))
                }
            }
        }
        let together = try groups.sorted { ($0.key.unit.rawValue, $0.key.slot) < ($1.key.unit.rawValue, $1.key.slot) }
            .compactMap { key, members -> DayPlanSlot? in
                guard let ground = try ground(of: key.unit), let terms = ground.handbook.dayPlan(key.code),
                    let from = members.map(\.shift.span.lowerBound).min(),
                    let until = members.map(\.shift.span.upperBound).max()
                else { return nil }
                return DayPlanSlot(
                    terms: terms, ground: ground, day: members[0].shift.day, span: from..<until, slot: key.slot,
                    isRostered: true, people: Self.sorted(members.map(\.person)))
            }
        return each + together
    }

    /// Where nobody makes a roster: whoever holds the post and is on duty, over the opening hours of the day.
    private mutating func onDuty(_ present: [OnDuty], but shifts: [ShiftAssignment]) throws -> [DayPlanSlot] {
        let rostered = Set(shifts.map(\.unit))
        var slots: [DayPlanSlot] = []
        let units = Dictionary(grouping: present, by: \.presence.unit).sorted { $0.key.rawValue < $1.key.rawValue }
        for (unit, people) in units {
            guard let ground = try ground(of: unit),
                try !tx.units.chain(from: unit).contains(where: { rostered.contains($0.id) })
            else { continue }
            let day = ground.zone.day(of: tx.now)
            let hours = ground.calendar.openings(on: day)
            guard let from = hours.first?.lowerBound, let until = hours.last?.upperBound, tx.now < until else {
                continue
            }
            for terms in ground.handbook.dayPlans {
                let place = try place(of: unit)
                let those = Self.sorted(
                    people.map(\.staff).filter { terms.isFor(shift: nil, posts: posts[$0] ?? [], at: place) })
                guard !those.isEmpty else { continue }
                let groups =
                    terms.takers == .each ? those.map { ("\(day) \($0)", [$0]) } : [("\(day) -", those)]
                slots += groups.map { slot, people in
                    DayPlanSlot(
                        terms: terms, ground: ground, day: day, span: from..<until, slot: slot, isRostered: false,
                        people: people)
                }
            }
        }
        return slots
    }

    /// Nothing where no handbook is in force or it has no plans.
    private mutating func ground(of unit: Unit.ID) throws -> AbsenceGround? {
        if let known = grounds[unit] { return known }
        var ground: AbsenceGround?
        do { ground = try tx.absenceGround(of: unit) } catch is NotFound {}
        if ground?.handbook.dayPlans.isEmpty == true { ground = nil }
        grounds[unit] = .some(ground)
        return ground
    }

    private mutating func place(of unit: Unit.ID) throws -> HandoverPlace? {
        if let known = places[unit] { return known }
        let place = try tx.units.find(unit).flatMap { HandoverPlace(rawValue: $0.kind.rawValue) }
        places[unit] = .some(place)
        return place
    }

    private mutating func code(of template: ShiftTemplate.ID?) throws -> String? {
        guard let template else { return nil }
        if let known = templates[template] { return known }
        let code = try tx.shiftTemplates.find(template)?.code
        templates[template] = code
        return code
    }

    private static func sorted(_ people: [Staff.ID]) -> [Staff.ID] {
        people.uniqued().sorted { $0.rawValue < $1.rawValue }
    }
}
