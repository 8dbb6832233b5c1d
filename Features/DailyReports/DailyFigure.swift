import Handbook

/// What the house counts of a person's day: never entered (CHAIN-82).
enum DailyFigure: String, CaseIterable, Sendable {
    case taken, answered, closed, visited, contacts, callbacks, messages
    /// As they stand when the report is handed in.
    case overdue
    case inHand = "in_hand"

    /// Each record counts once, whichever of these happened to it, by the person's own hand.
    var events: Set<EventKind> {
        switch self {
        case .taken: [.caseReported, .caseTaken]
        case .answered: [.caseReplied, .caseInformed]
        case .closed: [.caseCompleted]
        case .visited: [.caseVisited]
        case .contacts: [.contactWrappedUp]
        case .callbacks: [.callbackContacted]
        case .messages: [.messageHandled]
        case .overdue, .inHand: []
        }
    }

    /// What happened, told apart by record.
    static func count(_ happened: [(kind: EventKind, record: String)]) -> [DailyFigure: Int] {
        var figures: [DailyFigure: Int] = [:]
        for figure in allCases where !figure.events.isEmpty {
            figures[figure] = Set(happened.filter { figure.events.contains($0.kind) }.map(\.record)).count
        }
        return figures
    }
}
