import Database
import Handbook
import Hummingbird
import Kernel
import Web

/// GET /exchange: what goes in and out, from the first part that a person may enter.
struct ExchangeRoutes {
    let desk: Workplace

    func add(to routes: RouterGroup<SignedIn>) {
        routes.get("/exchange") { _, context in
            let target = try await desk.read(context) { _, actor in actor.holds(.importData) ? "/imports" : "/exports" }
            return context.seeOther(target)
        }
    }
}

extension Workplace {
    func exchangeTabs(_ actor: Actor, in t: Language, current: String) -> HTML {
        let parts: [(Permission, Word, String)] = [
            (.importData, .importsTitle, "/imports"), (.exportData, .exportsTitle, "/exports"),
        ]
        let entries = parts.filter { actor.holds($0.0) }.map { _, word, url in
            Views.Entry(t(word), url: url, isCurrent: url == current)
        }
        return entries.count > 1 ? Tabs(t(.sectionExchange), entries).html : .empty
    }
}
