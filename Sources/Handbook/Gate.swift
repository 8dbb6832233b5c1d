public import Kernel

/// The closed set of conditions that a clause may put before a step, with their numbers.
public enum Gate: Equatable, Sendable {
    /// What the register must hold on first save (GAME-86).
    case registration(fields: [RegistrationField])
    /// Are the grounds sufficient, is the demand reasonable, does it stand, and why (GAME-87).
    case judgement
    /// No investigation without a definite time given to the customer (GAME-89, SOFT-63).
    case promiseBeforeInvestigation
    /// Cause, root cause and the person responsible are found before a solution is proposed, and where the handbook asks
    /// for it what that person says (GAME-90, GEN1-12).
    case cause(statement: Bool = false)
    /// What is technical is looked into by one post, what is service by another (GAME-90).
    case investigatorByNature(technical: [Duty], service: [Duty])
    /// So many different proposals, each with what the handbook wants said of it, every one read by the decider; who
    /// decides is a post, where it names one (GAME-91).
    case proposals(minimum: Int, eachRead: Bool, by: Duty? = nil, fields: [ProposalField] = [])
    /// A decision beyond the authority of the post is not possible, only escalation (CHAIN-56).
    case authorityLimit
    /// A line for the person directly responsible and one for the department manager, or «none, because…» (GAME-92).
    case penaltyLines
    /// Compensation delivered, or its date given, before the customer is asked to accept.
    case compensationDelivered
    /// Resolved only when the customer has accepted (GAME-93).
    case customerAcceptance
    /// After so many refusals the manager takes over (capabilities C03: third).
    case refusalLimit(count: Int, to: Duty)
    /// No closing without the text of the solution (GEN1-05).
    case solution
    /// No archive without a return visit that told cause, time and solution (GAME-85, CHAIN-58).
    case returnVisit
    /// Who visits: the first receiver, somebody independent, or either (X-05, SOFT-60).
    /// What a store has handled is visited by a post at headquarters, where one is named: no store visits for itself
    /// (CHAIN-93).
    case visitor(Visitor, ofStores: Duty? = nil)
    /// Evaluation, category and a lesson or «none» before the archive (GAME-94, GEN3-08).
    case summary
    /// Nobody decides, approves or checks their own act (requirements 0.3.4).
    case ownAct
    /// Words that an answer to a customer must not contain (GAME-95).
    case bannedPhrases([String])
    /// A promise needs a definite time, within so much (SOFT-63, CHAIN-07).
    case promiseHorizon(Span)
    /// Suspension needs a reason, a notice and an end date, at most so far away.
    case suspension(longest: Span)
    /// A case that bounced so often goes to the manager (GEN3-04, SOFT-76); so does one that has been returned so often
    /// before, and is returned again. What was signed for may be returned within so long, where that is said.
    case transferLimit(count: Int, to: Duty, returns: Int? = nil, returnWithin: Span? = nil)
    /// No completion before the result is back with whoever handed the case on (SOFT-76).
    case transferReport
    /// Nobody who is off duty is given a case (SOFT-70).
    case onDuty
    /// Steps are taken in order and none is skipped (GAME-30).
    case stepsInOrder
    /// Nobody works a case before they have acknowledged the handbook in force (GAME-03).
    case acknowledgedHandbook
    /// Ours, not ours or unclear, with the reason, before the matter is worked (SOFT-37).
    case ownership
    /// Who is referred goes to somebody in the directory, by name and number (SOFT-38).
    case referralDirectory
    /// Not ours, or out of term, and still wanted: no work before the customer has consented to the price (SOFT-39, SOFT-10).
    case paidConsent
    /// Before a solution is carried out the customer was offered proposals and one was chosen (GAME-96).
    case customerChoice
    /// Compensation is delivered with proof: a receipt, a tracking number, a signature (GAME-96).
    case deliveryProof
    /// An expectation that was not met forces a corrective action and a reply (SOFT-16).
    case correctiveAction
    /// What has to be known about a matter of its category is asked at the first contact (SOFT-58).
    case details
    /// A major case is handled by the holder of a post (SOFT-09).
    case majorOwner(to: Duty)
    /// A dispute has at least so many parties (PROPB-16).
    case parties(minimum: Int)
    /// An agreement comes after so many sessions with the parties, held by a post where one is named (PROPB-16).
    case sessions(minimum: Int, by: Duty? = nil)
    /// A repair is done when work, material and labour are recorded (PROPB-03).
    case repairRecord
    /// No case closes over a slip that a department still owes (PROPA-05, SOFT-71).
    case slipsSettled
    /// The same root cause so often within so long opens a problem record (GEN1-12).
    case repeatedCause(count: Int, within: Span)
    /// Answered by this ring at the latest (SOFT-30, SOFT-43).
    case contactRings(maximum: Int)
    /// The customer hangs up first (SOFT-49, SOFT-57).
    case contactHangUp
    /// What is left with the customer at the end of a call of our own (GAME-102).
    case contactClosing(fields: [ClosingField])
    /// Solved on the telephone is only what nobody has to call about again within so long (SOFT-34).
    case contactRepeat(within: Span)
    /// A contact that leads to no case is over within so long (GAME-26).
    case contactLength(longest: Span)
    /// Hours in which nobody is called, unless the customer has named the time (GAME-80).
    case quietHours([Range<TimeOfDay>])
    /// What came of a call of our own, and how the customer took it (GAME-98).
    case contactOutcome(fields: [CallField])
    /// A visited customer says whether they are satisfied; who is not gets a case with an owner (GAME-84).
    case visitSatisfaction
    /// No guidance at a distance before it is known whether the customer can follow it; who cannot has a helper (SOFT-40,
    /// SOFT-42).
    case guidance
    /// A case leaves the first level only with its first analysis written; the holders of these posts are the first level
    /// (SOFT-07).
    case firstLevel(by: [Duty])
    /// What the record of a contact must hold before it is wrapped up (GAME-26, SOFT-32, SOFT-36, CHAIN-77).
    case contactRecord(fields: [ContactField])
    /// No group works with fewer than its minimum, and no hour that is promised to customers is empty (GAME-18, GAME-66).
    case rosterMinimum
    /// Nobody works alone without this skill and those of their line (GAME-04).
    case rosterQualified(skill: String)
    /// No more than so many people hold a post at once, wherever in the house the handbook is kept (GAME-19).
    case postHolders(post: String, count: Int)
    /// So many hours between two shifts of one person.
    case rosterRest(hours: Int)
    /// So many hours of work in a week, and a free day where that is asked.
    case rosterWeek(hours: Int, dayOff: Bool)
    /// Somebody is answerable in these hours, with somebody behind them where that is asked (MART-13, SOFT-66).
    case dutyManned(kind: DutyKind, hours: DutyHours, backup: Bool)
    /// On so many first and last days of a month at least so many are there (SOFT-19).
    case rosterMonthEdge(days: Int, minimum: Int)
    /// Ordinary leave is asked for so long before the shift (GAME-55).
    case leaveOrdinary(notice: LeaveNotice)
    /// What came suddenly, so long before the shift (GAME-56).
    case leaveSudden(notice: LeaveNotice)
    /// No leave on public holidays but in special cases, asked for so long before (GAME-58).
    case leaveHoliday(notice: LeaveNotice)
    /// Asked for afterwards it takes effect only by the post named with the type, and only within so long of the shift's
    /// beginning; otherwise the shift is an absence (GAME-57).
    case leaveRetroactive(within: LeaveNotice)
    /// Official business and outside study are agreed to before they begin, by the post named with the type (GAME-59).
    case leaveOfficial
    /// Leave is in force only when somebody entitled has agreed to it, and nobody agrees to their own (GAME-60).
    case leaveApproval
    /// Leave that is taken from a balance does not go beyond it (职工带薪年休假条例).
    case leaveBalance
    /// Who holds a line or a channel is not away without somebody in their place (SOFT-70).
    case leaveSubstitute
    /// Nobody agrees to an absence or a swap after which a group is below its minimum (GAME-66, GAME-18).
    case absenceCoverage
    /// A swap has its reason, and only people swap who are qualified for each other's work (GAME-61).
    case swapQualified
    /// The colleague agrees in their own sign-in; without it the request lapses so long before the earlier shift (GAME-62).
    case swapConsent(before: LeaveNotice)
    /// So many swaps a month and person (GAME-63; A-02).
    case swapLimit(count: Int, countBoth: Bool, returnLegCounts: Bool)
    /// A swap counts when the holder of a post, or one above, has agreed to it with the staffing in view (GAME-66).
    case swapApproval(by: Duty)
    /// Who settles which share of a missed shift falls on whom (GAME-64).
    case liabilityDecision(by: Duty, days: Int)
    /// No leave on a swapped shift nor on its return (GAME-65).
    case swapLegs
    /// The return shift has its date when the swap is asked for, so many days away at most (GAME-67).
    case swapReturn(days: Int)
    /// Whoever takes a shift has so many hours of rest before and after it (GAME-66).
    case swapRest(hours: Int)
    /// What the sheet of a shift states before it is handed over, «none» included (GAME-53).
    case handoverSheet(sections: [HandoverSection])
    /// The next shift takes over so long before it begins (GAME-51).
    case handoverEarly(notice: LeaveNotice)
    /// Nobody goes home before their shift has been handed over, nor begins before theirs has been taken over (GAME-50).
    case handoverShift
    /// Who signs, beside giver and taker, what is handed over before a leave, a transfer or a resignation (SOFT-68).
    case handoverWitness(by: Duty)
    /// Late, early, half a day, absent: by which minutes (GAME-54, GAME-103).
    case attendanceGrade(AttendanceGrades)
    /// Clocked in so many minutes before the shift, in time for a proper handover (GAME-51).
    case clockEarly(minutes: Int)
    /// A forgotten clock is put right so many times a month and within so many days (GAME-103).
    case clockCorrection(count: Int, days: Int)
    /// Away from one's post for so many minutes, so many times a shift (GAME-49).
    case leavePostLimit(minutes: Int, count: Int)
    /// Nobody leaves their post before the holder of a post, or one above, has agreed to it (GAME-49).
    case leavePostApproval(by: Duty)
    /// Overtime is agreed to before it begins (GAME-103; 劳动法 article 41).
    case overtimeApproval(by: Duty)
    /// Hours of overtime a day and a month (劳动法 article 41).
    case overtimeLimit(aDay: Int, aMonth: Int)
    /// Overtime is made good by time off, within so many days; not on a public holiday (劳动法 article 44; SOFT-19).
    case overtimeLieu(days: Int)
    /// A month is locked when its person has confirmed it and the holder of a post has checked it (PROPB-27).
    case attendanceMonth(by: Duty)
    /// Whoever is told to do something is at work then (GAME-28).
    case dispatchOnDuty
    /// Nobody clocks out before the report of the day is handed in (CHAIN-82).
    case reportClockOut
    /// No shift is handed over while a step of its day is open: done, or left out with a reason (MART-26).
    case dayClose

    /// The rule's name in a pack.
    public enum Rule: String, CaseIterable, Sendable {
        case registration = "complaint.registration"
        case judgement = "complaint.judgement"
        case promiseBeforeInvestigation = "complaint.promise-before-investigation"
        case cause = "complaint.cause"
        case investigatorByNature = "investigation.by-nature"
        case proposals = "complaint.proposals"
        case authorityLimit = "authority.limit"
        case penaltyLines = "complaint.penalty-lines"
        case compensationDelivered = "compensation.delivered"
        case customerAcceptance = "complaint.customer-acceptance"
        case refusalLimit = "complaint.refusal-limit"
        case solution = "complaint.solution"
        case returnVisit = "complaint.visit-before-archive"
        case visitor = "complaint.visitor"
        case summary = "complaint.summary"
        case ownAct = "conduct.own-act"
        case bannedPhrases = "reply.banned-phrases"
        case promiseHorizon = "promise.horizon"
        case suspension = "case.suspension"
        case transferLimit = "transfer.limit"
        case transferReport = "transfer.report-back"
        case onDuty = "assignment.on-duty"
        case stepsInOrder = "procedure.steps-in-order"
        case acknowledgedHandbook = "handbook.acknowledged-before-work"
        case ownership = "case.ownership"
        case referralDirectory = "referral.directory"
        case paidConsent = "paid-service.consent"
        case customerChoice = "proposal.customer-choice"
        case deliveryProof = "compensation.proof"
        case correctiveAction = "corrective.required"
        case details = "case.details"
        case majorOwner = "severity.major-owner"
        case parties = "dispute.parties"
        case sessions = "dispute.sessions"
        case repairRecord = "repair.record"
        case slipsSettled = "slip.settled"
        case repeatedCause = "problem.repeated-cause"
        case contactRings = "contact.rings"
        case contactHangUp = "contact.hang-up"
        case contactRecord = "contact.record"
        case leaveOrdinary = "leave.ordinary"
        case leaveSudden = "leave.sudden"
        case leaveHoliday = "leave.holiday"
        case leaveRetroactive = "leave.retroactive"
        case leaveOfficial = "leave.official"
        case leaveApproval = "leave.approval"
        case leaveBalance = "leave.balance"
        case leaveSubstitute = "leave.substitute"
        case absenceCoverage = "absence.coverage"
        case swapQualified = "swap.qualified"
        case swapConsent = "swap.consent"
        case swapLimit = "swap.monthly-limit"
        case swapApproval = "swap.approval"
        case liabilityDecision = "liability.decision"
        case swapLegs = "swap.no-leave"
        case swapReturn = "swap.return"
        case swapRest = "swap.rest"
        case handoverSheet = "handover.sheet"
        case handoverEarly = "handover.early"
        case handoverShift = "handover.shift"
        case handoverWitness = "handover.witness"
        case attendanceGrade = "attendance.grade"
        case clockEarly = "clock.early"
        case clockCorrection = "clock.correction"
        case leavePostLimit = "leave-post.limit"
        case leavePostApproval = "leave-post.approval"
        case overtimeApproval = "overtime.approval"
        case overtimeLimit = "overtime.limit"
        case overtimeLieu = "overtime.lieu"
        case attendanceMonth = "attendance.month"
        case dispatchOnDuty = "dispatch.on-duty"
        case reportClockOut = "report.clock-out"
        case dayClose = "day.close"
        case contactClosing = "contact.closing"
        case contactRepeat = "contact.repeat"
        case contactLength = "contact.length"
        case quietHours = "outreach.quiet-hours"
        case contactOutcome = "contact.outcome"
        case visitSatisfaction = "visit.satisfaction"
        case guidance = "contact.guidance"
        case firstLevel = "support.first-level"
        case rosterMinimum = "roster.group-minimum"
        case rosterQualified = "roster.qualified"
        case postHolders = "post.holders"
        case rosterRest = "roster.rest"
        case rosterWeek = "roster.hours-week"
        case dutyManned = "duty.manned"
        case rosterMonthEdge = "roster.month-edge"

        /// What such a clause looks at has happened already: it can be counted, and not be refused.
        var isMeasured: Bool { [.contactRings, .contactHangUp, .contactRepeat, .contactLength].contains(self) }
    }

    public var rule: Rule {
        switch self {
        case .registration: .registration
        case .judgement: .judgement
        case .promiseBeforeInvestigation: .promiseBeforeInvestigation
        case .cause: .cause
        case .investigatorByNature: .investigatorByNature
        case .proposals: .proposals
        case .authorityLimit: .authorityLimit
        case .penaltyLines: .penaltyLines
        case .compensationDelivered: .compensationDelivered
        case .customerAcceptance: .customerAcceptance
        case .refusalLimit: .refusalLimit
        case .solution: .solution
        case .returnVisit: .returnVisit
        case .visitor: .visitor
        case .summary: .summary
        case .ownAct: .ownAct
        case .bannedPhrases: .bannedPhrases
        case .promiseHorizon: .promiseHorizon
        case .suspension: .suspension
        case .transferLimit: .transferLimit
        case .transferReport: .transferReport
        case .onDuty: .onDuty
        case .stepsInOrder: .stepsInOrder
        case .acknowledgedHandbook: .acknowledgedHandbook
        case .ownership: .ownership
        case .referralDirectory: .referralDirectory
        case .paidConsent: .paidConsent
        case .customerChoice: .customerChoice
        case .deliveryProof: .deliveryProof
        case .correctiveAction: .correctiveAction
        case .details: .details
        case .majorOwner: .majorOwner
        case .parties: .parties
        case .sessions: .sessions
        case .repairRecord: .repairRecord
        case .slipsSettled: .slipsSettled
        case .repeatedCause: .repeatedCause
        case .contactRings: .contactRings
        case .contactHangUp: .contactHangUp
        case .contactRecord: .contactRecord
        case .leaveOrdinary: .leaveOrdinary
        case .leaveSudden: .leaveSudden
        case .leaveHoliday: .leaveHoliday
        case .leaveRetroactive: .leaveRetroactive
        case .leaveOfficial: .leaveOfficial
        case .leaveApproval: .leaveApproval
        case .leaveBalance: .leaveBalance
        case .leaveSubstitute: .leaveSubstitute
        case .absenceCoverage: .absenceCoverage
        case .swapQualified: .swapQualified
        case .swapConsent: .swapConsent
        case .swapLimit: .swapLimit
        case .swapApproval: .swapApproval
        case .liabilityDecision: .liabilityDecision
        case .swapLegs: .swapLegs
        case .swapReturn: .swapReturn
        case .swapRest: .swapRest
        case .handoverSheet: .handoverSheet
        case .handoverEarly: .handoverEarly
        case .handoverShift: .handoverShift
        case .handoverWitness: .handoverWitness
        case .attendanceGrade: .attendanceGrade
        case .clockEarly: .clockEarly
        case .clockCorrection: .clockCorrection
        case .leavePostLimit: .leavePostLimit
        case .leavePostApproval: .leavePostApproval
        case .overtimeApproval: .overtimeApproval
        case .overtimeLimit: .overtimeLimit
        case .overtimeLieu: .overtimeLieu
        case .attendanceMonth: .attendanceMonth
        case .dispatchOnDuty: .dispatchOnDuty
        case .reportClockOut: .reportClockOut
        case .dayClose: .dayClose
        case .contactClosing: .contactClosing
        case .contactRepeat: .contactRepeat
        case .contactLength: .contactLength
        case .quietHours: .quietHours
        case .contactOutcome: .contactOutcome
        case .visitSatisfaction: .visitSatisfaction
        case .guidance: .guidance
        case .firstLevel: .firstLevel
        case .rosterMinimum: .rosterMinimum
        case .rosterQualified: .rosterQualified
        case .postHolders: .postHolders
        case .rosterRest: .rosterRest
        case .rosterWeek: .rosterWeek
        case .dutyManned: .dutyManned
        case .rosterMonthEdge: .rosterMonthEdge
        }
    }
}

/// What a complaint register may demand on first save.
public enum RegistrationField: String, CaseIterable, Codable, Sendable {
    case complainant, phone, channel, content, demand, product, category, organisation, memberNumber = "member-number"
    case place, specialNeeds = "special-needs"
    /// A telephone number; of a letter, the address it came from will do until the customer has been asked.
    case contact
}

/// What has to be said of a proposal beside its text (GAME-91).
public enum ProposalField: String, CaseIterable, Codable, Sendable {
    case cost, effect, benefit
}

/// What the record of a contact may have to hold, in the order in which it is asked (SOFT-32: surname, then organisation).
public enum ContactField: String, CaseIterable, Codable, Sendable {
    case surname, organisation, phone, purpose
}

/// What may have to be left with the customer at the end of a call of our own (GAME-102).
public enum ClosingField: String, CaseIterable, Codable, Sendable {
    case information
    case secondContact = "second-contact"
    case hungUpBy = "hung-up-by"
}

public enum Visitor: String, CaseIterable, Sendable {
    case firstReceiver = "first-receiver"
    case independent
    case either
}
