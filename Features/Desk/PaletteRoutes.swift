import Database
import Handbook
import Hummingbird
import Kernel
import Web

/// GET /palette: every page and act of this person, and their open cases, for Ctrl K.
struct PaletteRoutes {
    let desk: Workplace

    /// More lines than anybody reads through.
    private static let mostCases = 30

    func add(to routes: RouterGroup<SignedIn>) {
        routes.get("/palette", use: entries)
    }

    private struct Entry: Encodable {
        let text: String
        let pinyin: String
        let initials: String
        let href: String
        let shortcut: String?

        init(_ text: String, _ href: String, shortcut: String? = nil) {
            self.text = text
            self.href = href
            self.shortcut = shortcut
            pinyin = text.pinyin
            initials = text.initials
        }
    }

    @Sendable func entries(_ request: Request, _ context: SignedIn) async throws -> Response {
        let t = context.viewer.language
        let zone = context.viewer.zone
        let entries = try await desk.read(context) { tx, actor in
            let pages = Section.navigation(for: actor).map { Entry(t($0.word), $0.href, shortcut: $0.shortcut) }
            let new =
                actor.holds(.createCase)
                ? [
                    Entry(t(.contactNew), "/contacts/new", shortcut: "c"), Entry(t(.messageNew), "/messages/new"),
                    Entry(t(.receptionTitle), "/reception-channels"),
                    Entry(t(.caseNew), "/cases/new", shortcut: "n"),
                ] : []
            let mine = try tx.caseLists.page(
                CaseFilter(view: .mine), for: CaseReader(actor, in: zone), limit: Self.mostCases)
            return pages + new + mine.map { Entry("\($0.subject) \($0.number)", "/cases/\($0.id.rawValue)") }
        }
        return try context.json(entries)
    }
}
