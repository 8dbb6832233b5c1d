import Handbook
import Kernel
import Web

/// 主动去电: whom, and what for, before it is dialled (CHAIN-77, SOFT-51).
struct ContactCallPages {
    let viewer: Viewer
    let typed: Typed
    let customer: Customer?
    let record: Case?
    let types: [Handbook.CaseTypeLabel]

    private var t: Language { viewer.language }

    var content: HTML {
        let shown =
            typed.contains("subject") || record == nil
            ? typed
            : Typed([
                "customer": typed["customer"], "case": typed["case"], "subject": record?.report.subject ?? "",
                "type": record?.type.rawValue ?? "",
            ])
        let form = Controls(shown, in: t)
        let kinds = types.map { Choice($0.type.rawValue, t == .chinese ? $0.label : t($0.type.word)) }
        let whom: HTML =
            if let customer {
                """
                \(CustomerMarkPages(customer: customer, language: t).html)<dl class="facts"><dt>\(t(.contactWho))</dt>\
                <dd>\(customer.shownName) \(customer.phone?.description ?? "")</dd>\
                \(record.map { "<dt>\(t(.contactCase))</dt><dd>\($0.number)</dd>" as HTML })</dl>
                """
            } else {
                form.phone("phone", t(.casePhone), required: true, hint: t(.contactCallNobody))
            }
        return """
            <section class="panel">\(viewer.form(
                to: "/contacts/calls", class: "stack",
                """
                \(form.hidden("customer", customer?.id.rawValue ?? ""))\(form.hidden("case", record?.id.rawValue ?? ""))\(whom)\
                \(form.segmented("errand", t(.contactErrand), Contact.Errand.allCases.map { Choice($0.rawValue, t($0.word)) }))\
                \(form.segmented("type", t(.contactPurpose), kinds, required: true))\
                \(form.text("subject", t(.contactCallFor), required: true, max: 80))\
                \(form.checkbox("agreed", t(.contactCallAgreed), hint: t(.contactCallAgreedHint)))\
                \(viewer.submit(t(.contactCallOut), shortcut: "s"))
                """))</section>
            """
    }
}
