import Handbook

/// A rule as an author of packs sees it: its name, and what has to stand beside it.
struct RuleEntry: Encodable {
    let rule: String
    let numbers: String

    static let all = DeadlineRule.allCases.map(RuleEntry.init) + Gate.Rule.allCases.map(RuleEntry.init)

    private init(_ rule: DeadlineRule) {
        self.rule = rule.rawValue
        let length =
            switch rule {
            case .keepPromise, .finishSlip, .correct, .briefSwap, .writeHandover, .takeHandover, .returnToPost,
                .carryOutDispatch:
                ""
            case .handInReport: "minutes: 30, "
            case .leaveHandover: "days: 2, "
            case .publishRoster: "day: 25, "
            case .interimNotice: "share: 80%, "
            case .verifySample: "share: 20%, minimum: 3, every: month, within: 5wd, "
            case .doMeasure: ""
            case .complete: "within: 48h, from: report|acceptance, "
            default: "within: 24h, "
            }
        numbers = length + "owed-by: 承办人, warn-at: [70%, 90%], then: {escalate-to: 当值主管, after: 2h}, when: {…}"
    }

    private init(_ rule: Gate.Rule) {
        self.rule = rule.rawValue
        numbers =
            switch rule {
            case .registration:
                "fields: [\(RegistrationField.allCases.map(\.rawValue).joined(separator: ", "))]"
            case .proposals:
                "minimum: 2, each-read: yes|no, by: 客服部经理, fields: [\(ProposalField.allCases.map(\.rawValue).joined(separator: ", "))]"
            case .refusalLimit: "count: 3, to: 客服部经理"
            case .transferLimit: "count: 2, to: 客服部经理, returns: 1, return-within: 2h"
            case .cause: "statement: yes|no"
            case .investigatorByNature: "technical: 技术负责人, service: [服务专员, 客服部经理]"
            case .visitor: "by: \(Visitor.allCases.map(\.rawValue).joined(separator: "|")), stores-by: 客服专员"
            case .bannedPhrases: "phrases: [不知道, …]"
            case .majorOwner: "to: 客服部经理"
            case .parties: "minimum: 2"
            case .sessions: "minimum: 1, by: 客服部经理"
            case .repeatedCause: "count: 3, within: 30d"
            case .promiseHorizon: "longest: 7d"
            case .suspension: "longest: 15d"
            case .contactRings: "maximum: 3"
            case .contactClosing: "fields: [\(ClosingField.allCases.map(\.rawValue).joined(separator: ", "))]"
            case .contactRepeat: "within: 7d"
            case .contactLength: "longest: 15m"
            case .quietHours: "hours: \"21:00-09:00\""
            case .contactOutcome: "fields: [\(CallField.allCases.map(\.rawValue).joined(separator: ", "))]"
            case .firstLevel: "by: [客服专员, …]"
            case .rosterQualified: "skill: 上岗培训"
            case .postHolders: "post: 组长, count: 2"
            case .rosterRest: "minimum: 11"
            case .rosterWeek: "maximum: 44, day-off: yes|no"
            case .dutyManned:
                "kind: \(DutyKind.allCases.map(\.rawValue).joined(separator: "|")), hours: \(DutyHours.allCases.map(\.rawValue).joined(separator: "|")), backup: yes|no"
            case .rosterMonthEdge: "days: 5, minimum: 2"
            case .leaveOrdinary: "notice: 24h|1cd"
            case .leaveSudden: "notice: 60m"
            case .leaveHoliday: "notice: 2d"
            case .leaveRetroactive: "within: 24h"
            case .swapConsent: "notice: 1h"
            case .swapLimit: "count: 5, count-both: yes|no, return-leg-counts: yes|no"
            case .swapReturn: "days: 30"
            case .swapRest: "minimum: 11"
            case .swapApproval, .handoverWitness, .leavePostApproval, .overtimeApproval: "by: 组长"
            case .liabilityDecision: "by: 组长, days: 5"
            case .handoverSheet: "fields: [\(HandoverSection.allCases.map(\.rawValue).joined(separator: ", "))]"
            case .handoverEarly: "notice: 10m"
            case .attendanceGrade: "grace: 0, first: 10, second: 30, half-day: 60"
            case .clockEarly: "minutes: 10"
            case .clockCorrection: "count: 3, days: 3"
            case .leavePostLimit: "minutes: 15, count: 2"
            case .overtimeLimit: "a-day: 3, a-month: 36"
            case .overtimeLieu: "days: 90"
            case .attendanceMonth: "by: 行政主管"
            case .contactRecord: "fields: [\(ContactField.allCases.map(\.rawValue).joined(separator: ", "))]"
            case .judgement, .promiseBeforeInvestigation, .transferReport, .authorityLimit, .penaltyLines,
                .compensationDelivered, .customerAcceptance, .solution, .returnVisit, .summary, .ownAct, .onDuty,
                .stepsInOrder,
                .acknowledgedHandbook, .ownership, .referralDirectory, .paidConsent, .customerChoice, .deliveryProof,
                .correctiveAction, .details, .repairRecord, .slipsSettled, .contactHangUp,
                .visitSatisfaction, .guidance, .rosterMinimum,
                .leaveOfficial, .leaveApproval, .leaveBalance, .leaveSubstitute,
                .absenceCoverage, .swapQualified, .swapLegs, .handoverShift, .dispatchOnDuty, .reportClockOut,
                .dayClose:
                "–"
            }
    }
}
