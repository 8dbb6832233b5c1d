import Handbook
import Kernel
import Web

/// 排班意愿: one's own, phone first.
struct ShiftWishPages {
    let viewer: Viewer
    let wishes: [ShiftWish]
    let templates: [ShiftTemplate]
    let today: Day

    private var t: Language { viewer.language }

    func page(typed: Typed?, refusal: HTML?) -> HTML {
        let names = Dictionary(templates.map { ($0.code, "\($0.code) \($0.name(in: t)) \($0.hours)") }) { first, _ in
            first
        }
        let items = wishes.map { wish -> HTML in
            """
            <li><b>\(wish.day.description) \(wish.day.weekday.name(in: t))</b><span>\(t(wish.kind.word)) \
            \(names[wish.code] ?? wish.code)</span><small>\(t(ShiftWish.word(ofStrength: wish.strength)))</small>\
            \(viewer.button(to: "/shift-wishes/\(wish.id)/withdrawal", t(.wishWithdraw), .quiet))</li>
            """
        }
        let list: HTML =
            items.isEmpty ? "<p class=\"soft\">\(t(.wishNone))</p>" : "<ol class=\"my-next\">\(items)</ol>"
        return "\(refusal.map { Remark(.broken, $0).html })\(form(typed))<section class=\"panel\">\(list)</section>"
    }

    private func form(_ typed: Typed?) -> HTML {
        let usual = Typed(["day": today.advanced(by: 7).description, "kind": "off", "strength": "2"])
        let controls = Controls(typed ?? usual, in: t, prefix: "wish-")
        return viewer.form(
            to: "/shift-wishes",
            """
            \(controls.summary(["day": t(.wishDay), "kind": t(.wishKind), "code": t(.wishShift)]))\
            <div class="split">\(controls.date("day", t(.wishDay), required: true))\
            \(controls.segmented("kind", t(.wishKind), ShiftWish.Kind.allCases.map { Choice($0.rawValue, t($0.word)) }))</div>\
            <div class="split">\(controls.select(
                "code", t(.wishShift), templates.map { Choice($0.code, "\($0.code) \($0.name(in: t)) \($0.hours)") },
                blank: t(.wishNoShift)))\
            \(controls.segmented(
                "strength", t(.wishStrength),
                ShiftWish.strengths.map { Choice(String($0), t(ShiftWish.word(ofStrength: $0))) }))</div>\
            <p class="acts">\(viewer.submit(t(.wishPut)))</p>
            """)
    }
}
