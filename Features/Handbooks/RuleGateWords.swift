import Handbook
import Kernel

/// What a gate asks, each in one sentence.
extension Handbook {
    func sentence(of gate: Gate, in t: Language) -> String {
        switch gate {
        case .registration(let fields):
            t(.ruleRegistration, fields.map { t($0.ruleWord) }.joined(separator: t(.listGap)))
        case .judgement: t(.ruleJudgement)
        case .promiseBeforeInvestigation: t(.rulePromiseFirst)
        case .cause(let statement): t(.ruleCause) + (statement ? t(.ruleCauseStatement) : "")
        case .investigatorByNature(let technical, let service):
            t(.ruleNature, names(of: technical, in: t), names(of: service, in: t))
        case .proposals(let minimum, let eachRead, let by, let fields):
            t(eachRead ? .ruleProposalsRead : .ruleProposals, "\(minimum)")
                + (fields.isEmpty
                    ? "" : t(.ruleProposalFields, fields.map { t($0.ruleWord) }.joined(separator: t(.listGap))))
                + (by.map { t(.ruleProposalsBy, name(of: $0, in: t)) } ?? "")
        case .authorityLimit: t(.ruleAuthority)
        case .penaltyLines: t(.rulePenaltyLines)
        case .compensationDelivered: t(.ruleCompensation)
        case .customerAcceptance: t(.ruleAcceptance)
        case .refusalLimit(let count, let to): t(.ruleRefusals, "\(count)", name(of: to, in: t))
        case .solution: t(.ruleSolution)
        case .returnVisit: t(.ruleVisit)
        case .visitor(let visitor, let stores):
            t(.ruleVisitor, t(visitor.ruleWord))
                + (stores.map { t(.ruleVisitorStores, name(of: $0, in: t)) } ?? "")
        case .summary: t(.ruleSummary)
        case .ownAct: t(.ruleOwnAct)
        case .bannedPhrases(let phrases):
            t(.rulePhrases, phrases.map { "“\($0)”" }.joined(separator: t(.listGap)))
        case .promiseHorizon(let span): t(.ruleHorizon, span.spoken(t))
        case .suspension(let longest): t(.ruleSuspension, longest.spoken(t))
        case .transferLimit(let count, let to, let returns, let within):
            t(.ruleTransfers, "\(count)", name(of: to, in: t))
                + (within.map { t(.ruleReturnWithin, $0.spoken(t)) } ?? "")
                + (returns.map { t(.ruleReturns, "\($0)", name(of: to, in: t)) } ?? "")
        case .transferReport: t(.ruleTransferReport)
        case .onDuty: t(.ruleOnDuty)
        case .stepsInOrder: t(.ruleSteps)
        case .acknowledgedHandbook: t(.ruleAcknowledged)
        case .ownership: t(.ruleOwnership)
        case .referralDirectory: t(.ruleDirectory)
        case .paidConsent: t(.rulePaidConsent)
        case .customerChoice: t(.ruleCustomerChoice)
        case .deliveryProof: t(.ruleProof)
        case .correctiveAction: t(.ruleCorrective)
        case .details: t(.ruleDetails)
        case .majorOwner(let to): t(.ruleMajorOwner, name(of: to, in: t))
        case .parties(let minimum): t(.ruleParties, "\(minimum)")
        case .sessions(let minimum, let by):
            t(.ruleSessions, "\(minimum)") + (by.map { t(.ruleSessionsBy, name(of: $0, in: t)) } ?? "")
        case .repairRecord: t(.ruleRepair)
        case .slipsSettled: t(.ruleSlips)
        case .repeatedCause(let count, let within): t(.ruleRepeated, within.spoken(t), "\(count)")
        case .contactRings(let maximum): t(.ruleRings, "\(maximum)")
        case .contactHangUp: t(.ruleHangUp)
        case .contactClosing(let fields):
            t(.ruleContactClosing, fields.map { t($0.ruleWord) }.joined(separator: t(.listGap)))
        case .contactRepeat(let within): t(.ruleContactRepeat, within.spoken(t))
        case .contactLength(let longest): t(.ruleContactLength, longest.spoken(t))
        case .quietHours(let hours):
            t(.ruleQuietHours, hours.map(\.spoken).joined(separator: t(.listGap)))
        case .contactOutcome(let fields):
            t(.ruleContactOutcome, fields.map { t($0.ruleWord) }.joined(separator: t(.listGap)))
        case .visitSatisfaction: t(.ruleVisitSatisfaction)
        case .guidance: t(.ruleGuidance)
        case .firstLevel(let posts):
            t(.ruleFirstLevel, posts.map { name(of: $0, in: t) }.joined(separator: t(.listGap)))
        case .leaveOrdinary(let notice): t(.ruleLeaveOrdinary, notice.spoken(t))
        case .leaveSudden(let notice): t(.ruleLeaveSudden, notice.spoken(t))
        case .leaveHoliday(let notice): t(.ruleLeaveHoliday, notice.spoken(t))
        case .leaveRetroactive(let within): t(.ruleLeaveRetroactive, within.span.spoken(t))
        case .leaveOfficial: t(.ruleLeaveOfficial)
        case .leaveApproval: t(.ruleLeaveApproval)
        case .leaveBalance: t(.ruleLeaveBalance)
        case .leaveSubstitute: t(.ruleLeaveSubstitute)
        case .absenceCoverage: t(.ruleAbsenceCoverage)
        case .swapQualified: t(.ruleSwapQualified)
        case .swapConsent(let before): t(.ruleSwapConsent, before.spoken(t))
        case .swapLimit(let count, let both, let returns):
            t(.ruleSwapLimit, "\(count)") + t(both ? .ruleSwapBoth : .ruleSwapInitiator)
                + t(returns ? .ruleSwapReturnCounts : .ruleSwapReturnFree)
        case .swapApproval(let by): t(.ruleSwapApproval, name(of: by, in: t))
        case .liabilityDecision(let by, let days): t(.ruleLiability, name(of: by, in: t), "\(days)")
        case .swapLegs: t(.ruleSwapLegs)
        case .swapReturn(let days): t(.ruleSwapReturn, "\(days)")
        case .swapRest(let hours): t(.ruleSwapRest, "\(hours)")
        case .handoverSheet(let sections):
            t(.ruleHandoverSheet, sections.map { t($0.word) }.joined(separator: t(.listGap)))
        case .handoverEarly(let notice): t(.ruleHandoverEarly, notice.spoken(t))
        case .handoverShift: t(.ruleHandoverShift)
        case .dayClose: t(.ruleDayClose)
        case .handoverWitness(let by): t(.ruleHandoverWitness, name(of: by, in: t))
        case .attendanceGrade(let grades):
            t(
                .ruleAttendanceGrade, "\(grades.grace)", "\(grades.first)", "\(grades.second)", "\(grades.halfDay)")
        case .clockEarly(let minutes): t(.ruleClockEarly, "\(minutes)")
        case .clockCorrection(let count, let days): t(.ruleClockCorrection, "\(count)", "\(days)")
        case .leavePostLimit(let minutes, let count): t(.ruleLeavePostLimit, "\(minutes)", "\(count)")
        case .leavePostApproval(let by): t(.ruleLeavePostApproval, name(of: by, in: t))
        case .overtimeApproval(let by): t(.ruleOvertimeApproval, name(of: by, in: t))
        case .overtimeLimit(let aDay, let aMonth): t(.ruleOvertimeLimit, "\(aDay)", "\(aMonth)")
        case .overtimeLieu(let days): t(.ruleOvertimeLieu, "\(days)")
        case .attendanceMonth(let by): t(.ruleAttendanceMonth, name(of: by, in: t))
        case .dispatchOnDuty: t(.ruleDispatchOnDuty)
        case .reportClockOut: t(.ruleReportClockOut)
        case .contactRecord(let fields):
            t(.ruleContactRecord, fields.map { t($0.ruleWord) }.joined(separator: t(.listGap)))
        case .rosterMinimum: t(.ruleRosterMinimum)
        case .rosterQualified(let skill): t(.ruleRosterQualified, skill)
        case .postHolders(let post, let count):
            t(.rulePostHolders, name(of: .post(post), in: t), "\(count)")
        case .rosterRest(let hours): t(.ruleRosterRest, "\(hours)")
        case .rosterWeek(let hours, let dayOff):
            t(.ruleRosterWeek, "\(hours)") + (dayOff ? t(.ruleRosterDayOff) : "")
        case .dutyManned(let kind, let hours, let backup):
            t(.ruleDutyManned, t(hours.word), t(kind.word)) + (backup ? t(.ruleDutyBackup) : "")
        case .rosterMonthEdge(let days, let minimum): t(.ruleRosterEdge, "\(days)", "\(minimum)")
        }
    }
}

extension LeaveNotice {
    /// 24 小时; 1 个日历日.
    func spoken(_ language: Language) -> String { span.spoken(language) }
}

extension Range<TimeOfDay> {
    /// `21:00–09:00`; what goes past midnight ends on the next day's clock.
    var spoken: String {
        let day = TimeOfDay.at(24).minutes
        let end = upperBound.minutes > day ? TimeOfDay(minutes: upperBound.minutes - day) : upperBound
        return "\(lowerBound)–\(end)"
    }

    /// Whether an instant lies in these hours of any day.
    func holds(_ instant: Instant, in zone: Zone) -> Bool {
        let time = instant.local(zone).time
        if contains(time) { return true }
        let day = TimeOfDay.at(24).minutes
        return upperBound.minutes > day && time.minutes < upperBound.minutes - day
    }
}
