import Database
import Handbook
import Kernel

/// Moves the clock from one thing to the next and sees that it is done.
struct DemoPlayer {
    private let department: DemoDepartment
    private let database: any Database
    private let clock: SimulatedClock
    private let until: Instant
    private let secrets: [String: DemoSecrets]
    private var staff: [String: Staff.ID]
    private var lives: [DemoLife]
    private var calls: [DemoCall] = []
    private var ownCalls: [DemoOwnCall] = []
    private var agenda = DemoAgenda()
    private var dice: DemoDice
    /// When the house acts next by itself, and the next midnight.
    private var nextMoment: Instant?
    private var midnight: Instant

    init(
        _ department: DemoDepartment, in database: any Database, clock: SimulatedClock, until: Instant, cases: Int,
        dice: DemoDice, _ secrets: [String: DemoSecrets]
    ) {
        self.department = department
        self.database = database
        self.clock = clock
        self.until = until
        self.secrets = secrets
        self.dice = dice
        staff = department.staff
        let hours = department.hours
        let opens = hours.deadline(after: clock.now, working: .hours(6))
        let plan = DemoPlan(department, from: opens, until: until, cases: cases, dice: self.dice.fork())
        lives = plan.lives
        midnight = clock.now
        for (number, life) in lives.enumerated() { agenda.add(.life(number), at: life.begins) }
        plan.enterErrands(into: &agenda, from: clock.now, dice: &self.dice)
        // Calls have dice of their own: who rings changes nothing in what becomes of the cases.
        calls =
            DemoCalls(
                department, from: opens, until: until, count: cases * 3 / 4, dice: DemoDice(seed: UInt64(cases) &+ 77)
            ).calls
        for (number, call) in calls.enumerated() { agenda.add(.call(number), at: call.begins) }
        ownCalls =
            DemoOwnCalls(
                department, from: opens, until: until, count: cases / 2, dice: DemoDice(seed: UInt64(cases) &+ 98)
            ).calls
        for (number, call) in ownCalls.enumerated() { agenda.add(.ownCall(number), at: call.begins) }
    }

    mutating func play() async throws {
        while let (errand, instant) = agenda.next(before: until) {
            try await keepHouse(until: instant)
            clock.move(to: instant)
            if case .life(let number) = errand { try await step(number) } else { try await run(errand) }
        }
        try await keepHouse(until: until)
        clock.move(to: until)
    }

    /// All that the house does by itself before an instant, each thing at its own minute.
    private mutating func keepHouse(until instant: Instant) async throws {
        while true {
            let moment = nextMoment.map { max($0.nextMinute, clock.now) }
            guard let next = [moment, midnight].compactMap(\.self).min(), next <= instant else { return }
            clock.move(to: next)
            let isMidnight = next == midnight
            try await act { stage in
                if isMidnight { try stage.midnight() }
                try stage.moments()
            }
            if isMidnight {
                let zone = department.hours.zone
                midnight = zone.instant(zone.day(of: next).advanced(by: 1), .at(0, 1))
            }
        }
    }

    /// The next deed of a case, and when the one after it is to be done.
    private mutating func step(_ number: Int) async throws {
        guard let beat = lives[number].next else { return }
        let (record, asker) = (lives[number].record, lives[number].asker)
        do {
            let done = try await act { stage in
                let done = try stage.perform(beat.deed, on: record, asker: asker)
                return (record: done.record, standing: try stage.standing(of: done.record))
            }
            lives[number].record = done.record
            lives[number].stepTaken()
            goOn(number, after: done.standing)
        } catch let refusal as GateRefusal {
            guard let record, lives[number].objection(of: refusal.objections.map(\.clause)) else {
                throw trouble(beat, number, "\(refusal.objections.map { "\($0.clause) \($0.rule.rawValue)" })")
            }
            let found = try await act { stage in
                let file = try stage.tx.cases.file(record)
                let doer = try stage.doer(of: beat.deed, on: file, asker: nil).staff.id
                return (doer: doer, standing: try stage.standing(of: record))
            }
            lives[number].asker = found.doer
            goOn(number, after: found.standing)
        } catch let error as DatabaseError {
            throw error
        } catch {
            throw trouble(beat, number, String(describing: error))
        }
    }

    private mutating func goOn(_ number: Int, after standing: DemoStanding) {
        if let instant = lives[number].nextInstant(after: standing, on: department.hours) {
            agenda.add(.life(number), at: instant)
        }
    }

    private mutating func run(_ errand: DemoErrand) async throws {
        switch errand {
        case .life: break
        case .call(let number): try await ring(number)
        case .ownCall(let number): try await dial(number)
        case .folk:
            let thrown = dice.fork()
            try await act { stage in
                try stage.fileFolk(thrown)
                try stage.enterReceptions(isLater: false)
            }
        case .laterChannel: try await act { stage in try stage.enterReceptions(isLater: true) }
        case .erasure:
            let thrown = dice.fork()
            try await act { stage in try stage.anonymiseSomebody(thrown) }
        case .reading(let account): try await act { stage in try stage.acknowledge(account) }
        case .notices: try await act { stage in try stage.readNotices() }
        case .rounds:
            let thrown = dice.fork()
            try await act { stage in try stage.makeRounds(thrown) }
        case .papers: try await act { stage in try stage.keepPapers() }
        case .review: try await act { stage in try stage.review() }
        case .loan(let loan): try await act { stage in try stage.lend(loan) }
        case .shifts(let deed):
            // The days are those before this minute: what a clause refuses on one of them (a holiday, a group that would be
            // short) is left undone, and nothing of it stays.
            do { try await act { stage in try stage.perform(deed) } } catch let error as DatabaseError {
                throw error
            } catch {}
        case .joining(let person):
            guard let secret = secrets[person.account] else { return }
            staff[person.account] = try await act { stage in try stage.join(person, secret) }
        }
    }

    /// The next thing of a call, and when the one after it follows.
    private mutating func ring(_ number: Int) async throws {
        let call = calls[number]
        let (after, wait) = try await act { stage -> (DemoCall, Duration?) in
            var call = call
            let wait = try stage.perform(&call)
            return (call, wait)
        }
        calls[number] = after
        if let wait { agenda.add(.call(number), at: instant(after: wait)) }
    }

    private mutating func dial(_ number: Int) async throws {
        let call = ownCalls[number]
        let (after, wait) = try await act { stage -> (DemoOwnCall, Duration?) in
            var call = call
            let wait = try stage.perform(&call)
            return (call, wait)
        }
        ownCalls[number] = after
        if let wait { agenda.add(.ownCall(number), at: instant(after: wait)) }
    }

    /// A call goes on however late it is; what follows it waits for the next working hour.
    private func instant(after wait: Duration) -> Instant {
        wait < .minutes(3)
            ? clock.now + wait : department.hours.deadline(after: clock.now, workingMilliseconds: wait.milliseconds)
    }

    /// One transaction: what somebody does, then what the house does about it.
    private mutating func act<T: Sendable>(_ body: @Sendable @escaping (DemoStage) throws -> T) async throws -> T {
        let (department, staff) = (department, staff)
        let (result, next) = try await database.write { tx in
            let stage = DemoStage(tx: tx, department: department, staff: staff)
            let result = try body(stage)
            return (result, try stage.leave())
        }
        nextMoment = next
        return result
    }

    private func trouble(_ beat: DemoBeat, _ number: Int, _ cause: String) -> DemoTrouble {
        DemoTrouble(deed: String(describing: beat.deed), fate: lives[number].fate, at: clock.now, cause: cause)
    }
}

extension Instant {
    /// The house looks what is due once a minute.
    fileprivate var nextMinute: Instant { Instant(milliseconds: (milliseconds + 59_999) / 60_000 * 60_000) }
}
