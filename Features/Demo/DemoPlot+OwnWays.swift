import Handbook
import Kernel

/// Enquiries, suggestions, repairs and disputes go their own ways.
extension DemoPlot {
    mutating func tellOwnWay(_ fate: DemoFate) {
        let way = handbook.way(of: scenario.type)
        add(.register(intake(.ordinary), nil, by: receiver), 0...0)
        if way != .answer { add(.reply(say(DemoPhrases.replies)), pack.tempo.reply) }
        switch fate {
        case .referred:
            let referral = dice.one(of: pack.referrals)
            return add(.refer(to: referral?.party ?? "", because: referral?.reason ?? ""), pack.tempo.judge)
        case .withdrawn: return add(.withdraw(say(DemoPhrases.withdrawals)), pack.tempo.judge)
        default: break
        }
        switch way {
        case .procedure: break
        case .answer: answer()
        case .suggestion: suggestion()
        case .repair: repair()
        case .mediation: mediation()
        }
        if isTaken(.visit) {
            care()
            if !isTaken(.summarise) { beats.removeLast() }
        } else if isTaken(.summarise) {
            archive()
        }
    }

    private mutating func answer() {
        add(.answerEnquiry(say(DemoPhrases.solutions, remedy: filled(scenario.remedies.first ?? ""))), pack.tempo.reply)
        if isTaken(.confirm) { add(.answered(.accepted, say(DemoPhrases.acceptedAnswers)), pack.tempo.confirm) }
    }

    private mutating func suggestion() {
        let isAdopted = dice.happens(60)
        add(
            .assess(Case.Assessment(isAdopted: isAdopted, reason: filled(scenario.root))), pack.tempo.judge)
        add(.respond(say(DemoPhrases.solutions, remedy: filled(scenario.remedies.first ?? ""))), pack.tempo.reply)
        if isAdopted, isTaken(.implement) {
            add(
                .implement(say(DemoPhrases.solutions, remedy: filled(scenario.remedies.first ?? ""))),
                pack.tempo.implement)
        }
        if isTaken(.thank) { add(.thank(say(DemoPhrases.thanks)), pack.tempo.reply) }
    }

    private mutating func repair() {
        add(.dispatch(dice.one(of: [RepairOrder.Kind.warranty, .common, .paid]) ?? .common), pack.tempo.accept)
        if isTaken(.take) { add(.takeRepair, pack.tempo.accept) }
        if isTaken(.arrive) { add(.arrive, pack.tempo.implement) }
        add(
            .fix(
                work: filled(scenario.remedies.first ?? ""), material: dice.text(DemoPhrases.materials),
                minutes: dice.number(20...150)), pack.tempo.implement)
        add(.signRepair(caller.name), pack.tempo.confirm)
    }

    private mutating func mediation() {
        add(.accept(.ordinary), pack.tempo.accept)
        if isTaken(.investigate) { investigate() }
        add(.party(caller.name, .claimant, claim: filled(scenario.demand)), pack.tempo.accept)
        let other = dice.text(DemoPhrases.neighbours)
        add(.party(other, .respondent, claim: say(DemoPhrases.counterclaims)), pack.tempo.accept)
        add(
            .hold(
                place: say(DemoPhrases.sessionPlaces), attendees: "\(caller.name)、\(other)",
                record: "\(filled(scenario.content))\n\(filled(scenario.root))"), pack.tempo.investigate)
        add(.conclude, pack.tempo.reply)
        add(
            .agree(filled(scenario.remedies.joined(separator: "；")), signatories: "\(caller.name)、\(other)"),
            pack.tempo.confirm)
    }
}
