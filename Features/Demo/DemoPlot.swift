import Handbook
import Kernel

/// The story of one case, beat by beat, before it is played: what is done, how long each step takes, what is neglected.
struct DemoPlot {
    let pack: DemoPack
    let handbook: Handbook
    let scenario: DemoScenario
    let caller: DemoCaller
    let unit: Unit.ID
    /// The account of whoever takes the case in.
    let receiver: String
    /// The working time of a usual day, in seconds.
    let workday: Int
    var dice: DemoDice
    var beats: [DemoBeat] = []
    /// What the braces of a phrase stand for in this story.
    let words: DemoWording
    /// Clocks that nobody looks at in this story.
    var neglects: Set<DeadlineRule> = []
    var isPledged = false
    var isPunished = false
    var departs = false
    var pledgeShare = 1.6

    init(
        _ fate: DemoFate, pack: DemoPack, handbook: Handbook, scenario: DemoScenario, caller: DemoCaller,
        unit: Unit.ID, receiver: String, workday: Int, dice: DemoDice
    ) {
        self.pack = pack
        self.handbook = handbook
        self.scenario = scenario
        self.caller = caller
        words = DemoWording(
            subject: scenario.subject, product: caller.product, place: caller.place, customer: pack.customer,
            name: caller.name == DemoCaller.anonymous ? pack.customer : caller.name)
        self.unit = unit
        self.receiver = receiver
        self.workday = workday
        self.dice = dice
        tell(fate)
        fillPledges()
    }

    mutating func tell(_ fate: DemoFate) {
        guard handbook.way(of: scenario.type) == .procedure else { return tellOwnWay(fate) }
        switch fate {
        case .plain, .mediated: wholeWay()
        case .supervised:
            untilInvestigated()
            askDepartment()
            solve()
            finish()
        case .openSlip:
            untilInvestigated()
            add(.sendSlip(.supervision, say(DemoPhrases.slipMatters)), pack.tempo.reply)
        case .compensated: wholeWay(compensates: true)
        case .late(let rule):
            wholeWay()
            beLate(rule)
        case .refused(let times):
            untilSolved()
            for _ in 0..<times { again(.refused) }
            finish()
        case .unfounded(let reaction):
            guard isTaken(.judge) else { return wholeWay() }
            begin()
            judge(isFounded: false)
            add(.answerUnfounded(say(DemoPhrases.unfoundedReplies), reaction), pack.tempo.confirm)
            if reaction == .notUnderstood { add(.takeEscalation, pack.tempo.decide) }
            care()
        case .referred:
            begin()
            let referral = dice.one(of: pack.referrals)
            add(.refer(to: referral?.party ?? "", because: referral?.reason ?? ""), pack.tempo.judge)
            if isTaken(.judge) { return }
            // Without a judgement the case is under investigation once it is accepted: it is referred before.
            beats.removeAll { if case .accept = $0.deed { true } else { false } }
        case .withdrawn:
            begin()
            judge()
            add(.withdraw(say(DemoPhrases.withdrawals)), pack.tempo.investigate)
        case .suspended:
            untilInvestigated()
            suspend(days: 5)
            if dice.happens(50) {
                add(.resume, wait: .patient(workday * 5 / 2))
                solve()
            } else {
                solve(wait: .afterSuspension(minutes: dice.number(10...40)))
            }
            finish()
        case .suspendedTooLong(let isGranted):
            untilInvestigated()
            suspendTooLong(isGranted: isGranted)
            add(.resume, wait: .patient(workday * 3))
            solve()
            finish()
        case .transferred, .returned, .bounced: handOn(fate)
        case .escalated:
            begin()
            add(.escalate(say(DemoPhrases.escalations)), pack.tempo.reply)
            add(.takeEscalation, pack.tempo.accept)
            judge()
            investigate()
            solve(compensates: dice.happens(60))
            finish()
        case .reopenedAtVisit, .reopenedFromArchive: comeBack(fate)
        case .major:
            begin(as: .major)
            judge()
            investigate()
            solve(compensates: true)
            finish()
        case .promiseBroken:
            pledgeShare = 0.5
            untilInvestigated()
            delay(.keepPromise)
            solve()
            finish()
        case .promiseRenewed:
            pledgeShare = 1.2
            begin()
            judge()
            if isPledged { add(.renewPromise(pledge(DemoPhrases.renewals)), pack.tempo.investigate) }
            investigate()
            solve()
            finish()
        case .departed:
            departs = true
            wholeWay()
        case .causeUnknown:
            begin()
            judge()
            investigate(namesCulprit: false)
            solve()
            finish()
        case .moreTime: takeMoreTime()
        case .missedCalls:
            wholeWay()
            missCalls()
        case .novice:
            begin(isNovice: true)
            judge()
            investigate()
            solve()
            finish()
        case .open(let state, _): stop(in: state)
        case .openSuspended:
            untilInvestigated()
            suspend(days: 6)
        case .openTransfer:
            begin()
            judge()
            transfer(to: pack.handsOnTo)
        case .openEscalation:
            begin()
            add(.escalate(say(DemoPhrases.escalations)), pack.tempo.reply)
        case .openException:
            untilInvestigated()
            suspendTooLong(isGranted: nil)
        }
    }
}
