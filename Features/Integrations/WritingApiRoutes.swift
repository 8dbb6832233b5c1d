import Database
import Handbook
import Hummingbird
import Kernel
import Web

/// What helps whoever writes, for programs: quick texts, and the category that earlier cases suggest.
enum WritingApiRoutes {
    static let operations = [choices, add, change, delete, hint]

    private static let choices = ApiOperation(
        method: .get, path: "/quick-texts", name: "quick-text.list", summary: .apiQuickTexts, scope: .readCases,
        query: [FieldShape(name: "case", kind: .identifier, isRequired: false)], answer: "QuickTextList"
    ) { tx, actor, call in
        let id = call.query.text("case")
        let versions = Dictionary(
            try tx.quickTexts.seen(by: actor).map { ($0.id.rawValue, $0.version) }
        ) { first, _ in first }
        let all = try tx.quickTexts.choices(on: id.isEmpty ? nil : Case.ID(id), for: actor)
        return ApiReply(
            body: ListDocument(entries: all.map { QuickTextDocument($0, version: versions[$0.key]) }, next: nil))
    }

    private static let add = ApiOperation(
        method: .post, path: "/quick-texts", name: "quick-text.add", summary: .apiQuickTextAdd, scope: .writeCases,
        body: .asked { _ = try? QuickTextForms.text($0, in: .chinese) }
            + [FieldShape(name: "share", kind: .flag, isRequired: false)], answer: "QuickText", status: .created
    ) { tx, actor, call in
        let (title, text) = try QuickTextForms.text(call.form, in: call.language)
        let unit = try form(call.form.ticked("share")) ? actor.mainHolding?.unit : nil
        return ApiReply(
            body: QuickTextDocument(try tx.quickTexts.add(title, text, sharedWith: unit, by: actor)))
    }

    private static let change = ApiOperation(
        method: .post, path: "/quick-texts/:id", name: "quick-text.change", summary: .apiQuickTextChange,
        scope: .writeCases,
        body: .asked {
            _ = try? QuickTextForms.text($0, in: .chinese)
            _ = try? form($0.integer("version", in: 1...Int.max))
        }, answer: "QuickText"
    ) { tx, actor, call in
        let id: QuickText.ID = try call.identifier()
        let (title, text) = try QuickTextForms.text(call.form, in: call.language)
        let base = try form(call.form.integer("version", in: 1...Int.max))
        return ApiReply(
            body: QuickTextDocument(
                try tx.quickTexts.change(id, title: title, text: text, from: base, by: actor)))
    }

    private static let delete = ApiOperation(
        method: .delete, path: "/quick-texts/:id", name: "quick-text.delete", summary: .apiQuickTextDelete,
        scope: .writeCases, answer: "Done"
    ) { tx, actor, call in
        try tx.quickTexts.delete(call.identifier(), by: actor)
        return ApiReply(body: DoneDocument(tx))
    }

    private static let hint = ApiOperation(
        method: .post, path: "/category-hints", name: "category-hint.ask", summary: .apiCategoryHint,
        scope: .readCases,
        body: [
            FieldShape(name: "unit", kind: .identifier, isRequired: true),
            FieldShape(name: "subject", kind: .text(max: 80), isRequired: false),
            FieldShape(name: "content", kind: .text(max: 4000), isRequired: false),
            FieldShape(name: "demand", kind: .text(max: 1000), isRequired: false),
            FieldShape(name: "product", kind: .text(max: 80), isRequired: false),
        ], answer: "CategoryHint"
    ) { tx, actor, call in
        let unit = try form(call.form.identifier("unit", of: Unit.self))
        guard try tx.units(for: actor, permitting: .createCase).contains(where: { $0.id == unit }) else {
            throw NotFound()
        }
        return ApiReply(
            body: CategoryHintDocument(try tx.categoryHints.answer(CategoryHintForms.text(call.form), in: unit)))
    }
}

struct QuickTextDocument: Encodable, Sendable {
    let id, title, text, source: String
    /// nothing where the handbook's own scripts say it
    let version: Int?

    init(_ choice: QuickChoice, version: Int?) {
        id = choice.key
        title = choice.title
        text = choice.text
        self.version = version
        source =
            switch choice.source {
            case .own: "own"
            case .unit: "unit"
            case .handbook: "handbook"
            }
    }

    init(_ text: QuickText) {
        id = text.id.rawValue
        title = text.title
        self.text = text.text
        version = text.version
        source = text.unit == nil ? "own" : "unit"
    }
}

struct CategoryHintDocument: Encodable, Sendable {
    /// `hint`, `nothing-yet`, `unsure`, `off`
    let answer: String
    let category: String?
    let percent: Int?
    let because: [String]

    init(_ said: CategoryHintAnswer) {
        let hint: CategoryHint? = if case .hint(let hint) = said { hint } else { nil }
        category = hint?.category
        percent = hint?.percent
        because = hint?.because ?? []
        answer =
            switch said {
            case .hint: "hint"
            case .nothingYet: "nothing-yet"
            case .unsure: "unsure"
            case .off: "off"
            }
    }
}
