import Kernel
import Web

/// A sheet brought back into a draft: the form, and everything that was wrong with the last one, by its cell.
struct RosterTablePages {
    let viewer: Viewer
    let roster: Roster

    private var t: Language { viewer.language }

    func page(problems: [RosterTable.Problem], refusal: HTML?) -> HTML {
        let base = "/rosters/\(roster.id)"
        let form: HTML =
            roster.state.isOpen
            ? viewer.uploadForm(
                to: "\(base)/table",
                """
                \(Controls(.blank, in: t, prefix: "table-").hidden("version", String(roster.version)))\
                <div class="field"><label class="form-label" for="table-file">\(t(.rosterTableFile))</label>\
                <input class="form-control" type="file" id="table-file" name="file" required accept=".xlsx,.csv"></div>\
                <p class="acts">\(viewer.submit(t(.rosterTableBring)))</p>
                """) : .empty
        return """
            \(refusal.map { Remark(.broken, $0).html })\(self.problems(problems))\
            <p>\(linkButton(t(.rosterTableTake), url: "\(base)/table.xlsx", .usual))</p>\(form)
            """
    }

    private static let most = 200

    private func problems(_ problems: [RosterTable.Problem]) -> HTML? {
        guard !problems.isEmpty else { return nil }
        let rows = problems.prefix(Self.most).map { problem in
            Table.Row(["\(problem.cell)", "\(sentence(problem.matter))"])
        }
        let more: HTML? =
            problems.count > Self.most
            ? "<p class=\"soft\">\(t(.rosterMoreFindings, String(problems.count - Self.most)))</p>" : nil
        return """
            <section class="panel" role="alert"><h2>\(t(.rosterTableProblems, String(problems.count)))</h2>\
            \(Table(t(.rosterFindings), [Table.Column(t(.rosterTableCell), .name), Table.Column(t(.rosterTableProblem))], isCompact: true).html(rows))\(more)</section>
            """
    }

    private func sentence(_ matter: RosterTable.Problem.Matter) -> String {
        switch matter {
        case .noDays: t(.tableNoDays)
        case .noPeople: t(.tableNoPeople)
        case .unknownDay(let day): t(.tableUnknownDay, day)
        case .dayTwice(let day): t(.tableDayTwice, day)
        case .unknownPerson(let name): t(.tableUnknownPerson, name)
        case .sharedName(let name): t(.tableSharedName, name)
        case .personTwice(let name): t(.tablePersonTwice, name)
        case .unknownCode(let code): t(.tableUnknownCode, code)
        case .retiredCode(let code): t(.tableRetiredCode, code)
        case .overlap: t(.tableOverlap)
        }
    }
}
