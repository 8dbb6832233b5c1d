/// The closed set of clocks that a clause may set. A pack that names another is refused.
public enum DeadlineRule: String, CaseIterable, Codable, Sendable {
    case accept = "complaint.accept"
    case firstReply = "complaint.first-reply"
    case complete = "complaint.complete"
    case progressNotice = "complaint.progress-notice"
    case informManager = "complaint.inform-manager"
    case judge = "complaint.judge"
    case investigate = "complaint.investigate"
    case decide = "complaint.decide"
    case returnVisit = "complaint.return-visit"
    case summarise = "complaint.summarise"
    case signTransfer = "transfer.sign"
    case answerCustomer = "transfer.answer-customer"
    case takeEscalation = "escalation.take"
    case assign = "case.assign"
    case keepPromise = "promise.keep"
    case interimNotice = "promise.interim-notice"
    case informChange = "complaint.inform-change"
    case assess = "suggestion.assess"
    case dispatch = "repair.dispatch"
    case arrive = "repair.arrive"
    case mediate = "dispute.session"
    case answerSlip = "cooperation.answer"
    case finishSlip = "slip.finish"
    case verifySlip = "slip.verify"
    case correct = "corrective.action"
    case planProblem = "problem.plan"
    case handUp = "store.hand-up"
    case answerStore = "store.headquarters-reply"
    case triageContact = "contact.triage"
    case resumeContact = "contact.resume"
    case returnMissed = "contact.return-missed"
    case acknowledgeCallback = "callback.acknowledge"
    case contactCallback = "callback.contact"
    case answerLetter = "letter.answer"
    case readMessage = "message.read"
    case handleMessage = "message.handle"
    case coverChannel = "channel.cover"
    case verifyChannel = "channel.verify"
    case acknowledgeHandbook = "handbook.acknowledge"
    case reviewHandbook = "handbook.review"
    case readDay = "digest.day"
    case readUnsolved = "digest.unsolved"
    case readWeek = "digest.week"
    case publishDigest = "digest.month"
    case doMeasure = "countermeasure.done"
    case checkMeasure = "countermeasure.effect"
    case verifySample = "sample.verify"
    case correctAnswer = "answer.correct"
    case decideLeave = "leave.decide"
    case reportBack = "leave.report-back"
    case decideSwap = "swap.decide"
    case briefSwap = "swap.brief"
    case decideLiability = "liability.decide"
    case writeHandover = "handover.write"
    case takeHandover = "handover.accept"
    case leaveHandover = "handover.leaving"
    case answerHandover = "handover.answer"
    case decideCorrection = "correction.decide"
    case decideOvertime = "overtime.decide"
    case returnToPost = "leave-post.return"
    case checkBeforeShift = "preshift.check"
    case confirmAttendance = "attendance.confirm"
    case checkAttendance = "attendance.check"
    case acknowledgeDispatch = "dispatch.acknowledge"
    case carryOutDispatch = "dispatch.carry-out"
    case handInReport = "report.daily"
    case doDayStep = "day.step"
    case confirmDayStep = "day.confirm"
    case publishRoster = "roster.publish"

    /// The events between which the clock runs.
    struct Events: Sendable {
        /// Starts a clock; a second one while it runs changes nothing.
        var opens: Set<EventKind>
        /// What was owed has been done.
        var ends: Set<EventKind>
        /// Done, and owed again from now on.
        var renews: Set<EventKind> = []
        /// Nothing is owed any more.
        var voids: Set<EventKind> = []
    }

    var events: Events { Self.table[self] ?? Events(opens: [], ends: []) }

    /// Whether an event does what is owed, for good or until the next time.
    public func isKept(by kind: EventKind) -> Bool { events.ends.contains(kind) || events.renews.contains(kind) }

    /// The clocks that an event may start.
    static func opened(by kind: EventKind) -> [DeadlineRule] { openers[kind] ?? [] }

    private static let openers = Dictionary(
        grouping: allCases.flatMap { rule in rule.events.opens.map { (kind: $0, rule: rule) } }, by: \.kind
    ).mapValues { $0.map(\.rule).sorted { $0.rawValue < $1.rawValue } }

    private static let table = Dictionary(uniqueKeysWithValues: allCases.map { ($0, $0.definition) })

    private var definition: Events {
        let gone: Set<EventKind> = [.caseWithdrawn, .caseReferred, .caseMerged]
        let over = gone.union([.caseArchived])
        return switch self {
        case .accept: Events(opens: [.caseReported], ends: [.caseAccepted], voids: over)
        case .firstReply: Events(opens: [.caseReported], ends: [.caseReplied], voids: over)
        case .complete:
            Events(opens: [.caseReported, .caseAccepted, .caseReopened], ends: [.caseCompleted], voids: over)
        case .progressNotice:
            Events(
                opens: [.caseReported, .caseReopened], ends: [.caseCompleted],
                renews: [.caseReplied, .caseInformed, .promiseRenewed], voids: over)
        case .informManager: Events(opens: [.caseSeveritySet], ends: [.caseManagerInformed], voids: over)
        case .judge: Events(opens: [.caseAccepted], ends: [.caseJudged], voids: over.union([.stepSkipped]))
        case .investigate:
            Events(opens: [.caseJudged], ends: [.caseInvestigated, .caseCompleted], voids: over.union([.stepSkipped]))
        case .decide: Events(opens: [.caseProposalsSubmitted], ends: [.caseDecided], voids: over.union([.stepSkipped]))
        case .returnVisit:
            Events(opens: [.caseCompleted], ends: [.caseVisited], voids: over.union([.caseReopened]))
        case .summarise: Events(opens: [.caseVisited], ends: [.caseArchived], voids: gone.union([.caseReopened]))
        case .signTransfer:
            Events(
                opens: [.caseTransferred], ends: [.caseTransferSigned, .caseTransferReturned],
                voids: over.union([.caseAssigned, .caseTaken]))
        // The result is back with whoever handed it on: they tell the customer, who faces one person (SOFT-76).
        case .answerCustomer:
            Events(
                opens: [.caseTransferReported], ends: [.caseReplied, .caseInformed, .caseCompleted, .caseRefused],
                voids: over)
        case .takeEscalation:
            Events(opens: [.caseEscalated], ends: [.caseEscalationTaken, .caseDecided], voids: over)
        case .assign:
            Events(
                opens: [.casePooled], ends: [.caseOffered, .caseTaken, .caseAssigned, .caseTransferred],
                voids: over.union([.caseCompleted]))
        case .keepPromise, .interimNotice:
            Events(
                opens: [.promiseMade], ends: [.promiseKept, .caseCompleted], renews: [.promiseRenewed], voids: over)
        // The customer hears of every change that matters to them (GEN3-06).
        case .informChange:
            Events(
                opens: [.caseAccepted, .caseJudged, .caseDecided, .caseImplemented, .caseDispatched, .caseFixed],
                ends: [.caseReplied, .caseInformed, .promiseMade, .promiseRenewed, .caseCompleted, .caseRefused],
                voids: over)
        case .assess: Events(opens: [.caseReported], ends: [.caseAssessed], voids: over)
        // Given back by the repairer, it is owed anew (PROPB-03).
        case .dispatch: Events(opens: [.caseReported, .repairDeclined], ends: [.caseDispatched], voids: over)
        case .arrive:
            Events(
                opens: [.caseDispatched], ends: [.caseArrived, .caseFixed], voids: over.union([.repairDeclined]))
        case .mediate: Events(opens: [.caseAccepted], ends: [.caseMediated, .caseAgreed], voids: over)
        case .answerSlip: Events(opens: [.slipSent], ends: [.slipAccepted, .slipDeclined, .slipDone], voids: gone)
        // Until the date of the slip, or the one that the receiving department named; sent back, it is owed anew.
        case .finishSlip:
            Events(
                opens: [.slipSent, .slipAccepted, .slipSentBack], ends: [.slipDone], renews: [.slipAccepted],
                voids: gone.union([.slipDeclined]))
        case .verifySlip: Events(opens: [.slipDone], ends: [.slipVerified, .slipSentBack], voids: gone)
        case .correct: Events(opens: [.correctiveTaken], ends: [.correctiveDone], voids: gone)
        // A problem outlives the case that showed it (GEN1-12).
        case .planProblem: Events(opens: [.problemOpened], ends: [.problemFollowed])
        case .handUp:
            Events(
                opens: [.caseReported], ends: [.caseHandedUp, .caseDecided, .caseImplemented, .caseCompleted],
                voids: over)
        case .answerStore: Events(opens: [.caseHandedUp], ends: [.caseHandedBack, .caseCompleted], voids: over)
        case .triageContact:
            Events(opens: [.contactAnswered], ends: [.contactTriaged], voids: [.contactWrappedUp])
        // Whoever waits is not forgotten (SOFT-47); a contact that ends has been resumed.
        case .resumeContact: Events(opens: [.contactHeld], ends: [.contactResumed, .contactWrappedUp])
        case .returnMissed: Events(opens: [.contactMissed], ends: [.contactReturned])
        case .acknowledgeCallback:
            Events(
                opens: [.callbackPromised], ends: [.callbackAcknowledged, .callbackContacted],
                renews: [.callbackHandedOn], voids: [.callbackClosed])
        // An attempt that reached nobody keeps no promise; a hand-over sets no new clock.
        case .contactCallback:
            Events(opens: [.callbackPromised], ends: [.callbackContacted], voids: [.callbackClosed])
        // Every letter is answered by a person; a case that it became owes the answer from then on (CHAIN-11).
        case .answerLetter:
            Events(
                opens: [.letterReceived], ends: [.letterAnswered, .callbackContacted],
                voids: [.letterClosed, .letterPassedOn])
        case .readMessage:
            Events(
                opens: [.messageTaken], ends: [.messageDelivered, .messageHandled], renews: [.messageHandedOn])
        case .handleMessage: Events(opens: [.messageTaken], ends: [.messageHandled])
        // Hours that nobody answers for are filled (GEN3-02, SOFT-70); the register is held against what is published
        // again and again (GEN4-10).
        case .coverChannel: Events(opens: [.receptionUncovered], ends: [.receptionCovered], voids: [.receptionClosed])
        case .verifyChannel:
            Events(
                opens: [.receptionEntered, .receptionReopened], ends: [], renews: [.receptionVerified],
                voids: [.receptionClosed])
        case .acknowledgeHandbook: Events(opens: [.handbookIssued], ends: [.handbookAcknowledged])
        case .reviewHandbook: Events(opens: [.handbookReviewDue], ends: [.handbookReviewed])
        // What a day and a week brought is delivered, and read, by whom the clause names (MART-27, SOFT-28, SOFT-61).
        case .readDay: Events(opens: [.dayDigestMade], ends: [.dayDigestRead])
        case .readUnsolved: Events(opens: [.unsolvedListed], ends: [.unsolvedRead])
        case .readWeek: Events(opens: [.weekDigestMade], ends: [.weekDigestRead])
        // A month that is over is owed, whether somebody has begun its table or not (GAME-94, CHAIN-59).
        case .publishDigest: Events(opens: [.digestDue], ends: [.digestSubmitted])
        // Until the date of the measure; one that did not work is owed anew, until another date.
        case .doMeasure:
            Events(
                opens: [.countermeasurePlanned, .countermeasureReopened], ends: [.countermeasureDone],
                voids: [.countermeasureDropped])
        case .checkMeasure:
            Events(opens: [.countermeasureDone], ends: [.countermeasureChecked, .countermeasureReopened])
        // A drawn case is checked with its customer, archived or not (CHAIN-93).
        // A wrong answer is put right whether the case is over or not (GEN1-03).
        case .correctAnswer:
            Events(opens: [.answerDoubted], ends: [.answerCorrected, .answerUpheld], voids: [.caseMerged])
        case .verifySample: Events(opens: [.caseSampled], ends: [.sampleVerified])
        // Whoever asked is not left waiting (GAME-60, GAME-66); who is back says so.
        case .decideLeave:
            Events(opens: [.leaveSubmitted], ends: [.leaveApproved, .leaveRejected], voids: [.leaveWithdrawn])
        case .reportBack: Events(opens: [.leaveEnded], ends: [.leaveReported])
        case .decideSwap:
            Events(
                opens: [.swapAccepted], ends: [.swapApproved, .swapRejected], voids: [.swapWithdrawn, .swapExpired])
        // Each of the two, until the shift begins (GAME-64).
        case .briefSwap: Events(opens: [.swapApproved], ends: [.swapBriefed], voids: [.swapWithdrawn])
        case .decideLiability:
            Events(opens: [.liabilityOpened, .liabilityAppealed], ends: [.liabilityDecided, .liabilityFinal])
        // The sheet of a shift until it ends, its acceptance until the next one begins (GAME-50, GAME-51).
        case .writeHandover:
            Events(
                opens: [.handoverDue, .handoverTakenBack], ends: [.handoverOffered], voids: [.handoverDropped])
        case .takeHandover:
            Events(
                opens: [.handoverOffered], ends: [.handoverAccepted, .handoverRefused],
                voids: [.handoverDropped, .handoverTakenBack])
        // Before somebody is away for long, moves on or leaves (SOFT-68).
        case .leaveHandover: Events(opens: [.handoverOwed], ends: [.handoverSettled], voids: [.handoverDropped])
        // What the next shift objects to goes to a leader (GAME-53).
        case .answerHandover:
            Events(opens: [.handoverRefused, .handoverObjected], ends: [.handoverAnswered], voids: [.handoverDropped])
        // Whoever forgot to clock, or means to stay longer, is not left waiting (GAME-103).
        case .decideCorrection:
            Events(
                opens: [.correctionAsked], ends: [.correctionApproved, .correctionRejected],
                voids: [.correctionWithdrawn])
        case .decideOvertime:
            Events(
                opens: [.overtimeAsked], ends: [.overtimeApproved, .overtimeRejected], voids: [.overtimeWithdrawn])
        // Out for so long as was agreed to, and then back (GAME-49).
        case .returnToPost: Events(opens: [.postLeft], ends: [.postReturned])
        // Whoever has clocked in looks at themselves and their tools before the work (GAME-44, GAME-52).
        case .checkBeforeShift: Events(opens: [.clockedIn], ends: [.preShiftChecked])
        // A month that is over is confirmed by its person, then checked (GAME-103, PROPB-27).
        case .confirmAttendance:
            Events(
                opens: [.attendanceOpened, .attendanceReturned], ends: [.attendanceConfirmed, .attendanceObjected])
        case .checkAttendance:
            Events(
                opens: [.attendanceConfirmed, .attendanceObjected], ends: [.attendanceChecked, .attendanceReturned])
        // Whoever is told to do something says so within minutes, and has done it by the time it is wanted (GAME-28).
        case .acknowledgeDispatch:
            Events(
                opens: [.dispatchGiven], ends: [.dispatchAcknowledged, .dispatchRefused], voids: [.dispatchWithdrawn])
        case .carryOutDispatch:
            Events(
                opens: [.dispatchGiven], ends: [.dispatchDone], voids: [.dispatchRefused, .dispatchWithdrawn])
        // What the day brought, and what tomorrow is to bring, before leaving (CHAIN-82).
        case .handInReport:
            Events(opens: [.dailyReportOpened], ends: [.dailyReportHandedIn], voids: [.dailyReportWaived])
        // Each step of the day at its time; what was taken back or sent back is owed anew (MART-26, SOFT-78).
        case .doDayStep:
            Events(
                opens: [.dayStepDue, .dayStepUndone, .dayStepSentBack], ends: [.dayStepTicked, .dayStepReported],
                voids: [.dayStepSkipped, .dayPlanClosed, .dayPlanDropped])
        // Whoever leads looks at what they are asked to look at (GAME-43).
        case .confirmDayStep:
            Events(
                opens: [.dayStepReported], ends: [.dayStepConfirmed, .dayStepSentBack],
                voids: [.dayStepUndone, .dayPlanDropped])
        // Whoever works by rosters knows theirs by a day of the month before (SOFT-66).
        case .publishRoster: Events(opens: [.rosterDue], ends: [.rosterPublished])
        }
    }

    /// Only the completion clock rests while a case waits for the customer or a third party; whoever waits still answers.
    public var restsWhileSuspended: Bool { self == .complete }

    /// A promise brings its own due instant, so its clause needs no length of time.
    public var isSetByPromise: Bool {
        [
            .keepPromise, .interimNotice, .finishSlip, .correct, .doMeasure, .briefSwap, .writeHandover, .takeHandover,
            .leaveHandover, .returnToPost, .carryOutDispatch, .handInReport, .publishRoster,
        ]
        .contains(self)
    }

    /// Whether what was agreed goes before the length of time: an appointment with the customer (PROPB-03), the time at
    /// which a plan of the day wants its step done.
    public var yieldsToPromise: Bool { self == .arrive || self == .doDayStep }

    /// What a person must be allowed to do to end the clock: a clause that points at a post without it is refused.
    public var neededPermission: Permission? {
        switch self {
        case .accept, .firstReply, .progressNotice, .informManager, .judge, .complete, .returnVisit, .keepPromise,
            .interimNotice, .signTransfer, .assess, .dispatch, .arrive, .mediate, .answerSlip, .finishSlip, .verifySlip,
            .correct, .handUp, .answerStore, .informChange, .answerCustomer, .verifySample, .correctAnswer:
            .workCase
        case .investigate: .investigateCase
        case .decide, .takeEscalation: .decideCase
        case .summarise, .planProblem: .summariseCase
        case .triageContact, .resumeContact, .returnMissed, .acknowledgeCallback, .contactCallback, .answerLetter:
            .createCase
        case .acknowledgeHandbook, .readMessage, .handleMessage, .doMeasure: nil
        case .readDay, .readUnsolved, .readWeek, .publishDigest, .checkMeasure: .readAdherence
        case .assign, .coverChannel, .verifyChannel, .publishRoster: .reassignCase
        case .reviewHandbook: .issueHandbook
        case .decideLeave, .decideSwap, .decideLiability, .decideCorrection, .decideOvertime,
            .confirmDayStep:
            .approveAbsence
        case .answerHandover: .settleHandover
        case .checkAttendance: .manageAttendance
        case .reportBack, .briefSwap, .writeHandover, .takeHandover, .leaveHandover, .returnToPost, .checkBeforeShift,
            .confirmAttendance, .acknowledgeDispatch, .carryOutDispatch, .handInReport, .doDayStep:
            nil
        }
    }

    /// Whether its record is a case (and not a handbook, a contact or a message).
    public var concernsCases: Bool {
        switch self {
        case .acknowledgeHandbook, .reviewHandbook: false
        default: !concernsContacts && !concernsReports && !concernsAbsences
        }
    }

    /// Whether its record is a leave, a swap, who answers for a missed shift, a handover, somebody's attendance, the plan of
    /// their day, what they were told to do or what they report: no condition can be asked of it.
    public var concernsAbsences: Bool {
        switch self {
        case .decideLeave, .reportBack, .decideSwap, .briefSwap, .decideLiability, .writeHandover, .takeHandover,
            .leaveHandover, .answerHandover, .decideCorrection, .decideOvertime, .returnToPost, .checkBeforeShift,
            .confirmAttendance, .checkAttendance, .acknowledgeDispatch, .carryOutDispatch, .handInReport, .doDayStep,
            .confirmDayStep:
            true
        default: false
        }
    }

    /// Whether its record is what a unit owes for a period, a report or a roster: no condition can be asked of it.
    public var concernsReports: Bool {
        switch self {
        case .readDay, .readUnsolved, .readWeek, .publishDigest, .doMeasure, .checkMeasure, .publishRoster: true
        default: false
        }
    }

    /// Whether its record is a contact, a message or a channel: of a condition, only the channel can be asked of those.
    public var concernsContacts: Bool {
        switch self {
        case .triageContact, .resumeContact, .returnMissed, .acknowledgeCallback, .contactCallback, .readMessage,
            .handleMessage, .coverChannel, .verifyChannel, .answerLetter:
            true
        default: false
        }
    }
}
