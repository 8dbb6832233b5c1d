import Handbook
import Kernel

/// The month as it will be lived through, before anybody does anything: which case comes when, and how it goes.
struct DemoPlan {
    let department: DemoDepartment
    /// From when people have read their handbook and take cases.
    let opens: Instant
    let until: Instant
    private(set) var lives: [DemoLife] = []
    private var dice: DemoDice
    private var callers: [DemoCaller] = []
    /// What customers bring next: every scenario once, then again with other products, so that nothing repeats soon.
    private var deck: [(scenario: DemoScenario, product: String)] = []
    private let workday: Int

    /// When the new colleague joins, and takes the first case.
    var joins: Instant { place(at: 0.62) }

    init(_ department: DemoDepartment, from opens: Instant, until: Instant, cases: Int, dice: DemoDice) {
        self.department = department
        self.opens = opens
        self.until = until
        self.dice = dice
        workday = Self.workday(by: department.hours, from: opens, until: until)
        let today = Array(DemoFate.openToday.prefix(max(13, min(DemoFate.openToday.count, cases / 6))))
        let once = Array(DemoFate.once.prefix(max(0, cases - today.count)))
        for (number, fate) in once.enumerated() { addPast(fate, number: number, of: once.count) }
        for _ in 0..<max(0, cases - today.count - once.count) {
            let fate = self.dice.one(of: DemoFate.usual) ?? .plain
            addUsual(fate)
        }
        for fate in today { addOpen(fate) }
        lives.sort { $0.begins < $1.begins }
    }

    /// Those that must come to their end begin early.
    private mutating func addPast(_ fate: DemoFate, number: Int, of count: Int) {
        let share = 0.02 + 0.5 * Double(number) / Double(max(1, count))
        let begins = fate == .novice ? department.hours.deadline(after: joins, working: .hours(2)) : place(at: share)
        add(fate, at: begins)
    }

    private mutating func addUsual(_ fate: DemoFate) { add(fate, at: place(at: Double(dice.number(0...970)) / 1000)) }

    private mutating func add(_ fate: DemoFate, at begins: Instant) {
        let plot = plot(fate, at: begins)
        lives.append(DemoLife(plot, fate: fate, begins: begins, isPaced: true))
    }

    /// A case of today reaches its state so long ago that the next clock stands where it should.
    private mutating func addOpen(_ fate: DemoFate) {
        let plot = plot(fate, at: until)
        let handbook = department.handbook
        let circumstances = Circumstances(
            type: plot.scenario.type, severity: .ordinary, source: plot.caller.source, channel: plot.caller.channel)
        let steps = Duration.seconds(plot.beats.reduce(0) { $0 + $1.wait.seconds })
        var begins: Instant
        if case .open(let state, let age) = fate {
            let rule = state.nextClock(in: handbook)
            let length = handbook.length(of: rule, in: circumstances) ?? .hours(4)
            let ago = Duration.milliseconds(Int64(Double(length.milliseconds) * age.share))
            // The clock of completion began with the report, the others with the last step.
            let last = rule == .complete ? until - ago : back(steps, from: until - ago)
            begins = min(last, back(steps + .minutes(2), from: until))
        } else {
            begins = back(steps + .minutes(dice.number(15...60)), from: until)
        }
        begins = max(begins, opens)
        begins = department.hours.deadline(after: begins, working: .seconds(1))
        lives.append(DemoLife(plot, fate: fate, begins: begins, isPaced: false))
    }

    private mutating func plot(_ fate: DemoFate, at begins: Instant) -> DemoPlot {
        let pack = department.pack
        let (scenario, product) = drawDispute(fate) ?? drawScenario { !fate.needsComplaint || $0.type == .complaint }
        let desk = pack.people.filter { $0.isAtTheDesk && (!$0.isNewcomer || begins > joins + .days(2)) }
        let newcomer = pack.people.first(where: \.isNewcomer)
        let receiver = (fate == .novice ? newcomer : nil) ?? dice.one(of: desk) ?? pack.people[0]
        let unit = pack.units.first { $0.code == receiver.unit } ?? pack.units[0]
        let caller = DemoCaller.next(with: product, in: pack, at: unit, known: callers, &dice)
        callers.append(caller)
        return DemoPlot(
            fate, pack: pack, handbook: department.handbook, scenario: scenario, caller: caller,
            unit: department.units[unit.code] ?? "", receiver: receiver.account, workday: workday, dice: dice.fork())
    }

    /// A department that takes disputes in has at least one.
    private func drawDispute(_ fate: DemoFate) -> (DemoScenario, String)? {
        guard fate == .mediated, let scenario = department.pack.scenarios.first(where: { $0.type == .dispute }) else {
            return nil
        }
        return (scenario, scenario.products[0])
    }

    private mutating func drawScenario(_ fits: (DemoScenario) -> Bool) -> (DemoScenario, String) {
        if !deck.contains(where: { fits($0.scenario) }) {
            let scenarios = department.pack.scenarios
            for turn in 0..<(scenarios.map(\.products.count).max() ?? 0) {
                deck += scenarios.filter { turn < $0.products.count }.shuffled(using: &dice)
                    .map { (scenario: $0, product: $0.products[turn]) }
            }
        }
        let drawn = deck.remove(at: deck.firstIndex { fits($0.scenario) } ?? 0)
        return (drawn.scenario, drawn.product)
    }

    /// An instant of working time at a share of the whole history. Few customers come in the last minutes of a day.
    private func place(at share: Double) -> Instant {
        let hours = department.hours
        let whole = Double(hours.workingMilliseconds(from: opens, to: until))
        let instant = hours.deadline(after: opens, workingMilliseconds: Int64(whole * share) + 1000)
        let opening = hours.nextOpening(from: instant)
        let left = (opening.upperBound - instant).milliseconds
        return left < 1_800_000 ? max(opening.lowerBound, instant - .milliseconds(1_800_000 - left)) : instant
    }

    /// So much working time before an instant, not before the beginning.
    private func back(_ work: Duration, from instant: Instant) -> Instant {
        let hours = department.hours
        let whole = hours.workingMilliseconds(from: opens, to: instant)
        return hours.deadline(after: opens, workingMilliseconds: max(1000, whole - work.milliseconds))
    }

    /// The working time of a usual day, in seconds.
    private static func workday(by hours: BusinessCalendar, from start: Instant, until end: Instant) -> Int {
        let days = hours.workingDays(after: hours.day(of: start), through: hours.day(of: end))
        return Int(hours.workingMilliseconds(from: start, to: end) / 1000) / max(1, days)
    }
}

extension DemoFate {
    /// A colleague's exception, a penalty, a return visit: what only a complaint brings with it.
    fileprivate var needsComplaint: Bool {
        switch self {
        case .plain, .compensated, .referred, .withdrawn: false
        case .mediated: false
        case .supervised, .openSlip, .transferred, .novice, .open, .late, .refused, .unfounded, .suspended,
            .suspendedTooLong, .returned,
            .bounced, .escalated,
            .reopenedAtVisit, .reopenedFromArchive, .major, .promiseBroken, .promiseRenewed, .departed, .causeUnknown,
            .moreTime, .missedCalls, .openSuspended, .openTransfer, .openEscalation, .openException:
            true
        }
    }
}

extension Case.State {
    /// The clock that a case in this state is watched by.
    fileprivate func nextClock(in handbook: Handbook) -> DeadlineRule {
        switch self {
        case .registered: .accept
        case .accepted: .judge
        case .investigating: handbook.steps.contains(.judge) ? .investigate : .complete
        case .awaitingDecision: .decide
        case .awaitingVisit: .returnVisit
        case .summarising: .summarise
        case .dispatching: .dispatch
        case .assessing: .assess
        case .mediating: .mediate
        case .proposing, .implementing, .awaitingCustomer, .unfounded, .archived, .referred, .withdrawn, .answering,
            .responding, .thanking, .taking, .arriving, .fixing, .signing, .agreeing, .merged:
            .complete
        }
    }
}
