import Handbook

extension Rehearsal {
    /// What a log can say of a record, in the words of its `event` column.
    public enum LogEvent: String, CaseIterable, Sendable {
        case reported, accepted
        case firstReply = "first_reply"
        case waiting, resumed, completed, reopened

        /// What the clauses know it as.
        var kind: EventKind {
            switch self {
            case .reported: .caseReported
            case .accepted: .caseAccepted
            case .firstReply: .caseReplied
            case .waiting: .caseSuspended
            case .resumed: .caseResumed
            case .completed: .caseCompleted
            case .reopened: .caseReopened
            }
        }

        /// Exactly as written; `Reported` is another word, and reported as unknown.
        init?(_ bytes: UnsafeBufferPointer<UInt8>) {
            guard
                let known = Self.spellings.first(where: {
                    $0.bytes.count == bytes.count && $0.bytes.elementsEqual(bytes)
                })
            else { return nil }
            self = known.event
        }

        private static let spellings = allCases.map { (bytes: Array($0.rawValue.utf8), event: $0) }
    }
}

extension DeadlineRule {
    /// The word of a log that ends the clock; nothing for clocks whose events a log cannot hold.
    var endInLog: Rehearsal.LogEvent? {
        switch self {
        case .accept: .accepted
        case .firstReply: .firstReply
        case .complete: .completed
        case .informChange, .assess, .dispatch, .arrive, .mediate, .answerSlip, .finishSlip, .verifySlip, .correct,
            .handUp, .answerCustomer, .planProblem,
            .answerStore, .progressNotice, .informManager, .judge, .investigate, .decide, .returnVisit, .summarise,
            .signTransfer, .takeEscalation, .assign, .keepPromise, .interimNotice, .triageContact, .resumeContact,
            .returnMissed,
            .acknowledgeCallback, .contactCallback, .readMessage, .handleMessage, .answerLetter, .coverChannel,
            .verifyChannel,
            .acknowledgeHandbook,
            .reviewHandbook, .readDay, .readUnsolved, .readWeek, .publishDigest, .doMeasure, .checkMeasure,
            .verifySample, .correctAnswer, .decideLeave, .reportBack, .decideSwap, .briefSwap,
            .decideLiability, .writeHandover, .takeHandover, .leaveHandover, .answerHandover, .decideCorrection,
            .decideOvertime, .returnToPost, .checkBeforeShift, .confirmAttendance, .checkAttendance,
            .acknowledgeDispatch, .carryOutDispatch, .handInReport, .doDayStep, .confirmDayStep, .publishRoster:
            nil
        }
    }
}
