import Handbook
import Kernel
import Press

/// F-65 补卡申请: which clock, why, by what it is shown, and who agreed (GAME-103).
struct ClockCorrectionPaper {
    let correction: ClockCorrection
    let names: [Staff.ID: String]
    let head: FormHead

    private var t: Language { head.language }

    var paper: Paper {
        let decision = correction.decision
        return head.paper(
            t(.correctionTitle), "F-65", correction.number,
            [
                .fields([
                    Paper.Field(t(.correctionStaff), names[correction.staff] ?? ""),
                    Paper.Field(t(.correctionKind), t(correction.plan.kind.word)),
                    Paper.Field(t(.attendanceDay), correction.day.description),
                    Paper.Field(t(.correctionAt), head.time(correction.plan.at)),
                    Paper.Field(t(.correctionAskedAt), head.time(correction.askedAt)),
                    Paper.Field(t(.attendanceState), t(correction.state.word)),
                    Paper.Field(t(.correctionReason), correction.plan.reason, wide: true),
                    Paper.Field(t(.correctionProof), correction.plan.proof, wide: true),
                    Paper.Field(t(.correctionOpinion), decision?.opinion ?? "", wide: true),
                ]),
                .signatures([
                    Paper.Signature(
                        t(.correctionStaff), names[correction.staff] ?? "", at: head.time(correction.askedAt)),
                    Paper.Signature(
                        t(.correctionDecision), decision.flatMap { names[$0.by] } ?? "", at: head.time(decision?.at)),
                ]),
            ])
    }
}
