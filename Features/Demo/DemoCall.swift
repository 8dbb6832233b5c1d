import Handbook
import Kernel

/// A call as it is going to go: who rings whom, about what, and how it ends.
struct DemoCall: Sendable {
    enum Fate: CaseIterable, Sendable {
        case solved, held, message, messageUnread
        case callback, callbackLate, callbackOpen
        case missed, missedLate, missedOpen
    }

    let fate: Fate
    let begins: Instant
    /// Who picks up, or on whose desk it rang in vain.
    let account: String
    let caller: DemoCaller
    let subject: String
    let content: String
    let answer: String
    let type: CaseType
    /// What was begun, and what of it is to be done next.
    var contact: Contact.ID?
    var message: Message.ID?
    var step = 0
    /// What the diary says of it, matter by matter; what is to follow is done some hours later (SOFT-45).
    var items: [DemoItem] = []
    /// Nobody thinks of it again.
    var isForgotten = false

    /// When what is to follow is done, in working time: a day of the clock has some eight hours of it.
    var followUpAfter: Duration {
        .milliseconds((items.compactMap(\.due).map(\.milliseconds).max() ?? 0) / 3)
    }

    struct DemoItem: Sendable {
        let text: String
        let answer: String
        let followUp: String
        /// So long after the call it is due.
        let due: Duration?
    }

    /// What is written down of it. Whoever rings says who they are, as the strictest handbook asks.
    func record(_ customer: String, rings: Int) -> Contact.Record {
        Contact.Record(
            caller: caller.name, organisation: caller.firm.isEmpty ? customer : caller.firm, phone: caller.phone,
            memberNumber: caller.memberNumber, purpose: type, subject: subject, content: content, answer: answer,
            rings: rings, hungUpBy: .customer)
    }
}

extension DemoCall.Fate {
    /// How often each of them comes among the calls of a month.
    static let usual: [(DemoCall.Fate, weight: Int)] = [
        (.solved, 46), (.held, 12), (.message, 9), (.messageUnread, 2), (.callback, 12), (.callbackLate, 2),
        (.missed, 13), (.missedLate, 2),
    ]

    /// What stands open when the month is over.
    static let today: [DemoCall.Fate] = [.callbackOpen, .missedOpen, .missedOpen]
}

/// The calls of the month, before anybody rings.
struct DemoCalls: Sendable {
    private(set) var calls: [DemoCall] = []

    init(_ department: DemoDepartment, from opens: Instant, until: Instant, count: Int, dice: DemoDice) {
        var dice = dice
        let desk = department.pack.people.filter { $0.isAtTheDesk && !$0.isNewcomer }
        guard !desk.isEmpty, count > 0 else { return }
        let hours = department.hours
        let whole = hours.workingMilliseconds(from: opens, to: until - .hours(2))
        for _ in 0..<count {
            let fate = dice.one(of: DemoCall.Fate.usual) ?? .solved
            let share = Int64(dice.number(0...990))
            let at = hours.deadline(after: opens, workingMilliseconds: whole * share / 1000 + 1000)
            add(fate, at: at, desk, department, &dice)
        }
        for (number, fate) in DemoCall.Fate.today.enumerated() {
            let work = hours.workingMilliseconds(from: opens, to: until) - Int64(number * 7 + 2) * 60_000
            add(fate, at: hours.deadline(after: opens, workingMilliseconds: max(1000, work)), desk, department, &dice)
        }
        calls.sort { $0.begins < $1.begins }
        for place in calls.indices where [.solved, .held].contains(calls[place].fate) && dice.happens(45) {
            let matters = DemoPhrases.diary.shuffled(using: &dice).prefix(dice.number(1...2))
            calls[place].items = matters.map {
                DemoCall.DemoItem(text: $0.text, answer: $0.answer, followUp: $0.followUp, due: $0.due)
            }
            calls[place].isForgotten = dice.happens(15)
        }
    }

    private mutating func add(
        _ fate: DemoCall.Fate, at begins: Instant, _ desk: [DemoPerson], _ department: DemoDepartment,
        _ dice: inout DemoDice
    ) {
        let pack = department.pack
        guard let person = dice.one(of: desk), let scenario = dice.one(of: pack.scenarios) else { return }
        let unit = pack.units.first { $0.code == person.unit } ?? pack.units[0]
        let product = dice.text(scenario.products)
        let drawn = DemoCaller.next(with: product, in: pack, at: unit, known: [], &dice)
        let caller = DemoCaller(
            name: drawn.phone == nil ? DemoCaller.name(&dice) : drawn.name,
            phone: drawn.phone ?? DemoCaller.phone(&dice), memberNumber: drawn.memberNumber, firm: drawn.firm,
            place: drawn.place, product: product, channel: .phone, source: .direct, specialNeeds: "")
        let words = DemoWording(
            subject: scenario.subject, product: product, place: caller.place, customer: pack.customer,
            name: caller.name)
        calls.append(
            DemoCall(
                fate: fate, begins: begins, account: person.account, caller: caller,
                subject: words.filled("咨询：\(scenario.subject)"), content: words.filled(scenario.content),
                answer: words.filled(dice.text(DemoPhrases.callAnswers)), type: pack.asked))
    }
}

extension DemoPack {
    /// Of which kind a question on the telephone is.
    var asked: CaseType { scenarios.contains { $0.type == .enquiry } ? .enquiry : scenarios[0].type }
}
