import Database
import Handbook
import Hummingbird
import Kernel
import Sheets
import Web

/// GET  /rosters/{id}/table.xlsx?from= people × days with codes, from the first day or that one; POST /rosters/{id}/table brings it back into the draft
/// GET  /rosters/{id}/table           the form, with every problem of the last sheet by its cell
struct RosterTableRoutes {
    let desk: Workplace

    func add(to routes: RouterGroup<SignedIn>) {
        routes.get("/rosters/:id/table") { _, context in try await page(context) }
        routes.get("/rosters/:id/table.xlsx", use: file)
        routes.post("/rosters/:id/table", use: bring)
    }

    @Sendable private func file(_ request: Request, _ context: SignedIn) async throws -> Response {
        let id: Roster.ID = try context.identifier()
        let t = context.viewer.language
        let from = Day(iso: context.query.text("from"))
        let (sheet, name) = try await desk.act(context) { tx, actor in
            let view = try tx.rosters.view(id, from: from, for: actor, days: RosterTable.mostDays)
            try tx.rosters.notePrint(view.roster, .roster, "xlsx", by: actor)
            return (
                // By which somebody signs in is for whoever makes the roster.
                RosterTableSheet(
                    view, accounts: view.mayChange ? try tx.signInNames(of: view.people.map(\.id)) : [:], in: t),
                "\(view.unit)\(t(.rosterForm)) \(view.days.lowerBound)–\(view.days.upperBound)"
            )
        }
        let bytes = try await SheetWriter.bytes { writer in
            try writer.begin(t(.rosterForm), sheet.columns, hasFilter: false)
            for row in sheet.rows { try writer.write(row) }
            try writer.begin(
                t(.rosterTableNotes),
                [
                    SheetColumn(t(.shiftCode), width: 8), SheetColumn(t(.shiftName), width: 20),
                    SheetColumn(t(.rosterTimes), width: 16),
                ], hasFilter: false)
            for row in sheet.codes { try writer.write(row) }
        }
        return context.download(bytes, named: "\(name).xlsx", type: sheetType)
    }

    @Sendable private func bring(_ request: Request, _ context: SignedIn) async throws -> Response {
        let id: Roster.ID = try context.identifier()
        let t = context.viewer.language
        var problems: [RosterTable.Problem] = []
        do {
            guard let file = context.files("file").first, file.size > 0 else {
                throw Invalid(["file": t(.rosterTableMissing)])
            }
            var limits = SheetLimits()
            limits.bytes = Self.mostBytes
            limits.rows = Roster.mostPeople + 20
            guard file.size <= limits.bytes else { throw SheetFault.tooLarge(bytes: file.size, limit: limits.bytes) }
            let notes = Set(Language.allCases.map { $0(.rosterTableNotes) })
            var rows: [SheetRow] = []
            try SheetFile(try file.bytes(atMost: limits.bytes), limits: limits, notes: notes).rows { rows.append($0) }
            let version = RosterForms.version(context.form)
            let read = rows
            let count = try await desk.act(context) { tx, actor in
                try tx.rosters.bring(read, to: id, version: version, by: actor)
            }
            return context.seeOther("/rosters/\(id)", notice: t(.rosterTableDone, String(count)))
        } catch let unreadable as RosterTable.Unreadable {
            problems = unreadable.problems
        } catch let fault as SheetFault {
            return context.invalid(try await page(context, refusal: "<p class=\"refusal\">\(t(fault.sentence))</p>"))
        } catch let invalid as Invalid {
            let text = invalid.problems.values.sorted().joined(separator: t(.sentenceGap))
            return context.invalid(try await page(context, refusal: "<p class=\"refusal\">\(text)</p>"))
        } catch let refusal as any Explainable where refusal.status != .notFound && refusal.status != .forbidden {
            return try await page(context, refusal: RefusalPart(refusal, in: t).content)
                .response(status: refusal.status)
        }
        return context.invalid(try await page(context, problems: problems))
    }

    private static let mostBytes = 5 << 20

    private func page(
        _ context: SignedIn, problems: [RosterTable.Problem] = [], refusal: HTML? = nil
    ) async throws -> HTML {
        let viewer = context.viewer
        let id: Roster.ID = try context.identifier()
        return try await desk.read(context) { [desk] tx, actor in
            let roster = try tx.rosters.change(id, version: nil, by: actor)
            let t = viewer.language
            let unit = try tx.units.require(roster.unit).name
            return desk.frame(
                viewer, actor, title: t(.rosterTableTitle), section: .rosters,
                trail: [
                    Trail(t(.rostersTitle), url: "/rosters"),
                    Trail("\(unit) \(roster.from)–\(roster.until)", url: "/rosters/\(id)"),
                ], lead: "\(t(roster.state.isOpen ? .rosterTableLead : .rosterTableOut))"
            ).page(content: RosterTablePages(viewer: viewer, roster: roster).page(problems: problems, refusal: refusal))
        }
    }
}
