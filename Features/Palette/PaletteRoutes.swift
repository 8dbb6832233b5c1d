import Database
import Handbook
import Hummingbird
import Kernel
import Web

/// GET  /palette        what answers to what was typed: acts of the case at hand and of the ticked rows, pages, cases
/// POST /palette/uses   something was chosen; it stands higher the next time
struct PaletteRoutes {
    let desk: Workplace

    /// More lines than anybody reads through.
    private static let mostCases = 30
    private static let longestWish = 60

    func add(to routes: RouterGroup<SignedIn>) {
        routes.get("/palette", use: entries)
        routes.post("/palette/uses", use: note)
    }

    @Sendable func entries(_ request: Request, _ context: SignedIn) async throws -> Response {
        let viewer = context.viewer
        let t = viewer.language
        let typed = String(context.query.text("q").prefix(Self.longestWish))
        let atHand = context.query.text("case")
        let ticked = context.query.text("selected").split(separator: ",").prefix(CaseBatchAct.most)
            .map { Case.ID(String($0)) }
        return try await desk.read(context) { tx, actor in
            let palette = tx.paletteUses
            let acts = atHand.isEmpty ? [] : try self.acts(on: Case.ID(atHand), palette, actor, t)
            let batch = try palette.batch(CaseBatchBar.kinds(for: actor), on: ticked, for: actor, in: t)
            let mine = try tx.caseLists.page(
                CaseFilter(view: .mine), for: CaseReader(actor, in: viewer.zone), limit: Self.mostCases)
            let open = actor.tabs.map {
                Self.page("\($0.subject) \($0.number)", "/cases/\($0.id.rawValue)", .paletteGroupCase)
            }
            let cases = mine.map { line in
                Self.page("\(line.subject) \(line.number)", "/cases/\(line.id.rawValue)", .paletteGroupCase)
            }.filter { entry in !open.contains { $0.key == entry.key } }
            let find = PaletteEntry(
                key: "find", text: t(.paletteFind, typed),
                deed: .open("/search?\(FormData(["q": [typed]]).replacing("", with: ""))"), group: .paletteGroupFind)
            let known = batch + acts + Self.pages(for: actor, in: t) + open + cases
            let chosen = PaletteEntry.chosen(known, for: typed, used: try palette.recent(of: actor.staff.id))
            let lines = typed.isEmpty ? chosen : chosen + [find]
            return PalettePages(entries: lines, selected: ticked.count, language: t).html.response()
        }
    }

    @Sendable func note(_ request: Request, _ context: SignedIn) async throws -> Response {
        let key = try form(context.form.required("key", max: 120))
        try await desk.act(context) { tx, actor in try tx.paletteUses.note(key, of: actor.staff.id) }
        return Response(status: .noContent)
    }

    private func acts(on id: Case.ID, _ palette: PaletteUses, _ actor: Actor, _ t: Language) throws -> [PaletteEntry] {
        let acts = try palette.acts(on: id, for: actor, in: t)
        guard !acts.isEmpty else { return [] }
        let papers = PaletteEntry(
            key: "papers", text: t(.papers), deed: .open("/cases/\(id.rawValue)/forms"), group: .paletteGroupAct)
        return acts + (try palette.writing(on: id, for: actor, in: t)) + [papers]
    }

    private static func pages(for actor: Actor, in t: Language) -> [PaletteEntry] {
        let new: [(Word, String, String?)] =
            actor.holds(.createCase)
            ? [
                (.contactNew, "/contacts/new", "c"), (.messageNew, "/messages/new", nil), (.caseNew, "/cases/new", "n"),
                (.receptionTitle, "/reception-channels", nil),
            ]
            : []
        let more: [(Word, String)] =
            (actor.holds(.readCase) ? [(.quickTitle, "/quick-texts"), (.savedManage, "/case-views")] : [])
            + onDuty(actor)
        return new.map { page(t($0), $1, .paletteGroupPage, shortcut: $2) }
            + Section.navigation(for: actor).map { page(t($0.word), $0.href, .paletteGroupPage, shortcut: $0.shortcut) }
            + more.map { page(t($0), $1, .paletteGroupPage) }
    }

    /// What has a name of its own and stands behind a part of the rail: one types what one wants to do.
    private static func onDuty(_ actor: Actor) -> [(Word, String)] {
        let own: [(Word, String)] = [
            (.myShifts, "/shifts"), (.palettePunch, "/attendance"), (.correctionAsk, "/clock-corrections"),
            (.preShiftTitle, "/pre-shift"), (.wishTitle, "/shift-wishes"), (.swapAsk, "/shift-swaps/new"),
        ]
        let unit = actor.mainHolding.map { $0.unit.rawValue }
        let duty: [(Word, String)] = unit.map { [(.dutyWhoTitle, "/duties/\($0)")] } ?? []
        let leading: [(Word, String)] =
            actor.holds(.approveAbsence) || actor.holds(.manageAttendance)
            ? [(.attendanceTeam, "/attendance/team")] : []
        return own + duty + leading
    }

    private static func page(_ text: String, _ url: String, _ group: Word, shortcut: String? = nil) -> PaletteEntry {
        PaletteEntry(key: "page:\(url)", text: text, deed: .open(url), group: group, shortcut: shortcut)
    }
}
