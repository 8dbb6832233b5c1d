import Handbook
import Kernel

/// The turns that a story may take.
extension DemoPlot {
    /// The customer's no, and what follows until there is something better.
    mutating func again(_ answer: Case.Answer) {
        add(.answered(answer, say(DemoPhrases.refusedAnswers)), pack.tempo.confirm)
        solve(isAgain: true)
    }

    mutating func handOn(_ fate: DemoFate) {
        begin()
        judge()
        transfer(to: pack.handsOnTo)
        if fate == .returned {
            add(.returnTransfer(say(DemoPhrases.returnReasons)), pack.tempo.accept)
        } else {
            add(.signTransfer, pack.tempo.accept)
        }
        if fate == .bounced {
            transfer(to: pack.handsOnTo)
            add(.signTransfer, pack.tempo.accept)
            // Handed on so often, it goes to whom the handbook names.
            transfer(to: [handbook.lastHand ?? "manager"])
            add(.signTransfer, pack.tempo.accept)
        }
        investigate()
        solve()
        add(.reportBack(filled(scenario.remedies.first ?? "")), 1...10)
        finish()
    }

    /// 督办: what only another department can do, before the customer is offered anything.
    mutating func askDepartment() {
        add(.sendSlip(dice.happens(60) ? .supervision : .cooperation, say(DemoPhrases.slipMatters)), pack.tempo.reply)
        add(.urgeSlip, pack.tempo.reply)
        add(.acceptSlip, pack.tempo.reply)
        add(.finishSlip(say(DemoPhrases.slipAnswers)), pack.tempo.investigate)
        add(.verifySlip, pack.tempo.reply)
    }

    mutating func comeBack(_ fate: DemoFate) {
        untilSolved()
        if fate == .reopenedAtVisit {
            add(.answered(.accepted, say(DemoPhrases.acceptedAnswers)), pack.tempo.confirm)
            let report = VisitReport(
                result: .reached, isSolved: false, wasTold: true, satisfaction: 2, note: say(DemoPhrases.unsolvedNotes))
            add(.visit(report, byAnother: false), pack.tempo.visit)
        } else {
            finish()
            let again = DemoPledge(text: DemoPhrases.pledgeAgain, minutes: 0)
            add(.reopen(say(DemoPhrases.reopenings), again), wait: .patient(workday + dice.number(600...7200)))
        }
        add(.reply(say(DemoPhrases.replies)), pack.tempo.reply)
        isPledged = true
        investigate()
        solve(compensates: true, isAgain: true)
        finish()
    }

    mutating func takeMoreTime() {
        untilInvestigated()
        add(.askForTime(.complete, say(DemoPhrases.timeReasons)), 5...15)
        add(.grant(say(DemoPhrases.grants)), pack.tempo.decide)
        solve()
        beats.lastIndex { if case .implement = $0.deed { true } else { false } }
            .map { beats[$0].wait = .patient(workday * 2) }
        neglects.insert(.complete)
        finish()
    }

    mutating func missCalls() {
        guard let visit = beats.firstIndex(where: { $0.deed.ends.contains(.returnVisit) }) else { return }
        for result in [ReturnVisit.Result.noAnswer, .later] {
            let report = VisitReport(
                result: result, isSolved: false, wasTold: false, satisfaction: nil,
                note: say(DemoPhrases.missedVisitNotes))
            let wait = DemoBeat.Wait.soon(seconds(60...150))
            beats.insert(DemoBeat(deed: .visit(report, byAnother: false), wait: wait), at: visit)
        }
    }

    mutating func transfer(to posts: [String]) {
        add(
            .transfer(
                toPosts: posts,
                HandOver(
                    reason: say(DemoPhrases.transferReasons), known: say(DemoPhrases.knownFacts),
                    mood: TransferSlip.Mood.allCases[beats.count % TransferSlip.Mood.allCases.count])),
            pack.tempo.propose)
    }

    mutating func suspend(days: Int) {
        let reason = dice.one(of: [.awaitingCustomer, .awaitingThirdParty, longest]) ?? longest
        add(.suspend(reason, days: days, telling: filled(DemoPhrases.suspensionNotice(reason))), pack.tempo.propose)
    }

    /// What takes longest: spare parts, where there are things to repair; else whoever looks into it.
    private var longest: PauseReason {
        ["game-support", "software-support"].contains(pack.code) ? .awaitingThirdParty : .awaitingParts
    }

    /// Nothing as `isGranted` means that nobody has answered yet.
    mutating func suspendTooLong(isGranted: Bool?) {
        let reason = longest
        let notice = filled(DemoPhrases.suspensionNotice(reason))
        let asking = filled(DemoPhrases.tooLongReason(reason))
        let instead = DemoDeed.suspend(reason, days: 9, telling: notice)
        let objected: DemoBeat.Objected =
            switch isGranted {
            case true?: .isAllowed(asking: asking)
            case false?: .isDeclined(asking: asking, instead: instead)
            case nil: .isPending(asking: asking)
            }
        add(
            .suspend(reason, days: 20, telling: notice), pack.tempo.propose,
            objected: handbook.insists(on: .suspension) ? objected : .isTrouble)
    }

    /// The story stops where the case is in this state.
    mutating func stop(in state: Case.State) {
        switch state {
        case .registered, .accepted, .archived, .referred, .withdrawn, .answering, .assessing, .responding, .thanking,
            .dispatching, .taking, .arriving, .fixing, .signing, .mediating, .agreeing, .merged:
            begin()
            let last = beats.lastIndex {
                state == .registered ? $0.deed.isRegistration : $0.deed.ends.contains(.firstReply)
            }
            last.map { beats.removeSubrange(($0 + 1)...) }
        case .investigating:
            begin()
            judge()
        case .proposing: untilInvestigated()
        case .unfounded:
            begin()
            judge(isFounded: false)
        case .awaitingDecision, .implementing:
            untilSolved()
            let last = beats.lastIndex { state == .awaitingDecision ? $0.deed.isSubmission : $0.deed.isDecision }
            last.map { beats.removeSubrange(($0 + 1)...) }
        case .awaitingCustomer: untilSolved()
        case .awaitingVisit, .summarising:
            wholeWay()
            beats.removeLast(state == .awaitingVisit ? 2 : 1)
        }
    }

    mutating func beLate(_ rule: DeadlineRule) {
        guard var late = beats.firstIndex(where: { $0.deed.ends.contains(rule) }) else { return }
        neglects.insert(rule)
        if rule == .firstReply,
            let proposed = beats.firstIndex(where: { if case .propose = $0.deed { true } else { false } })
        {
            // Everybody was busy with the matter, and nobody called: the answer comes when a solution is at hand.
            let reply = beats.remove(at: late)
            late = max(late, proposed - 1)
            beats.insert(reply, at: late)
        }
        beats[late].wait = .tardy(rule, minutes: dice.number(6...max(8, pack.tempo.investigate.upperBound)))
    }

    mutating func delay(_ rule: DeadlineRule) {
        neglects.formUnion([.keepPromise, .interimNotice])
        beLate(rule)
    }
}
