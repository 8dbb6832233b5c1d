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
        return try await database.read { tx in try body(tx, tx.actor(id)) }
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
        promise: HTML? = nil, acts: HTML? = nil, scripts: [String] = []
    ) -> Frame {
        Frame(
            viewer: viewer, title: title, section: section.rawValue, navigation: Section.navigation(for: actor),
            trail: trail, lead: lead, promise: promise, acts: acts, idleMinutes: idleMinutes, scripts: scripts)
    }
}
