public import Kernel

/// The fields of a form, each with its label, its hint and its problem beside it. They keep what was typed.
///
///     let controls = Controls(typed, in: t)
///     \(controls.text("name", t(.customerName), required: true, max: 50))
///     \(controls.select("severity", t(.severity), Severity.allCases.map { Choice($0.rawValue, t($0.word)) }))
///
/// A required field says so with a mark and `aria-required`, not with `required`: a browser would stop at the first
/// problem, in its own words; the house tells all of them at once, in ours.
public struct Controls: Sendable {
    let typed: Typed
    let language: Language
    /// keeps the ids apart where one page has two forms with a field of the same name
    let prefix: String

    public init(_ typed: Typed = .blank, in language: Language, prefix: String = "") {
        self.typed = typed
        self.language = language
        self.prefix = prefix
    }

    public func text(
        _ name: String, _ label: String, required: Bool = false, max: Int = 200, hint: String? = nil,
        placeholder: String = "", autofocus: Bool = false
    ) -> HTML {
        input(
            "text", name, label, required: required, hint: hint,
            " data-most=\"\(max)\" placeholder=\"\(placeholder)\"\(attribute: "autofocus", if: autofocus)")
    }

    /// `shortcut` is a single key that leads into the field.
    public func textarea(
        _ name: String, _ label: String, required: Bool = false, max: Int = 4000, rows: Int = 4, hint: String? = nil,
        shortcut: String? = nil, placeholder: String? = nil
    ) -> HTML {
        field(name, label, required: required, hint: hint) { attributes in
            """
            <textarea class="form-control" name="\(name)" rows="\(rows)" data-most="\(max)"\
            \(placeholder.map { " placeholder=\"\($0)\"" as HTML })\
            \(shortcut.map { " data-shortcut=\"\($0)\" aria-label=\"\(label)\"" as HTML })\(attributes)>
            \(typed[name])</textarea>
            """
        }
    }

    public func number(_ name: String, _ label: String, required: Bool = false, hint: String? = nil) -> HTML {
        input("text", name, label, required: required, hint: hint, " inputmode=\"numeric\" maxlength=\"12\"")
    }

    public func money(_ name: String, _ label: String, required: Bool = false, hint: String? = nil) -> HTML {
        input("text", name, label, required: required, hint: hint, " inputmode=\"decimal\" maxlength=\"16\"")
    }

    public func phone(_ name: String, _ label: String, required: Bool = false, hint: String? = nil) -> HTML {
        input("tel", name, label, required: required, hint: hint, " maxlength=\"30\" autocomplete=\"off\"")
    }

    public func date(_ name: String, _ label: String, required: Bool = false, hint: String? = nil) -> HTML {
        input("date", name, label, required: required, hint: hint, " max=\"9999-12-31\"")
    }

    /// A local date and time, read back with `FormData.localTime`. With a greatest date the year has four digits, and
    /// whoever types on comes to the hour.
    public func dateTime(_ name: String, _ label: String, required: Bool = false, hint: String? = nil) -> HTML {
        input("datetime-local", name, label, required: required, hint: hint, " max=\"9999-12-31T23:59\"")
    }

    /// Never shows again what was typed. `isNew` lets a password store offer a new one.
    public func password(
        _ name: String, _ label: String, isNew: Bool = false, required: Bool = true, hint: String? = nil
    ) -> HTML {
        field(name, label, required: required, hint: hint) { attributes in
            """
            <input class="form-control" type="password" name="\(name)" maxlength="200" \
            autocomplete="\(isNew ? "new-password" : "current-password")"\(attributes)>
            """
        }
    }

    public func select(
        _ name: String, _ label: String, _ choices: [Choice], required: Bool = false, blank: String? = nil,
        hint: String? = nil, autofocus: Bool = false
    ) -> HTML {
        field(name, label, required: required, hint: hint) { attributes in
            """
            <select class="form-select" name="\(name)"\(attribute: "autofocus", if: autofocus)\(attributes)>\
            \(blank.map { "<option value=\"\">\($0)</option>" as HTML })\
            \(choices.map { choice -> HTML in
                "<option value=\"\(choice.value)\"\(attribute: "selected", if: typed[name] == choice.value)>\(choice.label)</option>"
            })</select>
            """
        }
    }

    /// Few choices side by side, all of them in sight; arrow keys move between them.
    public func segmented(
        _ name: String, _ label: String, _ choices: [Choice], required: Bool = false, hint: String? = nil
    ) -> HTML {
        let buttons = choices.enumerated().map { index, choice -> HTML in
            """
            <input type="radio" id="\(id(name))-\(index)" name="\(name)" value="\(choice.value)"\
            \(attribute: "checked", if: typed[name] == choice.value)>\
            <label for="\(id(name))-\(index)">\(choice.label)</label>
            """
        }
        return group(name, label, required: required, hint: hint, "<div class=\"segments\">\(buttons)</div>")
    }

    /// One box. Unticked it is not sent; read it with `FormData.ticked`.
    public func checkbox(_ name: String, _ label: String, hint: String? = nil) -> HTML {
        """
        <div class="field"><label class="form-check">\
        <input class="form-check-input" type="checkbox" name="\(name)" value="1" id="\(id(name))"\
        \(attribute: "checked", if: typed.contains(name))\(described(name, hint))>\
        <span class="form-check-label">\(label)</span></label>\(remarks(name, hint))</div>
        """
    }

    /// Several boxes under one name; read them with `FormData.all`.
    public func checkboxes(_ name: String, _ label: String, _ choices: [Choice], hint: String? = nil) -> HTML {
        let chosen = Set(typed.all(name))
        let boxes = choices.map { choice -> HTML in
            """
            <label class="form-check"><input class="form-check-input" type="checkbox" name="\(name)" \
            value="\(choice.value)"\(attribute: "checked", if: chosen.contains(choice.value))>\
            <span class="form-check-label">\(choice.label)</span></label>
            """
        }
        return group(name, label, required: false, hint: hint, "<div class=\"boxes\">\(boxes)</div>")
    }

    public func hidden(_ name: String, _ value: String) -> HTML {
        "<input type=\"hidden\" name=\"\(name)\" value=\"\(value)\">"
    }

    /// Everything that is wrong, at the top of a long form, each line leading to its field.
    /// `labels` are the fields in the order of the page: `["name": t(.customerName), "phone": t(.phone)]`; problems of
    /// other fields come after, without a label.
    public func summary(_ labels: KeyValuePairs<String, String>) -> HTML {
        summary(labels.map { (name: $0.key, label: $0.value + language(.colon)) })
    }

    /// The same without labels, for a form whose problems speak for themselves.
    public func summary(order: [String] = []) -> HTML { summary(order.map { (name: $0, label: "") }) }

    private func summary(_ fields: [(name: String, label: String)]) -> HTML {
        guard !typed.problems.isEmpty else { return .empty }
        let known = Set(fields.map(\.name))
        let others = typed.problems.keys.filter { !known.contains($0) }.sorted().map { (name: $0, label: "") }
        let lines = (fields + others).compactMap { name, label -> HTML? in
            typed.problems[name].map { "<li><a href=\"#\(id(name))\">\(label)\($0)</a></li>" }
        }
        return """
            <div class="remark broken" role="alert" tabindex="-1" data-behaviour="focus-here">\
            <p>\(language(.formProblems, String(lines.count)))</p><ul>\(lines)</ul></div>
            """
    }
}

/// One entry of a list to choose from.
public struct Choice: Sendable {
    public let value: String
    public let label: String

    public init(_ value: String, _ label: String) {
        self.value = value
        self.label = label
    }
}
