import Kernel
import Web

/// Agreeing in sight, refusing folded away; each with an opinion. What can be refused only is in sight.
struct DecisionForms {
    let viewer: Viewer
    let url: String
    let approve: Word
    let reject: Word
    let opinion: Word
    var mayApprove = true

    func html(_ typed: [String: Typed]) -> HTML {
        let t = viewer.language
        let yes = Controls(typed["approval"] ?? Typed(["opinion": t(.opinionAgreed)]), in: t, prefix: "approval-")
        let no = Controls(typed["rejection"] ?? .blank, in: t, prefix: "rejection-")
        let agreeing: HTML? =
            mayApprove
            ? viewer.form(
                to: "\(url)/approval",
                """
                \(yes.text("opinion", t(opinion), required: true))<p>\(viewer.submit(t(approve)))</p>
                """) : nil
        return """
            <section class="panel">\(agreeing)\
            <details class="more"\(attribute: "open", if: !mayApprove)><summary>\(t(reject))</summary>\
            \(viewer.form(to: "\(url)/rejection", """
                \(no.text("opinion", t(opinion), required: true))<p>\(viewer.submit(t(reject), .usual))</p>
                """))</details></section>
            """
    }
}
