import Handbook
import Kernel
import Press

/// F-55 班前准备·仪容检查表: item by item, what was lacking, and the leader's look (GAME-44, GAME-52).
struct PreShiftCheckPaper {
    let check: PreShiftCheck
    let shift: String
    let names: [Staff.ID: String]
    let head: FormHead

    private var t: Language { head.language }

    var paper: Paper {
        let review = check.review
        let rows = PreShiftCheck.Item.allCases.map { item in
            [t(item.word), t(check.inOrder.contains(item) ? .preShiftInOrder : .preShiftNotInOrder)]
        }
        return head.paper(
            t(.preShiftForm), "F-55", shift,
            [
                .fields([
                    Paper.Field(t(.preShiftStaff), names[check.staff] ?? ""),
                    Paper.Field(t(.preShiftAt), head.time(check.doneAt)),
                ]),
                .table(
                    Paper.Table(
                        [Paper.Column(t(.preShiftItems), 4), Paper.Column(t(.attendanceVerdict), 2)], rows,
                        empty: t(.paperNothing))),
                .fields([
                    Paper.Field(t(.preShiftNote), check.note, wide: true),
                    Paper.Field(t(.preShiftScore), String(review?.score ?? check.score)),
                    Paper.Field(t(.preShiftOpinion), review?.opinion ?? ""),
                ]),
                .signatures([
                    Paper.Signature(t(.preShiftStaff), names[check.staff] ?? "", at: head.time(check.doneAt)),
                    Paper.Signature(
                        t(.preShiftReviewed), review.flatMap { names[$0.by] } ?? "", at: head.time(review?.at)),
                ]),
            ])
    }
}
