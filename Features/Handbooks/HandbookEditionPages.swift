import Handbook
import Kernel
import Web

/// The editions of a handbook, who has not read one, and the form by which the next one is drafted.
struct HandbookEditionPages {
    let viewer: Viewer
    let zone: Zone
    let names: [Staff.ID: String]

    private var t: Language { viewer.language }

    func list(_ editions: [HandbookVersion], inForce: HandbookVersion?) -> HTML {
        let table = Table(
            t(.handbookAllEditions),
            [
                Table.Column(t(.handbookVersion), .name), Table.Column(t(.handbookEffective)),
                Table.Column(t(.handbookState)), Table.Column(t(.editionIssuedBy)), Table.Column("", .act),
            ]
        ).html(editions.map { row($0, inForce: inForce) })
        return "\(table)\(editions.count > 1 ? comparison(editions, inForce: inForce) : nil)"
    }

    private func row(_ version: HandbookVersion, inForce: HandbookVersion?) -> Table.Row {
        let standing = HandbookView.Standing(of: version, inForce: inForce, at: viewer.now)
        let url = "/handbook/\(version.id)"
        let who: String =
            switch version.state {
            case .draft(let author): "\(t(.editionDraftedBy)) \(name(author))"
            case .issued(let issuer, let at): "\(name(issuer)) · \(at.fullText(in: zone, t))"
            }
        let compare: HTML? =
            inForce.flatMap { $0.id == version.id ? nil : $0 }.map { inForce in
                linkButton(t(.editionCompare), url: "/handbook/compare?from=\(inForce.id)&to=\(version.id)", .quiet)
            }
        return Table.Row(
            [
                """
                <a href="\(url)"><strong>\(version.title) \(version.version)</strong></a>\
                <small>\(version.number)</small>
                """,
                "\(zone.day(of: version.effectiveAt).longText(in: t))",
                StateBadge(standing.tone, t(standing.word)).html, "\(who)", "\(compare)",
            ], url: url)
    }

    private func name(_ staff: Staff.ID?) -> String {
        staff.map { names[$0] ?? $0.rawValue } ?? t(.editionSetUp)
    }

    private func comparison(_ editions: [HandbookVersion], inForce: HandbookVersion?) -> HTML {
        let choices = editions.map {
            Choice($0.id.rawValue, "\($0.version) · \(zone.day(of: $0.effectiveAt).description)")
        }
        let from = inForce ?? editions[editions.count - 1]
        let controls = Controls(
            Typed(["from": from.id.rawValue, "to": editions[0].id.rawValue]), in: t, prefix: "compare-")
        return """
            <section class="panel"><h2>\(t(.editionsCompare))</h2>\
            <form method="get" action="/handbook/compare" class="stack"><div class="fields">\
            \(controls.select("from", t(.compareFrom), choices))\(controls.select("to", t(.compareTo), choices))</div>\
            <p><button type="submit" class="btn btn-usual">\(t(.compareShow))</button></p></form></section>
            """
    }

    /// People in office who have not confirmed the edition, with the day until which they may.
    func readers(_ readers: [HandbookReader], owed: [Staff.ID: Obligation], units: [Unit.ID: String]) -> HTML {
        guard !readers.isEmpty else { return EmptyState(icon: "checks", t(.readersAll)).html }
        return Table(
            t(.readers),
            [
                Table.Column(t(.readersName), .name), Table.Column(t(.readersUnit)), Table.Column(t(.readersDue)),
                Table.Column(t(.handbookState)),
            ], isCompact: true
        ).html(
            readers.map { reader in
                let obligation = owed[reader.staff]
                let state: StateBadge =
                    switch obligation.map({ $0.dueAt < viewer.now }) {
                    case nil: StateBadge(.plain, t(.readersNotAsked))
                    case true?: StateBadge(.broken, t(.readersOverdue))
                    case false?: StateBadge(.going, t(.readersInTime))
                    }
                return Table.Row([
                    "\(names[reader.staff] ?? reader.staff.rawValue)", "\(units[reader.unit])",
                    "\(obligation.map { $0.dueAt.fullText(in: zone, t) })", state.html,
                ])
            })
    }

    /// The text of the department's own pack, and everything that is wrong with it by line.
    func draft(from version: HandbookVersion, lineage: [String], text: String, problems: [DraftProblem]) -> HTML {
        let base = lineage.dropLast().joined(separator: t(.listGap))
        let controls = Controls(Typed(["text": text]), in: t)
        return """
            <p>\(t(.draftLead))</p>\(base.isEmpty ? nil : "<p>\(t(.draftExtends, base))</p>" as HTML)\
            \(problems.isEmpty ? nil : list(problems))\
            \(viewer.form(to: "/handbook/\(version.id)/draft", """
                \(controls.textarea("text", t(.draftText), required: true, max: HandbookForms.longestText, rows: 32))\
                <p>\(viewer.submit(t(.draftSave)))</p>
                """))
            """
    }

    private func list(_ problems: [DraftProblem]) -> HTML {
        let lines = problems.map { problem -> HTML in
            problem.isOwn
                ? "<li>\(t(.draftProblem, "\(problem.line)", problem.sentence))</li>"
                : "<li>\(t(.draftProblemElsewhere, problem.file, "\(problem.line)", problem.sentence))</li>"
        }
        return """
            <div class="remark broken" role="alert"><p>\(t(.draftProblems, "\(problems.count)"))</p>\
            <ul>\(lines)</ul></div>
            """
    }
}

/// One thing that is wrong with an edited text, as the form shows it.
struct DraftProblem: Equatable, Sendable {
    let file: String
    let line: Int
    let sentence: String
    /// In the text being edited, and not in a pack that it extends.
    let isOwn: Bool
}
