import Handbook
import Kernel
import Press

/// F-66 加班·调休单: when, why, how it is made good, what the clock showed, and what is left (GAME-103, SOFT-19).
struct OvertimePaper {
    let overtime: Overtime
    /// Minutes of time off that are left.
    let left: Int
    let names: [Staff.ID: String]
    let head: FormHead

    private var t: Language { head.language }

    var paper: Paper {
        head.paper(
            t(.overtimeForm), "F-66", overtime.number,
            [
                .fields([
                    Paper.Field(t(.overtimeStaff), names[overtime.staff] ?? ""),
                    Paper.Field(t(.attendanceDay), overtime.day.description),
                    Paper.Field(t(.overtimeFrom), head.time(overtime.plan.hours.lowerBound)),
                    Paper.Field(t(.overtimeTo), head.time(overtime.plan.hours.upperBound)),
                    Paper.Field(t(.overtimePlanned), Overtimes.hours(overtime.plannedMinutes)),
                    Paper.Field(t(.overtimeWorked), overtime.minutes.map(Overtimes.hours) ?? ""),
                    Paper.Field(t(.overtimeRate), t(overtime.rate.word)),
                    Paper.Field(t(.overtimeCompensation), t(overtime.plan.compensation.word)),
                    Paper.Field(t(.overtimeReason), overtime.plan.reason, wide: true),
                    Paper.Field(t(.overtimeOpinion), overtime.decision?.opinion ?? "", wide: true),
                    Paper.Field(t(.overtimeState), t(overtime.state.word)),
                    Paper.Field(t(.lieuRest), Overtimes.hours(left)),
                ]),
                .signatures([
                    Paper.Signature(t(.overtimeStaff), names[overtime.staff] ?? "", at: head.time(overtime.askedAt)),
                    Paper.Signature(
                        t(.overtimeDecision), overtime.decision.flatMap { names[$0.by] } ?? "",
                        at: head.time(overtime.decision?.at)),
                ]),
            ])
    }
}
