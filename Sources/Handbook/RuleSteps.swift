// Which steps of handling a rule lives on: where a pack switches one of them off, a clause with the rule could never
// be applied, and would look kept for ever.

extension DeadlineRule {
    /// The steps whose events start and end the clock.
    var neededSteps: [Step] {
        switch self {
        case .accept: [.accept]
        case .assess: [.assess]
        case .dispatch: [.dispatch]
        case .arrive: [.arrive]
        case .mediate: [.mediate]
        case .judge: [.judge]
        case .investigate: [.judge, .investigate]
        case .decide: [.propose, .decide]
        case .returnVisit: [.visit]
        case .summarise: [.visit, .summarise]
        case .firstReply, .complete, .progressNotice, .informManager, .signTransfer, .takeEscalation, .assign,
            .keepPromise, .interimNotice, .answerSlip, .finishSlip, .verifySlip, .correct, .handUp, .answerStore,
            .answerCustomer, .planProblem,
            .informChange, .triageContact, .resumeContact, .returnMissed, .acknowledgeCallback, .contactCallback,
            .readMessage,
            .handleMessage, .answerLetter, .coverChannel, .verifyChannel, .acknowledgeHandbook, .reviewHandbook,
            .readDay, .readUnsolved, .readWeek, .publishDigest, .doMeasure, .checkMeasure, .verifySample,
            .correctAnswer, .decideLeave, .reportBack, .decideSwap, .briefSwap, .decideLiability,
            .writeHandover, .takeHandover, .leaveHandover, .answerHandover, .decideCorrection, .decideOvertime,
            .returnToPost, .checkBeforeShift, .confirmAttendance, .checkAttendance, .acknowledgeDispatch,
            .carryOutDispatch, .handInReport, .doDayStep, .confirmDayStep, .publishRoster:
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
        case .investigatorByNature: [.judge, .investigate]
        case .proposals: [.propose]
        case .penaltyLines, .compensationDelivered: [.implement, .confirm]
        case .returnVisit, .visitor: [.visit]
        case .summary: [.summarise]
        case .customerChoice: [.propose, .implement]
        case .parties, .sessions: [.mediate]
        case .repeatedCause: [.investigate]
        case .repairRecord: [.fix]
        case .registration, .authorityLimit, .customerAcceptance, .refusalLimit, .solution, .ownAct, .bannedPhrases,
            .promiseHorizon, .suspension, .transferLimit, .onDuty, .stepsInOrder, .acknowledgedHandbook, .ownership,
            .referralDirectory, .paidConsent, .deliveryProof, .correctiveAction, .details, .majorOwner, .slipsSettled,
            .transferReport, .contactRings, .contactHangUp, .contactRecord,
            .contactClosing, .contactRepeat, .contactLength, .quietHours, .contactOutcome, .visitSatisfaction,
            .guidance,
            .firstLevel, .postHolders, .rosterMinimum, .rosterQualified, .rosterRest, .rosterWeek, .dutyManned,
            .rosterMonthEdge,
            .leaveOrdinary, .leaveSudden, .leaveHoliday, .leaveRetroactive, .leaveOfficial,
            .leaveApproval, .leaveBalance, .leaveSubstitute, .absenceCoverage, .swapQualified, .swapConsent, .swapLimit,
            .swapApproval, .liabilityDecision, .swapLegs, .swapReturn, .swapRest, .handoverSheet, .handoverEarly,
            .handoverShift, .handoverWitness, .attendanceGrade, .clockEarly, .clockCorrection, .leavePostLimit,
            .leavePostApproval, .overtimeApproval, .overtimeLimit, .overtimeLieu, .attendanceMonth, .dispatchOnDuty,
            .reportClockOut, .dayClose:
            []
        }
    }
}
