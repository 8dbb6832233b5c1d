import Handbook
import Kernel
import Press

/// F-65 离岗申请: for how long, why, how many were left, who agreed, and when the person was back (GAME-49).
struct LeavePostPaper {
    let post: LeavePost
    let shift: String
    let coverage: String
    let names: [Staff.ID: String]
    let head: FormHead

    private var t: Language { head.language }

    var paper: Paper {
        head.paper(
            t(.leavePostForm), "F-65", post.number,
            [
                .fields([
                    Paper.Field(t(.correctionStaff), names[post.staff] ?? ""),
                    Paper.Field(t(.leavePostShift), shift),
                    Paper.Field(t(.leavePostMinutes), String(post.minutes)),
                    Paper.Field(t(.correctionAskedAt), head.time(post.askedAt)),
                    Paper.Field(t(.leavePostReason), post.reason, wide: true),
                    Paper.Field(t(.leaveCoverage), coverage, wide: true),
                    Paper.Field(t(.correctionOpinion), post.decision?.opinion ?? "", wide: true),
                    Paper.Field(t(.leavePostLeftAt), head.time(post.leftAt)),
                    Paper.Field(t(.leavePostDueAt), head.time(post.dueAt)),
                    Paper.Field(t(.leavePostReturnedAt), head.time(post.returnedAt)),
                    Paper.Field(t(.leavePostOverrun), String(post.overrun(at: head.printedAt))),
                ]),
                .signatures([
                    Paper.Signature(t(.correctionStaff), names[post.staff] ?? "", at: head.time(post.askedAt)),
                    Paper.Signature(
                        t(.correctionDecision), post.decision.flatMap { names[$0.by] } ?? "",
                        at: head.time(post.decision?.at)),
                ]),
            ])
    }
}
