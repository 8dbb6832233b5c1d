import Handbook
import Kernel
import Web

/// Which calls of ours somebody asks for, as an address says it: whole days, and what is recorded of the calls.
struct CallQuery: Equatable, Sendable {
    var from: Day
    var to: Day
    var errand: Contact.Errand?
    var mood: String?
    var isReached = false
    var isConverted = false
    var satisfaction: Satisfaction?
    var objection: String?
    var answer: String?
    var worked = false

    static let usualDays = 30
    static let mostDays = 400

    init(from: Day, to: Day) {
        self.from = from
        self.to = to
    }

    /// What cannot be read falls back to the last thirty days: it is an address, not a form.
    init(_ typed: FormData, today: Day) {
        to = Day(iso: typed.text("to")) ?? today
        from = Day(iso: typed.text("from")) ?? to.advanced(by: 1 - Self.usualDays)
        if from > to || from.distance(to: to) > Self.mostDays { from = to.advanced(by: 1 - Self.usualDays) }
        errand = Contact.Errand(rawValue: typed.text("errand"))
        mood = typed.sent("mood").map { String($0.prefix(20)) }
        isReached = !typed.text("reached").isEmpty
        isConverted = !typed.text("converted").isEmpty
        satisfaction = Satisfaction(rawValue: typed.text("satisfaction"))
        objection = typed.sent("objection").map { String($0.prefix(40)) }
        answer = typed.sent("answer").map { String($0.prefix(300)) }
        worked = !typed.text("worked").isEmpty
    }

    func condition(in zone: Zone) -> CallCondition {
        CallCondition(
            period: zone.instant(from, .midnight)..<zone.instant(to.advanced(by: 1), .midnight), errand: errand,
            mood: mood, isReached: isReached, isConverted: isConverted, satisfaction: satisfaction,
            objection: objection, answer: answer, worked: worked)
    }

    func address(_ path: String) -> String {
        var fields = ["view": "calls", "from": from.description, "to": to.description]
        fields["errand"] = errand?.rawValue
        fields["mood"] = mood
        fields["reached"] = isReached ? "1" : nil
        fields["converted"] = isConverted ? "1" : nil
        fields["satisfaction"] = satisfaction?.rawValue
        fields["objection"] = objection
        fields["answer"] = answer
        fields["worked"] = worked ? "1" : nil
        return "\(path)?\(FormData(fields.mapValues { [$0] }).replacing("page", with: ""))"
    }
}
