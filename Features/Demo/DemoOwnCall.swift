import Handbook
import Kernel

/// A call of the department's own as it is going to go: a service call, a return visit, an offer (GAME-84, GAME-98,
/// GAME-101).
struct DemoOwnCall: Sendable {
    let begins: Instant
    let account: String
    let caller: DemoCaller
    let errand: Contact.Errand
    let subject: String
    let answer: String
    let result: Contact.CallResult
    let mood: String
    let satisfaction: Satisfaction?
    let objection: Contact.ObjectionMet?
    /// Which of those on file is called; now and then a number that belongs to nobody.
    let customer: Int?
    /// What was begun, and how often it was put off: the colleague was on a line, or the customer at rest.
    var contact: Contact.ID?
    var delays = 0

    static let mostDelays = 8

    /// Of whom is on file the record keeps their name and number.
    func record(_ customer: String, isOnFile: Bool) -> Contact.Record {
        guard result != .notReached else { return Contact.Record(result: result) }
        return Contact.Record(
            caller: isOnFile ? "" : caller.name, organisation: caller.firm.isEmpty ? customer : caller.firm,
            phone: isOnFile ? nil : caller.phone,
            subject: subject, content: subject,
            answer: answer, hungUpBy: .customer, leftInformation: DemoPhrases.ownCallLeft,
            secondContact: DemoPhrases.noSecondContact, result: result, mood: mood, satisfaction: satisfaction)
    }
}

/// The department's own calls of the month. Dice of their own: they change nothing in what else happens.
struct DemoOwnCalls: Sendable {
    private(set) var calls: [DemoOwnCall] = []

    init(_ department: DemoDepartment, from opens: Instant, until: Instant, count: Int, dice: DemoDice) {
        var dice = dice
        let desk = department.pack.people.filter { $0.isAtTheDesk && !$0.isNewcomer }
        let hours = department.hours
        let whole = hours.workingMilliseconds(from: opens, to: until - .hours(1))
        for _ in 0..<count {
            guard let person = dice.one(of: desk), let scenario = dice.one(of: department.pack.scenarios) else {
                return
            }
            let share = Int64(dice.number(0...990))
            let at = hours.deadline(after: opens, workingMilliseconds: whole * share / 1000 + 1000)
            calls.append(Self.call(at, person, scenario, department, &dice))
        }
        calls.sort { $0.begins < $1.begins }
    }

    private static func call(
        _ begins: Instant, _ person: DemoPerson, _ scenario: DemoScenario, _ department: DemoDepartment,
        _ dice: inout DemoDice
    ) -> DemoOwnCall {
        let (pack, handbook) = (department.pack, department.handbook)
        let offer = dice.text(pack.offers)
        let errands: [(Contact.Errand, weight: Int)] = [
            (.marketing, weight: offer.isEmpty ? 0 : 50), (.visit, 32), (.service, 18),
        ]
        let errand = dice.one(of: errands) ?? .service
        let product = dice.text(scenario.products)
        let unit = pack.units.first { $0.code == person.unit } ?? pack.units[0]
        let drawn = DemoCaller.next(with: product, in: pack, at: unit, known: [], &dice)
        let caller = DemoCaller(
            name: drawn.phone == nil ? DemoCaller.name(&dice) : drawn.name,
            phone: drawn.phone ?? DemoCaller.phone(&dice), memberNumber: drawn.memberNumber, firm: drawn.firm,
            place: drawn.place, product: product, channel: .phone, source: .direct, specialNeeds: "")
        let result = dice.one(of: results(of: errand)) ?? .informed
        let isReached = result != .notReached
        let words = DemoWording(
            subject: scenario.subject, product: product, place: caller.place, customer: pack.customer,
            name: caller.name)
        let subject =
            switch errand {
            case .marketing: offer
            case .visit: words.filled("\(DemoPhrases.visitAbout)\(scenario.subject)")
            case .service: words.filled(dice.text(DemoPhrases.serviceSubjects))
            }
        return DemoOwnCall(
            begins: begins, account: person.account, caller: caller, errand: errand, subject: subject,
            answer: words.filled(dice.text(DemoPhrases.ownCallAnswers)), result: result,
            mood: isReached ? mood(after: result, handbook.moods, &dice) : "",
            satisfaction: isReached && errand == .visit ? satisfaction(handbook, &dice) : nil,
            objection: isReached && errand == .marketing ? objection(after: result, handbook.objections, &dice) : nil,
            customer: dice.happens(88) ? dice.number(0...10_000) : nil)
    }

    private static func results(of errand: Contact.Errand) -> [(Contact.CallResult, weight: Int)] {
        switch errand {
        case .marketing:
            [
                (.interested, weight: 20), (.agreed, 16), (.later, 15), (.refused, 24), (.doNotCall, 4),
                (.notReached, 21),
            ]
        case .visit: [(.informed, weight: 78), (.later, 6), (.notReached, 16)]
        case .service: [(.informed, weight: 52), (.agreed, 30), (.notReached, 18)]
        }
    }

    /// Whoever agrees is seldom on guard, whoever refuses mostly: the lists of the packs begin with the friendliest.
    private static func mood(after result: Contact.CallResult, _ moods: [String], _ dice: inout DemoDice) -> String {
        guard !moods.isEmpty else { return "" }
        let isFriendly = dice.happens([.refused, .doNotCall].contains(result) ? 12 : 72)
        return isFriendly ? moods[0] : dice.text(Array(moods.dropFirst()))
    }

    /// Where whoever is not satisfied gets a case by the house, the cases of the month are the plot's own.
    private static func satisfaction(_ handbook: Handbook, _ dice: inout DemoDice) -> Satisfaction? {
        let opensCases = handbook.gates().contains { $0.1 == .visitSatisfaction }
        return dice.one(of: [
            (Satisfaction.satisfied, weight: 72), (.neutral, 20), (.dissatisfied, opensCases ? 0 : 8),
        ])
    }

    private static func objection(
        after result: Contact.CallResult, _ objections: [Objection], _ dice: inout DemoDice
    ) -> Contact.ObjectionMet? {
        guard dice.happens(78), let objection = dice.one(of: Array(objections.prefix(4))) else { return nil }
        let answer = dice.happens(85) ? dice.text(objection.answers) : ""
        let isWon = Contact.CallResult.converted.contains(result)
        return Contact.ObjectionMet(said: objection.said, answer: answer, worked: dice.happens(isWon ? 80 : 15))
    }
}
