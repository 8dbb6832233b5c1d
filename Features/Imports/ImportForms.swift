import Handbook
import Kernel
import Web

/// Text to values: what is imported, which column is what, and how.
enum ImportForms {
    struct Upload: Sendable {
        let kind: Import.Kind
        let unit: Unit.ID
        let source: String
    }

    static func upload(_ typed: FormData) throws(Invalid) -> Upload {
        let (kind, unit, source) = try form(
            typed.choice("kind", of: Import.Kind.self), typed.identifier("unit", of: Unit.self),
            typed.required("source", max: 40))
        return Upload(kind: kind, unit: unit, source: source)
    }

    /// A column by its number from 0, or a text for all rows; a column goes before a text.
    static func mapping(_ typed: FormData, for record: Import, in t: Language) throws(Invalid) -> Mapping {
        var mapping = Mapping()
        var problems: [String: String] = [:]
        var taken: Set<Int> = []
        for field in record.kind.fields {
            let column = typed.text("c-\(field.code)")
            let fixed = typed.text("f-\(field.code)")
            if !column.isEmpty {
                guard let number = Int(column), record.sheet.heading.indices.contains(number) else {
                    problems["c-\(field.code)"] = t(.importColumnUnknown)
                    continue
                }
                if !taken.insert(number).inserted { problems["c-\(field.code)"] = t(.importColumnTwice) }
                mapping.places[field.code] = .column(number)
            } else if !fixed.isEmpty {
                if fixed.count > min(field.longest, 200) {
                    problems["f-\(field.code)"] = t(
                        .importFixedTooLong, fixed.shortened, String(min(field.longest, 200)))
                }
                mapping.places[field.code] = .fixed(fixed)
            }
        }
        guard problems.isEmpty else { throw Invalid(problems) }
        return mapping
    }

    static func start(_ typed: FormData) throws(Invalid) -> (Import.Mode, Import.Existing) {
        try form(typed.choice("mode", of: Import.Mode.self), typed.choice("existing", of: Import.Existing.self))
    }
}
