import Handbook
import Kernel
import Web

/// Possible duplicates, and two records side by side before they become one.
struct CustomerMergePages {
    let viewer: Viewer
    let names: [Staff.ID: String]

    private var t: Language { viewer.language }

    func duplicates(
        _ pairs: [(pair: CustomerDuplicate, one: Customer, other: Customer)], total: Int, paging: Paging,
        query: FormData
    ) -> HTML {
        guard !pairs.isEmpty else { return EmptyState(icon: "users", t(.duplicateNone)).html }
        let rows = pairs.map { entry in
            Table.Row([
                side(entry.one), side(entry.other),
                "\(entry.pair.reasons.map { t($0.word) }.joined(separator: t(.listComma)))", "\(entry.pair.score)",
                """
                <div class="line">\
                \(linkButton(t(.duplicateCompare), url: "/customers/merge?keep=\(entry.one.id)&other=\(entry.other.id)"))\
                \(viewer.button(
                    to: "/customers/duplicates/dismissal", t(.duplicateDismiss), .quiet,
                    fields: ["one": entry.one.id.rawValue, "other": entry.other.id.rawValue]))</div>
                """,
            ])
        }
        let table = Table(
            t(.customersDuplicates),
            [
                Table.Column(t(.duplicateOne), .name), Table.Column(t(.duplicateOther)),
                Table.Column(t(.duplicateReasons)), Table.Column(t(.duplicateScore), .figure), Table.Column("", .act),
            ])
        return "\(table.html(rows))\(paging.html(total: total, path: "/customers/duplicates", query: query, in: t))"
    }

    /// The preview: field by field, which of the two is kept.
    func preview(
        keep: Customer, other: Customer, moves: (points: Int, contacts: Int, cases: Int), typed: Typed,
        refusal: (any Explainable)?
    ) -> HTML {
        let controls = Controls(typed, in: t)
        let proposed = MergeChoice.proposed(keep.facts, other.facts)
        let fields = CustomerFacts.Field.allCases.filter { !keep.facts[$0].isEmpty || !other.facts[$0].isEmpty }
        let rows = fields.map { field -> Table.Row in
            Table.Row([
                "\(t(field.word))", value(field, keep, "survivor", isChosen: !proposed.fromAbsorbed.contains(field)),
                value(field, other, "absorbed", isChosen: proposed.fromAbsorbed.contains(field)),
            ])
        }
        let table = Table(
            t(.mergeTitle),
            [
                Table.Column(t(.mergeField), .name), Table.Column(t(.mergeKept, keep.number)),
                Table.Column(t(.mergeGone, other.number)),
            ], isCompact: true)
        return """
            \(StaffParts.refusal(refusal, in: t))<p>\(t(.mergeHint))</p>\
            <p>\(linkButton(t(.mergeSwap, other.number), url: "/customers/merge?keep=\(other.id)&other=\(keep.id)", .quiet))</p>\
            \(viewer.form(
                to: "/customers/merge",
                """
                \(controls.hidden("keep", keep.id.rawValue))\(controls.hidden("other", other.id.rawValue))\
                \(table.html(rows))\
                <p>\(t(.mergeMoves, String(moves.points), String(moves.contacts), String(moves.cases)))</p>\
                \(controls.text("reason", t(.customerReason), required: true))\(viewer.submit(t(.mergeAct)))
                """))
            """
    }

    private func value(_ field: CustomerFacts.Field, _ customer: Customer, _ side: String, isChosen: Bool) -> HTML {
        let shown = field.shown(customer.facts[field], names: names, in: t)
        return """
            <label class="form-check"><input class="form-check-input" type="radio" name="take-\(field.rawValue)" \
            value="\(side)"\(attribute: "checked", if: isChosen)>\
            <span class="form-check-label">\(shown.isEmpty ? t(.customerEmpty) : shown)</span></label>
            """
    }

    private func side(_ customer: Customer) -> HTML {
        """
        <a href="/customers/\(customer.id.rawValue)"><strong>\(customer.shownName)</strong></a>\
        <small>\(customer.number) · \(customer.phone?.description) \(customer.memberNumber)</small>
        """
    }
}
