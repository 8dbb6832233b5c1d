import Database
import Handbook
import Kernel
import Testing
import Testkit

@testable import Desk
@testable import Deskkit

/// A swap from the request to the return, and how it is refused, on both engines.
@Suite struct ShiftSwapStoryTests {
    private static let first = Day(2026, 1, 9)
    private static let second = Day(2026, 1, 12)

    private static func plan(_ shift: ShiftAssignment.ID, _ colleague: Staff.ID?, _ back: ShiftAssignment.ID?)
        -> SwapPlan
    {
        SwapPlan(
            shift: shift, counterpart: colleague, back: back, reason: .errand, text: "办房产过户", briefing: "有两个待回电")
    }

    /// GAME-61, 62, 64, 65, 67
    @Test(arguments: TestDatabase.engines)
    func aSwapIsConsentedToAgreedToBriefedWorkedAndReturned(engine: Engine) async throws {
        try await RosteredDesk.open(engine) { desk in
            let (wang, zhao) = (RosteredDesk.agent(1), RosteredDesk.agent(2))
            let mine = try await desk.shift("s-1", wang, Self.first, inGroup: false)
            let theirs = try await desk.shift("s-2", zhao, Self.second, inGroup: false)
            let swap = try await desk.act(as: wang) { tx, actor in
                try tx.shiftSwaps.request(Self.plan(mine, zhao, theirs), by: actor)
            }
            await #expect(throws: ShiftSwap.Refusal.ownAct(RosteredDesk.clause("13.2")), "not by whoever asked") {
                try await desk.act(as: wang) { tx, actor in try tx.shiftSwaps.accept(swap.id, returning: nil, by: actor)
                }
            }
            await #expect(throws: ShiftSwap.Refusal.notNow(.requested), "no consent, no decision") {
                try await desk.act(as: RosteredDesk.leader) { tx, actor in
                    try tx.shiftSwaps.approve(swap.id, saying: "", by: actor)
                }
            }
            try await desk.act(as: zhao) { tx, actor in try tx.shiftSwaps.accept(swap.id, returning: nil, by: actor) }
            await #expect(throws: ShiftSwap.Refusal.ownAct(RosteredDesk.clause("13.3"))) {
                try await desk.act(as: zhao) { tx, actor in try tx.shiftSwaps.approve(swap.id, saying: "", by: actor) }
            }
            try await desk.act(as: RosteredDesk.leader) { tx, actor in
                try tx.shiftSwaps.approve(swap.id, saying: "人手够", by: actor)
            }
            #expect(try await desk.shifts(of: zhao, on: Self.first).map(\.origin) == [.swap])
            #expect(try await desk.shifts(of: wang, on: Self.second).map(\.origin) == [.return])
            #expect(try await desk.shifts(of: wang, on: Self.first) == [])
            let changes = try await desk.database.read { tx in try tx.rosters.changes(of: "roster", limit: 10) }
            #expect(
                changes.map { "\($0.was) → \($0.became)" }.sorted() == [
                    "客服1 2026-01-09 09:00-21:00 → 客服2 2026-01-09 09:00-21:00",
                    "客服2 2026-01-12 09:00-21:00 → 客服1 2026-01-12 09:00-21:00",
                ], "F-60 says whose shift became whose")
            let leave = await #expect(throws: GateRefusal.self, "no leave on a leg (GAME-65)") {
                try await desk.act(as: zhao) { tx, actor in
                    try tx.leaves.ask(
                        Leave.Plan(type: "personal", hours: RosteredDesk.hours(Self.first), reason: "想休息"), by: actor)
                }
            }
            #expect(leave?.objections.map(\.rule) == [.swapLegs])
            for person in [wang, zhao] {
                try await desk.act(as: person) { tx, actor in try tx.shiftSwaps.brief(swap.id, by: actor) }
            }
            for (day, state) in [(Self.first, ShiftSwap.State.worked), (Self.second, .returned)] {
                desk.clock.set(to: RosteredDesk.hours(day).upperBound)
                _ = try await desk.database.write { tx in try tx.shiftSwaps.passTime(limit: 10) }
                let now = try await desk.database.read { tx in try tx.shiftSwaps.find(swap.id) }
                #expect(now?.state == state)
            }
            let ledger = try await desk.database.read { tx in try tx.obligations.all(of: swap.subject) }
            let briefing = ledger.filter { $0.rule.name == "swap.brief" }
            #expect(briefing.count == 1 && briefing.allSatisfy { !$0.isOpen })
        }
    }

    /// GAME-63: of twenty that are agreed to at once for one person, five get through.
    @Test(arguments: TestDatabase.engines)
    func ofTwentyAtOnceNoSixthGetsThrough(engine: Engine) async throws {
        try await RosteredDesk.open(engine, agents: 21) { desk in
            let wang = RosteredDesk.agent(21)
            var swaps: [ShiftSwap.ID] = []
            for number in 1...20 {
                let colleague = RosteredDesk.agent(number)
                let mine = try await desk.shift("m-\(number)", colleague, Day(2026, 1, 6 + number), inGroup: false)
                let back = try await desk.shift("b-\(number)", wang, Day(2026, 2, number), inGroup: false)
                let swap = try await desk.act(as: colleague) { tx, actor in
                    try tx.shiftSwaps.request(Self.plan(mine, wang, back), by: actor)
                }
                try await desk.act(as: wang) { tx, actor in
                    try tx.shiftSwaps.accept(swap.id, returning: nil, by: actor)
                }
                swaps.append(swap.id)
            }
            let refused = await withTaskGroup(of: [Gate.Rule]?.self) { group in
                for (index, id) in swaps.enumerated() {
                    group.addTask {
                        do {
                            let leader = index.isMultiple(of: 2) ? RosteredDesk.leader : RosteredDesk.otherLeader
                            try await desk.act(as: leader) { tx, actor in
                                try tx.shiftSwaps.approve(id, saying: "", by: actor)
                            }
                            return nil
                        } catch let refusal as GateRefusal {
                            return refusal.objections.map(\.rule)
                        } catch {
                            return []
                        }
                    }
                }
                return await group.reduce(into: [[Gate.Rule]?]()) { $0.append($1) }
            }
            #expect(refused.count { $0 == nil } == 5)
            #expect(refused.compactMap(\.self) == Array(repeating: [.swapLimit], count: 15))
            let used = try await desk.database.read { tx in
                try tx.shiftSwaps.count(of: wang, in: "2026-01", both: true, returns: false)
            }
            #expect(used == 5)
            let late = try await desk.shift("late", wang, Day(2026, 1, 30), inGroup: false)
            let sixth = await #expect(throws: GateRefusal.self, "and at the request") {
                try await desk.act(as: wang) { tx, actor in
                    try tx.shiftSwaps.request(Self.plan(late, nil, nil), by: actor)
                }
            }
            #expect(sixth?.objections.map(\.clause) == ["13.9"])
        }
    }

    /// Two approvers at once: one wins, the other hears how it stands.
    @Test(arguments: TestDatabase.engines)
    func ofTwoApproversAtOnceOneWins(engine: Engine) async throws {
        try await RosteredDesk.open(engine) { desk in
            let (wang, zhao) = (RosteredDesk.agent(1), RosteredDesk.agent(2))
            let mine = try await desk.shift("s-1", wang, Self.first, inGroup: false)
            let theirs = try await desk.shift("s-2", zhao, Self.second, inGroup: false)
            let open = try await desk.act(as: wang) { tx, actor in
                try tx.shiftSwaps.request(Self.plan(mine, nil, nil), by: actor)
            }
            try await desk.act(as: zhao) { tx, actor in try tx.shiftSwaps.accept(open.id, returning: theirs, by: actor)
            }
            async let one = Result.of {
                try await desk.act(as: RosteredDesk.leader) { tx, actor in
                    try tx.shiftSwaps.approve(open.id, saying: "", by: actor)
                }
            }
            async let other = Result.of {
                try await desk.act(as: RosteredDesk.otherLeader) { tx, actor in
                    try tx.shiftSwaps.reject(open.id, saying: "", by: actor)
                }
            }
            let results = await [one, other]
            #expect(results.count { $0 == nil } == 1)
            let lost = results.compactMap(\.self).first as? ShiftSwap.Refusal
            #expect(lost == .notNow(.approved) || lost == .notNow(.rejected))
        }
    }

    /// GAME-62: sent twice it is asked for once, to a colleague or to whoever wants it.
    @Test(arguments: TestDatabase.engines)
    func aShiftIsAskedForOnceAtATime(engine: Engine) async throws {
        try await RosteredDesk.open(engine) { desk in
            let (wang, zhao) = (RosteredDesk.agent(1), RosteredDesk.agent(2))
            let mine = try await desk.shift("s-1", wang, Self.first, inGroup: false)
            let theirs = try await desk.shift("s-2", zhao, Self.second, inGroup: false)
            let open = try await desk.act(as: wang) { tx, actor in
                try tx.shiftSwaps.request(Self.plan(mine, nil, nil), by: actor)
            }
            for plan in [Self.plan(mine, nil, nil), Self.plan(mine, zhao, theirs)] {
                await #expect(throws: ShiftSwap.Refusal.asked(open.number)) {
                    try await desk.act(as: wang) { tx, actor in _ = try tx.shiftSwaps.request(plan, by: actor) }
                }
            }
            try await desk.act(as: wang) { tx, actor in try tx.shiftSwaps.withdraw(open.id, by: actor) }
            let again = try await desk.act(as: wang) { tx, actor in
                try tx.shiftSwaps.request(Self.plan(mine, nil, nil), by: actor)
            }
            #expect(again.state == .requested)
        }
    }

    /// GAME-62: without consent it lapses an hour before the earlier shift.
    @Test(arguments: TestDatabase.engines)
    func withoutConsentItLapses(engine: Engine) async throws {
        try await RosteredDesk.open(engine) { desk in
            let wang = RosteredDesk.agent(1)
            let mine = try await desk.shift("s-1", wang, Self.first, inGroup: false)
            let open = try await desk.act(as: wang) { tx, actor in
                try tx.shiftSwaps.request(Self.plan(mine, nil, nil), by: actor)
            }
            desk.clock.set(to: RosteredDesk.hours(Self.first).lowerBound - .minutes(60))
            #expect(try await desk.database.write { tx in try tx.shiftSwaps.passTime(limit: 10) } == 0)
            desk.clock.advance(by: .minutes(1))
            #expect(try await desk.database.write { tx in try tx.shiftSwaps.passTime(limit: 10) } == 1)
            #expect(try await desk.database.read { tx in try tx.shiftSwaps.find(open.id)?.state } == .expired)
        }
    }

    /// GAME-64: both are heard, the shares make a hundred, an appeal goes to somebody else.
    @Test(arguments: TestDatabase.engines)
    func whoAnswersForAMissedShiftIsSettled(engine: Engine) async throws {
        try await RosteredDesk.open(engine) { desk in
            let (wang, zhao) = (RosteredDesk.agent(1), RosteredDesk.agent(2))
            let mine = try await desk.shift("s-1", wang, Self.first, inGroup: false)
            let theirs = try await desk.shift("s-2", zhao, Self.second, inGroup: false)
            let swap = try await desk.act(as: wang) { tx, actor in
                try tx.shiftSwaps.request(Self.plan(mine, zhao, theirs), by: actor)
            }
            try await desk.act(as: zhao) { tx, actor in try tx.shiftSwaps.accept(swap.id, returning: nil, by: actor) }
            try await desk.act(as: RosteredDesk.leader) { tx, actor in
                try tx.shiftSwaps.approve(swap.id, saying: "", by: actor)
            }
            desk.clock.set(to: RosteredDesk.hours(Self.first).lowerBound + .hours(1))
            let matter = try await desk.act(as: RosteredDesk.leader) { tx, actor in
                try tx.swapLiabilities.open(swap.id, .swap, by: actor)
            }
            let shares = try #require(SwapLiability.Shares(initiator: 30))
            #expect(shares.counterpart == 70 && SwapLiability.Shares(initiator: 101) == nil)
            await #expect(throws: SwapLiability.Refusal.notHeard(clause: "13.7")) {
                try await desk.act(as: RosteredDesk.supervisor) { tx, actor in
                    try tx.swapLiabilities.decide(matter.id, shares, because: "", by: actor)
                }
            }
            for person in [wang, zhao] {
                try await desk.act(as: person) { tx, actor in
                    try tx.swapLiabilities.state(matter.id, "我以为是下周", by: actor)
                }
            }
            await #expect(
                throws: SwapLiability.Refusal.notEntitled("客服主管", clause: "13.7"), "by a supervisor, not by a leader"
            ) {
                try await desk.act(as: RosteredDesk.leader) { tx, actor in
                    try tx.swapLiabilities.decide(matter.id, shares, because: "交代不清", by: actor)
                }
            }
            try await desk.act(as: RosteredDesk.supervisor) { tx, actor in
                try tx.swapLiabilities.decide(matter.id, shares, because: "交代不清", by: actor)
            }
            try await desk.act(as: zhao) { tx, actor in try tx.swapLiabilities.appeal(matter.id, "我问过两次", by: actor) }
            let told = try await desk.database.read { tx in
                try tx.execute(
                    """
                    SELECT payload FROM outbox JOIN event ON event.id = outbox.event_id
                    WHERE event.kind = \(EventKind.liabilityAppealed.rawValue) AND outbox.kind = 'notice'
                    ORDER BY payload LIMIT 20
                    """
                ).map { try $0.text("payload") }
            }
            #expect(
                Set(told) == [wang.rawValue, RosteredDesk.manager.rawValue],
                "the other one, and who may decide: the only supervisor has decided already")
            await #expect(throws: SwapLiability.Refusal.sameDecider(clause: "13.7")) {
                try await desk.act(as: RosteredDesk.supervisor) { tx, actor in
                    try tx.swapLiabilities.decide(matter.id, shares, because: "维持", by: actor)
                }
            }
            let even = try #require(SwapLiability.Shares(initiator: 50))
            try await desk.act(as: RosteredDesk.manager) { tx, actor in
                try tx.swapLiabilities.decide(matter.id, even, because: "双方都有责任", by: actor)
            }
            let end = try await desk.database.read { tx in try tx.swapLiabilities.find(matter.id) }
            #expect(end?.state == .final && end?.final?.shares == even && end?.decision?.shares == shares)
        }
    }

    /// GAME-64: an appeal is decided by another's authority, not by the first decider's in other hands.
    @Test(arguments: TestDatabase.engines)
    func aPostThatIsLentDecidesNoAppealAgainstItsOwner(engine: Engine) async throws {
        try await RosteredDesk.open(engine) { desk in
            let (wang, zhao, chen) = (RosteredDesk.agent(1), RosteredDesk.agent(2), RosteredDesk.agent(3))
            let mine = try await desk.shift("s-1", wang, Self.first, inGroup: false)
            let theirs = try await desk.shift("s-2", zhao, Self.second, inGroup: false)
            let swap = try await desk.act(as: wang) { tx, actor in
                try tx.shiftSwaps.request(Self.plan(mine, zhao, theirs), by: actor)
            }
            try await desk.act(as: zhao) { tx, actor in try tx.shiftSwaps.accept(swap.id, returning: nil, by: actor) }
            try await desk.act(as: RosteredDesk.leader) { tx, actor in
                try tx.shiftSwaps.approve(swap.id, saying: "", by: actor)
            }
            desk.clock.set(to: RosteredDesk.hours(Self.first).lowerBound + .hours(1))
            let matter = try await desk.act(as: RosteredDesk.leader) { tx, actor in
                try tx.swapLiabilities.open(swap.id, .swap, by: actor)
            }
            for person in [wang, zhao] {
                try await desk.act(as: person) { tx, actor in
                    try tx.swapLiabilities.state(matter.id, "我以为是下周", by: actor)
                }
            }
            let shares = try #require(SwapLiability.Shares(initiator: 30))
            try await desk.act(as: RosteredDesk.supervisor) { tx, actor in
                try tx.swapLiabilities.decide(matter.id, shares, because: "交代不清", by: actor)
                let held = try #require(try tx.appointments.open(of: actor.staff.id, at: tx.now).first)
                _ = try tx.delegations.give(
                    Loan(
                        appointment: held.id, recipient: chen, from: tx.now, to: tx.now + .days(7), reason: "外出"),
                    by: actor, under: PostsInForce(tx: tx))
            }
            try await desk.act(as: zhao) { tx, actor in try tx.swapLiabilities.appeal(matter.id, "我问过两次", by: actor) }
            await #expect(throws: SwapLiability.Refusal.self) {
                try await desk.act(as: chen) { tx, actor in
                    try tx.swapLiabilities.decide(matter.id, shares, because: "维持", by: actor)
                }
            }
            let offered = try await desk.act(as: chen) { tx, actor in
                try tx.shiftSwaps.view(swap.id, for: actor).maySettle
            }
            #expect(offered.isEmpty)
            try await desk.act(as: RosteredDesk.manager) { tx, actor in
                try tx.swapLiabilities.decide(matter.id, shares, because: "维持", by: actor)
            }
        }
    }

    /// GAME-64: where people clock, a leg to which nobody came is missed, and whoever decides hears of it.
    @Test(arguments: TestDatabase.engines)
    func aLegThatNobodyWorkedIsMissed(engine: Engine) async throws {
        try await RosteredDesk.open(engine) { desk in
            let (wang, zhao, chen) = (RosteredDesk.agent(1), RosteredDesk.agent(2), RosteredDesk.agent(3))
            let mine = try await desk.shift("s-1", wang, Self.first, inGroup: false)
            let theirs = try await desk.shift("s-2", zhao, Self.second, inGroup: false)
            try await desk.shift("s-3", chen, Self.first, inGroup: false)
            let swap = try await desk.act(as: wang) { tx, actor in
                try tx.shiftSwaps.request(Self.plan(mine, zhao, theirs), by: actor)
            }
            try await desk.act(as: zhao) { tx, actor in try tx.shiftSwaps.accept(swap.id, returning: nil, by: actor) }
            try await desk.act(as: RosteredDesk.leader) { tx, actor in
                try tx.shiftSwaps.approve(swap.id, saying: "人手够", by: actor)
            }
            func pass() async throws -> ShiftSwap.State? {
                try await desk.database.write { tx in
                    _ = try tx.shiftSwaps.passTime(limit: 10)
                    return try tx.shiftSwaps.find(swap.id)?.state
                }
            }
            let hours = RosteredDesk.hours(Self.first)
            desk.clock.set(to: hours.lowerBound - .minutes(5))
            try await desk.act(as: chen) { tx, actor in try tx.clockEvents.press(.in, by: actor) }
            desk.clock.set(to: hours.upperBound)
            #expect(try await pass() == .approved, "the clock may have been forgotten")
            desk.clock.set(to: hours.upperBound + ShiftSwap.patience)
            #expect(try await pass() == .missed)
            let found = try await desk.database.read { tx in try tx.swapLiabilities.of(swap.id, .swap) }
            let liability = try #require(found, "the clocks open it")
            #expect(liability.openedBy == nil && liability.missedAt == hours.lowerBound)
            await #expect(throws: SwapLiability.Refusal.openedAlready) {
                try await desk.act(as: RosteredDesk.leader) { tx, actor in
                    try tx.swapLiabilities.open(swap.id, .swap, by: actor)
                }
            }
            // Silence keeps nothing from being decided, and what nobody appeals against is final.
            let shares = try #require(SwapLiability.Shares(initiator: 0))
            func decide() async throws {
                try await desk.act(as: RosteredDesk.supervisor) { tx, actor in
                    try tx.swapLiabilities.decide(liability.id, shares, because: "没有来", by: actor)
                }
            }
            try await desk.act(as: wang) { tx, actor in
                try tx.swapLiabilities.state(liability.id, "我交代过", by: actor)
            }
            await #expect(throws: SwapLiability.Refusal.notHeard(clause: "13.7")) { try await decide() }
            desk.clock.advance(by: SwapLiability.hearing)
            try await decide()
            func lapse() async throws -> Int {
                try await desk.database.write { tx in try tx.swapLiabilities.passTime(limit: 10) }
            }
            #expect(try await lapse() == 0)
            let decided = try await desk.database.read { tx in try tx.swapLiabilities.find(liability.id) }
            #expect(decided?.appealBy == desk.clock.now + .days(5), "as long as the clause says")
            desk.clock.advance(by: .days(5))
            let late = await #expect(throws: GateRefusal.self, "too late") {
                try await desk.act(as: zhao) { tx, actor in
                    try tx.swapLiabilities.appeal(liability.id, "我病了", by: actor)
                }
            }
            #expect(late?.objections.map(\.clause) == ["13.7"])
            #expect(try await lapse() == 1)
            let shared = try await desk.database.read { tx in try tx.swapLiabilities.shares(of: zhao) }
            #expect(shared.map(\.share) == [100])
            let after = await #expect(throws: GateRefusal.self, "nor once it is final") {
                try await desk.act(as: zhao) { tx, actor in
                    try tx.swapLiabilities.appeal(liability.id, "我病了", by: actor)
                }
            }
            #expect(after?.objections.map(\.clause) == ["13.7"])
        }
    }

    /// GAME-64: the return is a leg of its own: missed too, it has its own matter and its own shares.
    @Test(arguments: TestDatabase.engines)
    func eachLegThatIsMissedHasItsOwnMatter(engine: Engine) async throws {
        try await RosteredDesk.open(engine) { desk in
            let (wang, zhao, chen) = (RosteredDesk.agent(1), RosteredDesk.agent(2), RosteredDesk.agent(3))
            let mine = try await desk.shift("s-1", wang, Self.first, inGroup: false)
            let theirs = try await desk.shift("s-2", zhao, Self.second, inGroup: false)
            for day in [Self.first, Self.second] { try await desk.shift("c-\(day)", chen, day, inGroup: false) }
            let swap = try await desk.act(as: wang) { tx, actor in
                try tx.shiftSwaps.request(Self.plan(mine, zhao, theirs), by: actor)
            }
            try await desk.act(as: zhao) { tx, actor in try tx.shiftSwaps.accept(swap.id, returning: nil, by: actor) }
            try await desk.act(as: RosteredDesk.leader) { tx, actor in
                try tx.shiftSwaps.approve(swap.id, saying: "人手够", by: actor)
            }
            func pass() async throws -> ShiftSwap? {
                try await desk.database.write { tx in
                    _ = try tx.shiftSwaps.passTime(limit: 10)
                    return try tx.shiftSwaps.find(swap.id)
                }
            }
            func opened() async throws -> [SwapLiability.Leg] {
                try await desk.database.read { tx in try tx.swapLiabilities.of(swap.id).map(\.leg) }
            }
            for (day, awaited) in [(Self.first, SwapLiability.Leg.back), (Self.second, nil)] {
                let hours = RosteredDesk.hours(day)
                desk.clock.set(to: hours.lowerBound - .minutes(5))
                try await desk.act(as: chen) { tx, actor in try tx.clockEvents.press(.in, by: actor) }
                desk.clock.set(to: hours.upperBound + ShiftSwap.patience)
                let now = try await pass()
                #expect(now?.state == .missed && now?.awaited == awaited)
            }
            #expect(try await opened() == [.swap, .back])
            #expect(try await pass()?.awaited == nil, "nothing is judged twice")
            let matters = try await desk.database.read { tx in try tx.swapLiabilities.of(swap.id) }
            for (matter, share) in zip(matters, [0, 100]) {
                for person in [wang, zhao] {
                    try await desk.act(as: person) { tx, actor in
                        try tx.swapLiabilities.state(matter.id, "我记错了", by: actor)
                    }
                }
                try await desk.act(as: RosteredDesk.supervisor) { tx, actor in
                    try tx.swapLiabilities.decide(
                        matter.id, try #require(SwapLiability.Shares(initiator: share)), because: "没有来", by: actor)
                }
                for person in [wang, zhao] {
                    try await desk.act(as: person) { tx, actor in try tx.swapLiabilities.accept(matter.id, by: actor) }
                }
            }
            let shares = try await desk.database.read { tx in try tx.swapLiabilities.shares(of: wang) }
            #expect(shares.map(\.leg) == [.back, .swap] && shares.map(\.share) == [100, 0])
        }
    }

    /// The return of a swap whose first leg was missed is worked all the same.
    @Test(arguments: TestDatabase.engines)
    func theReturnOfAMissedSwapMayBeWorked(engine: Engine) async throws {
        try await RosteredDesk.open(engine) { desk in
            let (wang, zhao) = (RosteredDesk.agent(1), RosteredDesk.agent(2))
            let mine = try await desk.shift("s-1", wang, Self.first, inGroup: false)
            let theirs = try await desk.shift("s-2", zhao, Self.second, inGroup: false)
            let swap = try await desk.act(as: wang) { tx, actor in
                try tx.shiftSwaps.request(Self.plan(mine, zhao, theirs), by: actor)
            }
            try await desk.act(as: zhao) { tx, actor in try tx.shiftSwaps.accept(swap.id, returning: nil, by: actor) }
            try await desk.act(as: RosteredDesk.leader) { tx, actor in
                try tx.shiftSwaps.approve(swap.id, saying: "", by: actor)
            }
            desk.clock.set(to: RosteredDesk.hours(Self.first).lowerBound + .hours(1))
            try await desk.act(as: RosteredDesk.leader) { tx, actor in
                _ = try tx.swapLiabilities.open(swap.id, .swap, by: actor)
            }
            desk.clock.set(to: RosteredDesk.hours(Self.second).upperBound)
            let worked = try await desk.database.write { tx in
                _ = try tx.shiftSwaps.passTime(limit: 10)
                return (try tx.shiftSwaps.find(swap.id), try tx.swapLiabilities.of(swap.id).map(\.leg))
            }
            #expect(worked.0?.state == .missed && worked.0?.awaited == nil && worked.1 == [.swap])
        }
    }
}

/// What an act was refused with; nothing when it was done.
private enum Result {
    static func of(_ act: @Sendable () async throws -> Void) async -> (any Error)? {
        do {
            try await act()
            return nil
        } catch {
            return error
        }
    }
}
