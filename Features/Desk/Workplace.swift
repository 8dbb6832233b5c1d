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
    /// Pages that read much, as many as are being made.
    let longReads = LongReads()

    /// Looks something up for the person of this request, in one snapshot.
    func read<T: Sendable>(
        _ context: some KnownContext, _ body: @Sendable @escaping (Transaction, Actor) throws -> T
    ) async throws -> T {
        let isAtTheScreen = context is SignedIn
        try await countLookups(in: context.query, context.form, by: Staff.ID(context.viewer.id))
        return try await database.read { tx in
            var actor = try Self.actor(context.viewer, tx)
            // Whoever asks as a program has no tabs before them.
            if isAtTheScreen { actor.tabs = try tx.caseTabs.of(actor) }
            return try body(tx, actor)
        }
    }

    /// Who asks, as the door of this very request has found them: for reading that is soon enough. Anew where it was a
    /// while ago: a long upload, a page that is still being sent.
    private static func actor(_ viewer: Viewer, _ tx: Transaction) throws -> Actor {
        if let found = viewer.person as? Actor, tx.now - viewer.now < .seconds(1) { return found }
        return try tx.actor(Staff.ID(viewer.id))
    }

    /// The same for pages that read much: a person has a few at once.
    func readAtLength<T: Sendable>(
        _ context: some KnownContext, _ body: @Sendable @escaping (Transaction, Actor) throws -> T
    ) async throws -> T {
        try longReads.begin(context.viewer.id)
        defer { longReads.end(context.viewer.id) }
        return try await read(context, body)
    }

    /// Whatever page, part or list is asked for by a whole number, under whichever name: it is counted here, at the one
    /// door of reading, so that no list is forgotten.
    private func countLookups(in query: FormData, _ form: FormData, by staff: Staff.ID) async throws {
        var numbers: Set<String> = []
        for text in query.names.flatMap(query.all) { numbers.formUnion(NumberLookup.numbers(in: text)) }
        // A filter may be sent along with an act, e.g. to preview it.
        for text in ["q", "query", "search"].flatMap(form.all) { numbers.formUnion(NumberLookup.numbers(in: text)) }
        guard !numbers.isEmpty else { return }
        let tooMany = try await database.write { [numbers] tx in try tx.numberLookups.note(numbers, by: staff) }
        if let tooMany {
            throw tooMany
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
