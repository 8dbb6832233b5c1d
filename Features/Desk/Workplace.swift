import Database
import Handbook
import Hummingbird
import Kernel
import Web

/// What every route of the product has at hand: the database, and the frame of its pages.
struct Workplace: Sendable {
    let database: any Database
    /// Lock the screen after so many minutes without a touch; a hotline desk is never left open.
    let idleMinutes: Int
    /// A virus scanner is set up: what it has not seen does not open.
    var isScanning = false

    /// Looks something up for the person of this request, in one snapshot.
    func read<T: Sendable>(
        _ context: some KnownContext, _ body: @Sendable @escaping (Transaction, Actor) throws -> T
    ) async throws -> T {
        let id = Staff.ID(context.viewer.id)
        return try await database.read { tx in
            var actor = try tx.actor(id)
            actor.tabs = try tx.caseTabs.of(actor)
            return try body(tx, actor)
        }
    }

    /// Does something for the person of this request, all of it or nothing.
    func act<T: Sendable>(
        _ context: some KnownContext, _ body: @Sendable @escaping (Transaction, Actor) throws -> T
    ) async throws -> T {
        let id = Staff.ID(context.viewer.id)
        return try await database.write { tx in try body(tx, tx.actor(id)) }
    }

    func frame(
        _ viewer: Viewer, _ actor: Actor, title: String, section: Section, trail: [Trail] = [], lead: HTML? = nil,
        promise: HTML? = nil, acts: HTML? = nil, scripts: [String] = [], caseAtHand: Case.ID? = nil
    ) -> Frame {
        var frame = Frame(
            viewer: viewer, title: title, section: section.rawValue, navigation: Section.navigation(for: actor),
            trail: trail, lead: lead, promise: promise, acts: acts, idleMinutes: idleMinutes, scripts: scripts)
        frame.quick = actor.holds(.createCase) ? quick(viewer.language) : nil
        frame.tabs = CaseTabPages(tabs: actor.tabs, here: caseAtHand, viewer: viewer).html
        return frame
    }

    /// Somebody calls, whatever one is looking at.
    func quick(_ t: Language) -> HTML {
        """
        <a class="quick" href="/contacts/new" data-shortcut="c" data-key-words="\(t(.contactNew))">\(Icon("phone-plus").html)\
        <span>\(t(.contactNew))</span><kbd>c</kbd></a>
        """
    }
}
