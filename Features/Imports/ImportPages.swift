import Handbook
import Kernel
import Web

/// One import: what was found in the file, what is wrong with it, how it goes.
struct ImportPages {
    let viewer: Viewer
    let view: ImportView
    var typed: [String: Typed] = [:]
    var refusal: (any Explainable)?

    private var t: Language { viewer.language }
    private var record: Import { view.record }
    private var url: String { "/imports/\(record.id.rawValue)" }

    var title: String { t(.importTitle, "E-\(record.number)", record.file.name) }

    var lead: HTML {
        let sheet = record.sheet
        let format = sheet.name.isEmpty ? sheet.format : "\(sheet.format) “\(sheet.name)”"
        return """
            \(StateBadge(record.state.tone, t(stateWord)).html) \(t(record.kind.word)) · \(view.unitName) · \
            \(record.source)\(sheet.heading.isEmpty ? "" : " · " + t(.importFacts, record.file.sizeText, format, String(record.rows), String(sheet.headingRow)))
            """
    }

    func content(paging: Paging, query: FormData) -> HTML {
        """
        <div id="import" data-behaviour="live" data-live="import:\(record.id.rawValue)" \
        hx-get="\(url)?\(query.replacing("page", with: query.text("page")))" hx-trigger="refresh" hx-select="#import" \
        hx-swap="outerHTML">\
        \(refusal.map { Remark(.broken, "<p>\($0.sentence(in: t))</p>").html })\
        \(record.sheet.others.isEmpty ? nil : Remark(.warned, "<p>\(t(.importOtherSheets, record.sheet.others.joined(separator: t(.adherenceListComma))))</p>").html)\
        \(standing)\(record.state == .previewed ? start : nil)\
        \(view.hasFailures && record.state != .running ? failures : nil)\
        \(problems(paging, query))\(preview)\
        \(record.state == .read || record.state == .previewed ? columns : nil)</div>
        """
    }

    private var stateWord: Word {
        record.state == .read && !record.missing.isEmpty ? .importStateUnmapped : record.state.word
    }

    private var standing: HTML {
        let progress = record.progress
        let rows = String(record.rows)
        let content: HTML
        switch record.state {
        case .uploaded: content = "<p>\(t(.importStateUploaded)) …</p>"
        case .read where !record.missing.isEmpty:
            let names = record.missing.compactMap { record.kind.field($0) }.map { t($0.word) }
            return Remark(.warned, "<p>\(t(.importNeeded, names.joined(separator: t(.adherenceListComma))))</p>").html
        case .read:
            content = bar(
                progress.checked, of: record.rows,
                t(.importChecked, String(progress.checked), rows, String(progress.bad)))
        case .previewed:
            let good = record.rows - progress.bad
            content =
                progress.bad == 0
                ? "<p>\(StateBadge(.done, t(.importAllGood, rows)).html)</p>"
                : good == 0
                    ? "<p>\(StateBadge(.broken, t(.importAllBad, rows)).html)</p>"
                    : "<p>\(StateBadge(.warned, t(.importSomeBad, String(good), String(progress.bad))).html)</p>"
        case .running: content = running
        case .finished:
            content = """
                <p>\(StateBadge(.done, t(.importStateFinished)).html) \
                \(t(.importDone, String(progress.brought), String(progress.updated), String(progress.skipped), String(view.left)))</p>
                """
        case .cancelled, .failed:
            return Remark(
                record.state == .failed ? .broken : .waiting,
                """
                <p>\(record.reason.map { t($0) } ?? t(record.state.word))</p>\
                \(record.isFaulty && view.hasRows ? viewer.button(to: "\(url)/retry", t(.importTryAgain), .usual) : nil)
                """
            ).html
        }
        return """
            <section class="panel">\(content)\
            \(record.state == .finished || record.publishedAt != nil ? nil : viewer.button(to: "\(url)/cancellation", t(.importCancel), .quiet))\
            </section>
            """
    }

    private var running: HTML {
        let progress = record.progress
        let rows = String(record.rows)
        if let published = record.publishedAt {
            let done = min(record.rows, progress.finishedChunks * record.rows / max(1, record.chunks))
            return bar(
                done, of: record.rows,
                t(.importPublishedNow, published.dateAndTime(in: viewer.zone), String(done), rows))
        }
        let done = min(record.rows, progress.runChunks * record.rows / max(1, record.chunks))
        if record.mode == .allOrNothing { return bar(done, of: record.rows, t(.importStaging, String(done), rows)) }
        return bar(
            done, of: record.rows,
            t(
                .importRunningAt, String(done), rows, String(progress.brought), String(progress.updated),
                String(progress.skipped), String(progress.refused)))
    }

    private func bar(_ done: Int, of all: Int, _ label: String) -> HTML {
        """
        <p aria-live="polite">\(label)</p><progress class="progress-line" max="\(max(1, all))" value="\(done)" \
        aria-label="\(label)"></progress>
        """
    }

    private var start: HTML? {
        guard record.progress.bad < record.rows else { return nil }
        let typed =
            typed["start"]
            ?? Typed([
                "mode": record.progress.bad == 0
                    ? Import.Mode.allOrNothing.rawValue : Import.Mode.goodRowsOnly.rawValue,
                "existing": Import.Existing.update.rawValue,
            ])
        let controls = Controls(typed, in: t)
        return """
            <section class="panel"><h2>\(t(.importHow))</h2>\(viewer.form(
                to: "\(url)/start",
                """
                \(controls.segmented(
                    "mode", t(.importHow),
                    [
                        Choice(Import.Mode.goodRowsOnly.rawValue, t(.importGoodOnly)),
                        Choice(Import.Mode.allOrNothing.rawValue, t(.importAll)),
                    ], required: true, hint: t(.importGoodOnlyHint) + t(.importAllHint)))\
                \(controls.segmented(
                    "existing", t(.importExisting),
                    [
                        Choice(Import.Existing.update.rawValue, t(.importUpdate)),
                        Choice(Import.Existing.skip.rawValue, t(.importSkip)),
                    ], required: true))\
                \(viewer.submit(t(.importStart)))
                """))</section>
            """
    }

    private var failures: HTML {
        """
        <p class="line">\(linkButton(t(.importFailureSheet), url: "\(url)/failures.xlsx"))\
        \(linkButton(t(.importFailureCSV), url: "\(url)/failures.csv"))</p>
        """
    }

    private func problems(_ paging: Paging, _ query: FormData) -> HTML? {
        guard view.problemCount > 0 else { return nil }
        let table = Table(
            t(.importProblems),
            [
                Table.Column(t(.importRow), .figure), Table.Column(t(.importColumn)),
                Table.Column(t(.importProblem), .name),
            ], isCompact: true)
        let rows = view.problems.map { problem in
            Table.Row(["\(problem.row)", "\(place(problem))", "\(t(problem.text))"])
        }
        return """
            <section class="panel"><h2>\(t(.importProblems)) <span class="soft figure">\(view.problemCount)</span></h2>\
            \(table.html(rows))\(paging.html(total: view.problemCount, path: url, query: query, in: t))</section>
            """
    }

    private func place(_ problem: ImportRows.Problem) -> String {
        if let column = problem.column, record.sheet.heading.indices.contains(column) {
            return t(.importCell, columnLetters(column), record.sheet.heading[column])
        }
        return problem.field.flatMap { record.kind.field($0) }.map { t($0.word) } ?? t(.importWholeRow)
    }

    private var preview: HTML? {
        guard !view.preview.isEmpty, !record.state.isOver else { return nil }
        let heading = record.sheet.heading
        let table = Table(
            t(.importPreview, String(view.preview.count)),
            [Table.Column(t(.importRow), .figure)] + heading.map { Table.Column($0) }, isCompact: true)
        let rows = view.preview.map { row in
            let wrong = Dictionary(grouping: view.previewProblems[row.number] ?? []) { $0.column ?? -1 }
            let number: HTML = "\(row.number)\(wrong[-1].map { remarks($0) })"
            return Table.Row(
                [number]
                    + heading.indices.map { column -> HTML in
                        "\(row[column].count > 60 ? row[column].prefix(60) + "…" : row[column])\(wrong[column].map { remarks($0) })"
                    })
        }
        return """
            <section class="panel"><h2>\(t(.importPreview, String(view.preview.count)))</h2>\
            <div class="wide">\(table.html(rows))</div></section>
            """
    }

    private func remarks(_ problems: [ImportRows.Problem]) -> HTML {
        HTML(problems.map { "<small class=\"problem\">\(t($0.text))</small>" as HTML })
    }

    private var columns: HTML {
        let typed = typed["mapping"] ?? Typed(record.mapping.typed)
        let choices = record.sheet.heading.enumerated().map { index, name in
            Choice(String(index), t(.importColumnName, columnLetters(index), name))
        }
        let fields = record.kind.fields.map { field -> HTML in
            let controls = Controls(typed, in: t)
            let label = t(field.word)
            return """
                <div class="pair">\(controls.select(
                    "c-\(field.code)", label, choices, required: field.isRequired, blank: t(.importNoColumn),
                    hint: t(field.note)))\
                \(controls.text("f-\(field.code)", t(.importFixed), max: min(field.longest, 200)))</div>
                """
        }
        return """
            <section class="panel"><h2>\(t(.importColumns))</h2><p class="soft">\(t(.importColumnsLead))</p>\
            \(viewer.form(to: "\(url)/mapping", class: "stack columns-form", "\(HTML(fields))\(viewer.submit(t(.importMap), .usual))"))\
            </section>
            """
    }

    /// A, B … AA, as a spreadsheet says it.
    private func columnLetters(_ column: Int) -> String {
        var number = column
        var letters = ""
        repeat {
            letters = String(UnicodeScalar(UInt8(65 + number % 26))) + letters
            number = number / 26 - 1
        } while number >= 0
        return letters
    }
}

extension Mapping {
    /// As the form shows it.
    var typed: [String: String] {
        Dictionary(
            places.map { code, place in
                switch place {
                case .column(let column): ("c-\(code)", String(column))
                case .fixed(let text): ("f-\(code)", text)
                }
            }
        ) { first, _ in first }
    }
}

extension Import.File {
    var sizeText: String { size >= 1 << 20 ? "\(size >> 20) MB" : "\((size + 1023) >> 10) KB" }
}
