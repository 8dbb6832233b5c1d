// Which steps of handling a rule lives on: where a pack switches one of them off, a clause with the rule could never
// be applied, and would look kept for ever.

extension DeadlineRule {
    /// The steps whose events start and end the clock.
    var neededSteps: [Step] {
        switch self {
        case .judge: [.judge]
        case .investigate: [.judge, .investigate]
        case .decide: [.propose, .decide]
        case .returnVisit: [.visit]
        case .summarise: [.visit, .summarise]
        case .accept, .firstReply, .complete, .progressNotice, .informManager, .signTransfer, .takeEscalation,
            .assign, .keepPromise, .interimNotice, .triageContact, .returnMissed, .acknowledgeCallback,
            .contactCallback, .readMessage, .handleMessage, .acknowledgeHandbook, .reviewHandbook:
            []
        }
    }
}

extension Gate.Rule {
    /// The steps at whose door the gate stands.
    var neededSteps: [Step] {
        switch self {
        case .judgement: [.judge]
        case .promiseBeforeInvestigation, .cause: [.investigate]
        case .proposals: [.propose]
        case .penaltyLines, .compensationDelivered: [.implement]
        case .returnVisit, .visitor: [.visit]
        case .summary: [.summarise]
        case .registration, .authorityLimit, .customerAcceptance, .refusalLimit, .solution, .ownAct, .bannedPhrases,
            .promiseHorizon, .suspension, .transferLimit, .onDuty, .stepsInOrder, .acknowledgedHandbook,
            .contactRings, .contactHangUp, .contactRecord:
            []
        }
    }
}
