import Handbook
import Kernel

/// A line of work that a demo department has.
struct DemoLine: Sendable {
    let name: String
    var types: Set<CaseType> = []
    var grades: Set<CustomerGrade> = []
    var categories: Set<String> = []
    var method = Line.Method.roundRobin

    /// Complaints go to whoever has the least in hand, the rest in turn.
    static let usual = [
        DemoLine(
            name: DemoPhrases.complaintLine, types: [.complaint, .appeal, .dispute, .repair], method: .leastLoad),
        DemoLine(name: DemoPhrases.enquiryLine),
    ]

    func plan(in unit: Unit.ID) -> LinePlan {
        var condition = Condition()
        condition.types = types
        condition.grades = grades
        let isInTurn = method == .roundRobin
        return LinePlan(
            unit: unit, name: name, isOpen: true, condition: condition, categories: categories, needs: [],
            method: method, keepsFirstReceiver: isInTurn, prefersLastHandler: isInTurn, prefersNearest: isInTurn,
            minutesToTake: 5, refusalsAllowed: 3)
    }
}
