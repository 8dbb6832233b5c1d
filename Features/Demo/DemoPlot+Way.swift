import Handbook
import Kernel

/// The way through, in parts.
extension DemoPlot {
    mutating func wholeWay(compensates: Bool = false) {
        untilSolved(compensates: compensates)
        finish()
    }

    mutating func untilInvestigated() {
        begin()
        judge()
        investigate()
    }

    mutating func untilSolved(compensates: Bool = false) {
        untilInvestigated()
        solve(compensates: compensates)
    }

    mutating func finish() {
        add(.answered(.accepted, say(DemoPhrases.acceptedAnswers)), pack.tempo.confirm)
        care()
    }

    mutating func begin(as severity: Severity? = nil, isNovice: Bool = false) {
        let severity = severity ?? (scenario.type == .complaint && dice.happens(12) ? .serious : .ordinary)
        // Where nothing is judged, the customer hears a time at the desk at once.
        isPledged = !isTaken(.judge) && !leavesOutPromise
        let pledge = isPledged ? pledge(DemoPhrases.pledges) : nil
        add(.register(intake(severity), pledge, by: receiver), 0...0)
        let asking = say(DemoPhrases.noviceReasons)
        let mustHaveRead = handbook.insists(on: .acknowledgedHandbook)
        add(
            .accept(severity), pack.tempo.accept,
            objected: isNovice && mustHaveRead ? .isAllowed(asking: asking) : .isTrouble)
        if isNovice { add(.acknowledge, 15...30) }
        if severity == .major { add(.informManager(say(DemoPhrases.reportsToManager)), 5...20) }
        add(.reply(say(DemoPhrases.replies)), pack.tempo.reply)
        if dice.happens(9), caller.phone != nil { add(.reveal(say(DemoPhrases.revealReasons)), 1...5) }
        if dice.happens(18) { add(.note(say(DemoPhrases.notes), .note), 1...9) }
    }

    mutating func judge(isFounded: Bool = true) {
        guard isTaken(.judge) else { return }
        let reason = isFounded ? DemoPhrases.foundedReasons : DemoPhrases.unfoundedReasons
        let leavesOutReason = departs && isAdvised(.judgement)
        let pledges = isFounded && !leavesOutPromise
        add(
            .judge(
                Case.Judgement(
                    groundsSufficient: isFounded || dice.happens(30), demandReasonable: isFounded, isFounded: isFounded,
                    reason: leavesOutReason ? "" : say(reason),
                    department: isFounded ? pack.departments[scenario.cause] ?? "" : "",
                    nature: isFounded ? scenario.nature : nil),
                pledges ? pledge(DemoPhrases.pledges) : nil),
            pack.tempo.judge)
        isPledged = isPledged || pledges
    }

    mutating func investigate(namesCulprit: Bool = true) {
        let finding = Case.Finding(
            cause: scenario.cause, rootCause: filled(scenario.root),
            responsiblePerson: namesCulprit ? dice.text(pack.culprits) : "",
            statement: namesCulprit ? DemoPhrases.statement : "")
        let asking = say(DemoPhrases.causeReasons)
        add(
            .investigate(finding), pack.tempo.investigate,
            objected: !namesCulprit && handbook.insists(on: .cause) ? .isAllowed(asking: asking) : .isTrouble)
        if isPledged { add(.keepPromise, 1...10) }
        isPledged = false
    }

    mutating func solve(
        compensates: Bool = false, isAgain: Bool = false, wait: DemoBeat.Wait? = nil
    ) {
        let first = beats.count
        propose(isAgain: isAgain)
        if let wait, beats.indices.contains(first) { beats[first].wait = wait }
        add(.submitProposals, 1...5)
        add(.readProposals, pack.tempo.decide)
        add(.decide(prefersLast: isAgain, say(DemoPhrases.decisions)), 2...8)
        if compensates { compensate() }
        if !isPunished { punish() }
        let remedy = isAgain ? scenario.remedies.last : scenario.remedies.first
        add(.implement(say(DemoPhrases.solutions, remedy: filled(remedy ?? ""))), pack.tempo.implement)
        if compensates { add(.deliverCompensation, 3...20) }
    }

    mutating func care() {
        let isTold = !(departs && isAdvised(.returnVisit))
        let stars = dice.one(of: [(5, weight: 52), (4, 30), (3, 12), (2, 3)])
        add(
            .visit(
                VisitReport(
                    result: .reached, isSolved: true, wasTold: isTold, satisfaction: stars,
                    note: say(DemoPhrases.visitNotes)),
                byAnother: departs && isAdvised(.visitor)),
            pack.tempo.visit)
        archive()
    }

    mutating func archive() {
        add(
            .archive(
                evaluation: say(DemoPhrases.evaluations), lesson: filled(scenario.lesson), category: scenario.category),
            pack.tempo.archive)
    }
}

extension DemoScenario {
    /// What lies in a programme, a machine or a product is technical; the rest is a matter of service (GAME-90).
    fileprivate var nature: Case.Nature {
        ["程序缺陷", "服务器故障", "产品缺陷", "系统故障", "数据错误", "配置错误"].contains(cause) ? .technical : .service
    }
}
