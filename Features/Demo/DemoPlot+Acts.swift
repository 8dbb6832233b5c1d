import Handbook
import Kernel

/// The smaller acts, and their words.
extension DemoPlot {
    mutating func propose(isAgain: Bool) {
        let count = max(handbook.leastProposals, dice.happens(45) ? 2 : 1)
        let texts = isAgain ? scenario.remedies.reversed() : scenario.remedies
        for (number, remedy) in texts.prefix(count).enumerated() {
            let text = isAgain ? say(DemoPhrases.furtherRemedies) + filled(remedy) : filled(remedy)
            let yuan = number == 0 ? scenario.cost : scenario.cost / 2
            let draft = ProposalDraft(
                text: text, cost: .yuan(yuan), effect: DemoPhrases.effects[number % DemoPhrases.effects.count],
                benefit: say(DemoPhrases.benefits),
                isOffered: yuan == 0)
            add(.propose(draft), pack.tempo.propose)
        }
    }

    mutating func compensate() {
        let kind = dice.one(of: [Compensation.Kind.coupon, .gift, .refund, .points, .apology]) ?? .coupon
        let yuan = kind == .apology ? 0 : Int64(dice.one(of: [20, 30, 50, 100, 200, 600]) ?? 50)
        let days = dice.number(1...3)
        let wish = CompensationWish(
            kind: kind, value: .yuan(yuan), reason: say(DemoPhrases.compensationReasons), deliverBy: nil)
        add(.compensate(wish, inDays: days), 2...10)
        add(.approveCompensation, pack.tempo.accept)
    }

    /// A line for the person directly responsible, and one for the manager of the department (GAME-92).
    mutating func punish() {
        guard handbook.gate(.penaltyLines) != nil, !(departs && isAdvised(.penaltyLines)) else { return }
        isPunished = true
        let isFault = scenario.type == .complaint && dice.happens(55)
        for target in PenaltyLine.Target.allCases {
            let result = isFault ? dice.text(DemoPhrases.penalties) : "不予处理"
            let reasons = result == "不予处理" ? DemoPhrases.noPenaltyReasons : DemoPhrases.penaltyReasons
            let person = target == .direct ? dice.text(pack.culprits) : "\(pack.departments[scenario.cause] ?? "")负责人"
            add(
                .punish(
                    PenaltyReport(
                        target: target, person: person, result: result, reason: say(reasons),
                        basis: isFault ? DemoPhrases.penaltyBasis : "", points: isFault ? 2 : nil, isNone: !isFault)),
                1...4)
        }
    }

    func intake(_ severity: Severity) -> Intake {
        Intake(
            unit: unit, type: scenario.type, source: caller.source, channel: caller.channel, severity: severity,
            complainant: caller.name, phone: caller.phone, memberNumber: caller.memberNumber,
            report: Case.Report(
                subject: filled(scenario.subject), content: filled(scenario.content), demand: filled(scenario.demand),
                category: scenario.category, product: caller.product, place: caller.place, organisation: caller.firm,
                specialNeeds: caller.specialNeeds),
            promise: nil)
    }

    mutating func pledge(_ texts: [String]) -> DemoPledge { DemoPledge(text: say(texts), minutes: 0) }

    /// A promise reaches to the beat that keeps it, and somewhat further.
    mutating func fillPledges() {
        for index in beats.indices {
            let ahead = beats[(index + 1)...]
            let kept = ahead.firstIndex { $0.deed.keepsPromise } ?? beats.endIndex - 1
            let seconds = ahead.prefix(through: kept).reduce(0) { $0 + $1.wait.seconds }
            let minutes = min(
                Int(Double(seconds) * pledgeShare) / 60 + pack.tempo.reply.upperBound, workday * 5 / 2 / 60)
            beats[index].deed = beats[index].deed.pledging(minutes: minutes)
        }
    }
}

extension DemoPlot {
    func isTaken(_ step: Step) -> Bool { handbook.steps(for: scenario.type).contains(step) }

    func isAdvised(_ rule: Gate.Rule) -> Bool { handbook.gate(rule)?.clause.strength == .advise }

    var leavesOutPromise: Bool { departs && isAdvised(.promiseBeforeInvestigation) }

    mutating func add(
        _ deed: DemoDeed, _ minutes: ClosedRange<Int>, objected: DemoBeat.Objected = .isTrouble
    ) {
        beats.append(DemoBeat(deed: deed, wait: .soon(seconds(minutes)), objected: objected))
    }

    mutating func add(_ deed: DemoDeed, wait: DemoBeat.Wait) { beats.append(DemoBeat(deed: deed, wait: wait)) }

    mutating func seconds(_ minutes: ClosedRange<Int>) -> Int {
        minutes.upperBound == 0 ? 0 : dice.number((minutes.lowerBound * 60)...(minutes.upperBound * 60))
    }

    mutating func say(_ texts: [String], remedy: String = "") -> String {
        filled(dice.text(texts)).replacing("{remedy}", with: remedy)
    }

    func filled(_ text: String) -> String { words.filled(text) }
}
