import Handbook
import Kernel
import Web

/// What has been imported, and the form with which one begins.
struct ImportListPages {
    let viewer: Viewer
    let units: [Unit.ID: String]
    let names: [Staff.ID: String]

    private var t: Language { viewer.language }

    func list(_ imports: [Import], total: Int, paging: Paging, query: FormData) -> HTML {
        guard !imports.isEmpty else {
            return EmptyState(
                icon: "table-import", t(.importsEmpty), act: linkButton(t(.importNew), url: "/imports/new", .primary)
            ).html
        }
        let table = Table(
            t(.importsTitle),
            [
                Table.Column(t(.importFile), .name), Table.Column(t(.importState)), Table.Column(t(.importResult)),
                Table.Column(t(.importWho)),
            ])
        return "\(table.html(imports.map(row)))\(paging.html(total: total, path: "/imports", query: query, in: t))"
    }

    private func row(_ record: Import) -> Table.Row {
        let url = "/imports/\(record.id.rawValue)"
        let progress = record.progress
        let result: HTML =
            record.startedAt == nil
            ? "\(t(.importRowsOf, String(record.rows)))"
            : "\(t(.importDone, String(progress.brought), String(progress.updated), String(progress.skipped), String(progress.bad + progress.refused)))"
        return Table.Row(
            [
                """
                <a href="\(url)"><strong>\(record.file.name)</strong></a>\
                <small>E-\(String(record.number)) · \(t(record.kind.word)) · \(record.source) · \(units[record.unit] ?? "")</small>
                """,
                StateBadge(record.state.tone, t(record.state.word)).html, result,
                "\(names[record.by] ?? "")<small>\(record.at.relative(to: viewer.now, in: viewer.zone, t))</small>",
            ], url: url)
    }

    func form(units: [Unit], typed: Typed) -> HTML {
        let controls = Controls(typed, in: t)
        let problem = typed.problems["file"]
        return """
            <section class="panel">\(viewer.uploadForm(
                to: "/imports",
                """
                \(controls.summary(["kind": t(.importKind), "source": t(.importFrom), "unit": t(.importInto), "file": t(.importFile)]))\
                \(controls.segmented("kind", t(.importKind), Import.Kind.allCases.map { Choice($0.rawValue, t($0.word)) }, required: true))\
                \(controls.select("unit", t(.importInto), units.map { Choice($0.id.rawValue, $0.name) }, required: true))\
                \(controls.text("source", t(.importFrom), required: true, max: 40, hint: t(.importFromHint)))\
                <div class="field"><label class="form-label" for="f-file">\(t(.importFile))<span class="must" aria-hidden="true">*</span></label>\
                <input class="form-control" type="file" name="file" id="f-file" aria-describedby="f-file-hint" \
                accept=".xlsx,.csv,.txt,text/csv">\
                <p class="hint" id="f-file-hint">\(t(.importFileHint))</p>\
                \(problem.map { "<p class=\"problem\">\($0)</p>" as HTML })</div>\
                \(viewer.submit(t(.importUpload)))
                """))</section>
            """
    }

    var help: HTML {
        """
        <section class="panel"><h2>\(t(.importTemplates))</h2><p>\(t(.importTemplateLead))</p>\
        <p class="stack">\(linkButton(t(.importTemplateCases), url: "/imports/templates/cases"))\
        \(linkButton(t(.importTemplateCustomers), url: "/imports/templates/customers"))</p></section>\
        <section class="panel"><h2>\(t(.importRules))</h2><ul><li>\(t(.importRuleGate))</li><li>\(t(.importRuleOpen))</li>\
        <li>\(t(.importRuleHistory))</li><li>\(t(.importRuleClose))</li></ul></section>
        """
    }
}
