package import Database
import Handbook
import Kernel

extension DemoHistory {
    /// The floor as it stands this minute, after the month has been played: lines with their people, most of them on
    /// duty, cases offered, taken and refused, and promises that fall due within the half hour. So the wall is alive.
    package static func openFloor(_ code: String, in database: any Database, dice seed: UInt64 = 20_260) async throws {
        guard let pack = DemoPack.named(code) else { throw DemoRefusal.noSuchPack(code) }
        try await database.write { tx in
            var floor = DemoFloor(tx: tx, pack: pack, dice: DemoDice(seed: seed))
            try floor.open()
            while try Chore.delivery([.notice]).work(tx) == .more {}
            while try Chore.sealing.work(tx) == .more {}
        }
    }
}

/// One transaction in which supervisors and people at the desk begin their day.
private struct DemoFloor {
    let tx: Transaction
    let pack: DemoPack
    var dice: DemoDice

    mutating func open() throws {
        let desk = try pack.people.filter(\.isAtTheDesk).compactMap { person -> (DemoPerson, Staff)? in
            guard let account = Account(typed: person.account), let staff = try tx.staff.find(account: account) else {
                return nil
            }
            return (person, staff)
        }
        var lines = DemoLines(tx: tx, pack: pack, dice: dice.fork())
        try lines.open(with: desk)
        try skills(desk.map(\.1))
        try comeToWork(desk.map(\.1))
        try takeCasesIn(desk)
        var attendance = DemoAttendance(tx: tx, pack: pack, dice: dice.fork())
        try attendance.open()
        try DemoReports(tx: tx, pack: pack).open()
        try DemoDays(tx: tx).open()
    }

    private mutating func skills(_ people: [Staff]) throws {
        for person in people {
            guard let unit = try tx.actor(person.id).mainHolding?.unit,
                let supervisor = try pack.supervisor(of: unit, tx)
            else {
                continue
            }
            for skill in DemoPhrases.skills.shuffled(using: &dice).prefix(2) {
                try tx.skills.grant(skill, level: dice.number(2...5), to: person.id, by: supervisor)
            }
        }
    }

    /// All but the last; the one before it has stepped away.
    private mutating func comeToWork(_ people: [Staff]) throws {
        let here = people.count > 2 ? people.dropLast() : people[...]
        for person in here {
            guard let unit = try tx.actor(person.id).mainHolding?.unit,
                let supervisor = try pack.supervisor(of: unit, tx)
            else {
                continue
            }
            do {
                if supervisor.staff.id != person.id {
                    try tx.presence.correct(person.id, isOnDuty: true, because: DemoPhrases.earlyShift, by: supervisor)
                }
                if try tx.presence.standing(of: supervisor.staff.id) == nil {
                    try tx.presence.begin(by: supervisor)
                }
            } catch is GateRefusal {
                // Shortly before a shift begins its sheet may still wait; nobody begins before it is taken over (GAME-50).
                continue
            }
        }
        if here.count > 3, let last = here.last, try tx.presence.isOnDuty(last.id, at: tx.now) {
            try tx.presence.leave(by: tx.actor(last.id))
        }
    }

    private mutating func takeCasesIn(_ desk: [(DemoPerson, Staff)]) throws {
        let complaints = pack.scenarios.filter { $0.type == .complaint }
        let scenarios = (complaints.isEmpty ? pack.scenarios : complaints).shuffled(using: &dice)
        for (number, minutes) in [7, 12, 18, 23, 28, 55].enumerated() {
            let (person, staff) = desk[number % max(1, desk.count)]
            let scenario = scenarios[number % scenarios.count]
            guard let unit = pack.units.first(where: { $0.code == person.unit }),
                let place = try tx.units.find(code: unit.code),
                try tx.presence.isOnDuty(staff.id, at: tx.now)
            else { continue }
            let caller = DemoCaller.next(
                with: dice.text(scenario.products), in: pack, at: unit, known: [], &dice)
            let intake = intake(scenario, caller, in: place.id, promisedIn: .minutes(minutes))
            let record = try tx.cases.register(intake, by: tx.actor(staff.id))
            try answer(record, takes: number != 1 && number != 4, refuses: number == 1)
        }
    }

    private mutating func answer(_ record: Case, takes: Bool, refuses: Bool) throws {
        guard let offer = try tx.assignments.openOffer(of: record.id) else { return }
        let person = try tx.actor(offer.staff)
        if takes { _ = try tx.assignments.take(offer.id, by: person) }
        if refuses { try tx.assignments.refuse(offer.id, because: dice.text(DemoPhrases.offerRefusals), by: person) }
    }

    private mutating func intake(
        _ scenario: DemoScenario, _ caller: DemoCaller, in unit: Unit.ID, promisedIn time: Duration
    ) -> Intake {
        let words = DemoWording(
            subject: scenario.subject, product: caller.product, place: caller.place, customer: pack.customer,
            name: caller.name)
        let minute = (tx.now + time).milliseconds / 60_000 * 60_000
        return Intake(
            unit: unit, type: scenario.type, source: caller.source, channel: caller.channel, severity: .ordinary,
            complainant: caller.name, phone: caller.phone,
            memberNumber: caller.memberNumber.isEmpty ? "\(pack.memberPrefix)10086" : caller.memberNumber,
            report: Case.Report(
                subject: words.filled(scenario.subject), content: words.filled(scenario.content),
                demand: words.filled(scenario.demand), category: scenario.category, product: caller.product,
                place: caller.place, organisation: caller.firm.isEmpty ? pack.customer : caller.firm,
                specialNeeds: caller.specialNeeds.isEmpty ? DemoPhrases.noSpecialNeeds : caller.specialNeeds),
            promise: Intake.Pledge(
                text: words.filled(dice.text(DemoPhrases.callBacks)), due: Instant(milliseconds: minute), isAgreed: true
            ))
    }
}
