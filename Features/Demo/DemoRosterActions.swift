import Database
import Handbook
import Kernel

/// The roster of the game centre: three groups, one day on and one off, somebody who learns beside a mentor, a
/// supervisor on duty for each day (GAME-04, GAME-17, MART-13). Other departments begin with an empty page.
struct DemoRosters {
    let tx: Transaction
    let pack: DemoPack

    static let groups = [
        "A": ["wangfang", "majun", "liangchen"], "B": ["zhuyan", "hulin", "songjia"],
        "C": ["guobin", "tangwei", "xiaoyue"],
    ]
    /// Has joined this month and has not been trained yet.
    static let newcomer = "xiaoyue"

    /// From a day on, through the last of the month that `end` lies in, and the month before that one as it was worked; once.
    func open(from first: Day, through end: Day) throws {
        guard pack.code == "game-support", let unit = try tx.units.find(code: "kefu"),
            let maker = try maker(in: unit.id), try tx.rosters.of(unit.id, limit: 1).isEmpty
        else { return }
        try tx.rosters.takeOver(in: unit.id, by: maker)
        let before = end.firstOfMonth.advanced(by: -1).firstOfMonth
        for group in try tx.shiftGroups.of(unit.id) {
            for account in Self.groups[group.name] ?? [] {
                guard let person = try staff(account) else { continue }
                try tx.rosters.join(person, group.id, from: account == Self.newcomer ? first : before, by: maker)
                if account != Self.newcomer {
                    try tx.skills.grant(DemoPhrases.dutySkill, level: 1, to: person, by: maker)
                }
            }
        }
        let patterns = try tx.rotationPatterns.of(unit.id).filter { $0.name == DemoPhrases.dayOnDayOff }.map(\.id)
        try publish(before...min(before.lastOfMonth, first.advanced(by: -1)), in: unit.id, patterns, by: maker)
        try publish(first...end.lastOfMonth, in: unit.id, patterns, by: maker)
    }

    private func publish(
        _ days: ClosedRange<Day>, in unit: Unit.ID, _ patterns: [RotationPattern.ID], by maker: Actor
    ) throws {
        let roster = try tx.rosters.make(in: unit, days, by: patterns, by: maker)
        for (place, day) in roster.days.enumerated() {
            let leaders = ["liangchen", "songjia"]
            guard let leader = try staff(leaders[place % 2]), let other = try staff(leaders[(place + 1) % 2]) else {
                break
            }
            try tx.duties.arrange(
                .supervisor, .at(9)..<(.at(21)), on: day, primary: leader, backup: other, phone: "8001", in: roster.id,
                because: "", version: nil, by: maker)
        }
        // A month that the clauses would refuse stays a draft, with its findings on the page.
        guard try !tx.rosters.findings(of: roster).contains(where: \.isBlock) else { return }
        let zone = try tx.rosters.setting(of: unit).calendar.zone
        if days.lowerBound > zone.day(of: tx.now) {
            try tx.rosters.publish(roster.id, version: nil, by: maker)
        } else {
            // Of days that have begun: it was published before the department is looked at.
            var worked = try tx.rosters.require(roster.id)
            try worked.publish(by: maker.staff.id, at: zone.instant(days.lowerBound.advanced(by: -3), .at(10)))
            try tx.rosters.save(worked)
        }
        try tx.rosters.enterForce(limit: 1)
    }

    private func staff(_ account: String) throws -> Staff.ID? {
        try Account(typed: account).flatMap { try tx.staff.find(account: $0) }?.id
    }

    /// Whoever is above all of the groups, which are units of their own, and works in none of them.
    private func maker(in unit: Unit.ID) throws -> Actor? {
        let units = try [unit] + tx.units.descendants(of: unit)
        let rostered = Set(Self.groups.values.joined())
        for person in pack.people where !rostered.contains(person.account) {
            guard let id = try staff(person.account) else { continue }
            let actor = try tx.actor(id)
            if units.allSatisfy({ actor.may(.reassignCase, in: $0, isOwn: false) }) { return actor }
        }
        return nil
    }
}
