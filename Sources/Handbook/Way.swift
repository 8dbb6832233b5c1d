/// How a matter is worked from its report to its end. Which steps of a way are taken, and which type takes which, is the
/// pack's to say (`ways`); which steps may follow each other is not: a way is a state machine of its own.
///
///     procedure  accept judge investigate propose decide implement confirm visit summarise   complaint, appeal
///     answer     answer confirm                                                              enquiry, registration
///     suggestion assess respond implement thank                                              suggestion
///     repair     dispatch take arrive fix sign visit                                         repair
///     mediation  accept mediate agree visit summarise                                        dispute
///
/// GAME-29, SOFT-03, PROPB-03, PROPB-16; a type without an entry takes the full procedure.
public enum Way: String, CaseIterable, Sendable {
    case procedure, answer, suggestion, repair, mediation

    /// The steps that the way may have, in their order.
    public var possibleSteps: [Step] {
        switch self {
        case .procedure: [.accept, .judge, .investigate, .propose, .decide, .implement, .confirm, .visit, .summarise]
        case .answer: [.accept, .answer, .confirm, .visit, .summarise]
        case .suggestion: [.accept, .assess, .respond, .implement, .thank, .visit, .summarise]
        case .repair: [.accept, .dispatch, .take, .arrive, .fix, .sign, .visit, .summarise]
        case .mediation: [.accept, .investigate, .mediate, .agree, .visit, .summarise]
        }
    }

    /// The steps without which it would be no such way.
    public var neededSteps: [Step] {
        switch self {
        case .procedure: [.accept, .confirm]
        case .answer: [.answer]
        case .suggestion: [.assess, .respond]
        case .repair: [.dispatch, .fix, .sign]
        case .mediation: [.mediate, .agree]
        }
    }

    /// The way that a list of steps is one of; nothing if it mixes several.
    public static func of(_ steps: [Step]) -> Way? {
        allCases.first { way in
            way.neededSteps.allSatisfy(steps.contains) && steps.allSatisfy(way.possibleSteps.contains)
        }
    }
}

extension CaseType {
    /// The ways of its own that a type may take, beside the full procedure.
    public var ownWay: Way {
        switch self {
        case .enquiry, .registration: .answer
        case .suggestion: .suggestion
        case .repair: .repair
        case .dispute: .mediation
        case .complaint, .appeal: .procedure
        }
    }
}
