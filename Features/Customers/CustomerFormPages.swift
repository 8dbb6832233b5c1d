import Handbook
import Kernel
import Web

/// The file card F-02 as a form: new, and to be changed.
struct CustomerFormPages {
    let viewer: Viewer
    let typed: Typed
    let refusal: (any Explainable)?
    let owners: [Choice]
    /// Where somebody else saved meanwhile: what is on file now, to be shown beside what was typed.
    var current: CustomerFacts?

    private var t: Language { viewer.language }

    func new(units: [Unit]) -> HTML {
        let controls = Controls(typed, in: t)
        return viewer.form(
            to: "/customers",
            """
            \(summary(controls))\(problem)\(field(.kind, controls))\
            <div class="fields">\(field(.name, controls))\(controls.phone("phone", t(.customerPhone)))\
            \(Self.first.map { field($0, controls) })\
            \(controls.select("unit", t(.customerUnit), units.map { Choice($0.id.rawValue, $0.name) }, required: true))</div>\
            \(field(.specialNeeds, controls))\
            <details class="more"\(attribute: "open", if: opensRest)><summary>\(t(.customerMoreFacts))</summary>\
            <div class="fields">\(rest.map { field($0, controls) })</div></details>\
            \(viewer.submit(t(.customerSave), shortcut: "s"))
            """)
    }

    func edit(_ customer: Customer) -> HTML {
        let controls = Controls(typed, in: t)
        return viewer.form(
            to: "/customers/\(customer.id)",
            """
            \(summary(controls))\(problem)\
            \(controls.hidden("version", String(customer.version)))\(field(.kind, controls))\
            <div class="fields">\(field(.name, controls))\(Self.first.map { field($0, controls) })</div>\
            \(field(.specialNeeds, controls))<div class="fields">\(rest.map { field($0, controls) })</div>\
            \(controls.text("reason", t(.customerChangeReason), max: 200, hint: t(.customerChangeReasonHint)))\
            \(viewer.submit(t(.customerSave), shortcut: "s"))
            """)
    }

    /// What one asks of everybody; the rest of the card is at hand behind it, and open where something stands in it.
    private static let first: [CustomerFacts.Field] = [.salutation, .memberNumber, .grade]

    private var rest: [CustomerFacts.Field] {
        CustomerFacts.Field.allCases.filter { ![.kind, .name, .specialNeeds].contains($0) && !Self.first.contains($0) }
    }

    private var opensRest: Bool {
        rest.contains { !typed[$0.rawValue].isEmpty || typed.problems[$0.rawValue] != nil }
    }

    private func summary(_ controls: Controls) -> HTML {
        controls.summary(order: ["unit"] + CustomerFacts.Field.allCases.map(\.rawValue) + ["phone"])
    }

    private var problem: HTML? {
        if current != nil { return Remark(.broken, "<p role=\"alert\">\(t(.customerConflict))</p>").html }
        return StaffParts.refusal(refusal, in: t)
    }

    private func field(_ field: CustomerFacts.Field, _ controls: Controls) -> HTML {
        let name = field.rawValue
        let label = t(field.word)
        let hint: String? = current.flatMap { facts in
            guard facts[field] != typed[name] else { return nil }
            let stored = field.shown(facts[field], names: ownerNames, in: t)
            return t(.customerNow, stored.isEmpty ? t(.customerEmpty) : stored)
        }
        switch field {
        case .kind:
            return controls.segmented(
                name, label, Customer.Kind.allCases.map { Choice($0.rawValue, t($0.word)) }, required: true, hint: hint)
        case .salutation:
            return controls.select(
                name, label, CustomerForms.Salutation.allCases.map { Choice($0.rawValue, t($0.word)) }, blank: "",
                hint: hint)
        case .computerSkill:
            return controls.select(
                name, label, ComputerSkill.allCases.map { Choice($0.rawValue, t($0.word)) }, blank: "",
                hint: hint)
        case .grade:
            return controls.select(
                name, label, Customer.Grade.allCases.map { Choice($0.rawValue, $0.rawValue) }, blank: "", hint: hint)
        case .owner: return controls.select(name, label, owners, blank: "", hint: hint)
        case .contractUntil: return controls.date(name, label, hint: hint)
        case .specialNeeds, .preferences, .environment, .note:
            return controls.textarea(name, label, max: field.longest, rows: 2, hint: hint)
        case .name, .memberNumber, .language, .contactWindow, .address, .contractNumber, .products, .source:
            return controls.text(name, label, required: field == .name, max: field.longest, hint: hint)
        }
    }

    private var ownerNames: [Staff.ID: String] {
        Dictionary(owners.map { (Staff.ID($0.value), $0.label) }) { first, _ in first }
    }
}
