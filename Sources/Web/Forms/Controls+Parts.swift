import Kernel

/// The parts that all controls share: label, remarks, and the attributes that tie them together for a screen reader.
extension Controls {
    func input(
        _ type: String, _ name: String, _ label: String, required: Bool, hint: String?, _ more: HTML
    ) -> HTML {
        field(name, label, required: required, hint: hint) { attributes in
            "<input class=\"form-control\" type=\"\(type)\" name=\"\(name)\" value=\"\(typed[name])\"\(more)\(attributes)>"
        }
    }

    func field(
        _ name: String, _ label: String, required: Bool, hint: String?, _ control: (_ attributes: HTML) -> HTML
    ) -> HTML {
        let needed: HTML = required ? " aria-required=\"true\"" : .empty
        let attributes: HTML = " id=\"\(id(name))\"\(needed)\(described(name, hint))"
        return """
            <div class="field"><label class="form-label" for="\(id(name))">\(label)\(mark(required))</label>\
            \(control(attributes))\(remarks(name, hint))</div>
            """
    }

    func group(_ name: String, _ label: String, required: Bool, hint: String?, _ controls: HTML) -> HTML {
        """
        <fieldset class="field" id="\(id(name))"\(described(name, hint))>\
        <legend class="form-label">\(label)\(mark(required))</legend>\(controls)\(remarks(name, hint))</fieldset>
        """
    }

    func id(_ name: String) -> String { "f-\(prefix)\(name)" }

    func described(_ name: String, _ hint: String?) -> HTML {
        let isBad = typed.problems[name] != nil
        let remarks = [hint == nil ? nil : "\(id(name))-hint", isBad ? "\(id(name))-problem" : nil].compactMap(\.self)
        guard !remarks.isEmpty else { return .empty }
        let invalid: HTML = isBad ? " aria-invalid=\"true\"" : .empty
        return " aria-describedby=\"\(remarks.joined(separator: " "))\"\(invalid)"
    }

    func remarks(_ name: String, _ hint: String?) -> HTML {
        """
        \(hint.map { "<p class=\"hint\" id=\"\(id(name))-hint\">\($0)</p>" as HTML })\
        \(typed.problems[name].map { "<p class=\"problem\" id=\"\(id(name))-problem\">\($0)</p>" as HTML })
        """
    }

    private func mark(_ required: Bool) -> HTML {
        required ? "<span class=\"must\" title=\"\(language(.required))\" aria-hidden=\"true\">*</span>" : .empty
    }
}
