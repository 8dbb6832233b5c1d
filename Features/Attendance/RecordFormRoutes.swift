import Database
import Handbook
import Hummingbird
import Kernel
import Press
import Web

/// One printed form of a kind of record: …/:id/F-66 as it will lie on the printer, …/F-66.pdf as a file, and a note in the
/// record of who printed it.
struct RecordFormRoutes: Sendable {
    struct Form: Sendable {
        let paper: Paper
        let subject: Subject
        let unit: Unit.ID
    }

    let desk: Workplace
    /// `/overtime`
    let prefix: String
    /// `F-66`
    let code: String
    let section: Section
    /// What the way back is called.
    let title: Word
    /// Refuses whoever may not see the record.
    let form: @Sendable (Transaction, String, Actor, Viewer) throws -> Form
    let press = PaperPress()

    func add(to routes: RouterGroup<SignedIn>) {
        routes.get("\(prefix)/:id/\(code)") { [self] _, context in try await preview(context) }
        routes.get("\(prefix)/:id/\(code).pdf") { [self] _, context in try await file(context) }
        routes.post("\(prefix)/:id/\(code)/printing") { [self] _, context in
            _ = try await noted(context, .print)
            return Response(status: .noContent)
        }
    }

    private func preview(_ context: SignedIn) async throws -> HTML {
        let id = try context.path("id")
        let viewer = context.viewer
        return try await desk.read(context) { tx, actor in
            let paper = try form(tx, id, actor, viewer).paper
            return desk.frame(
                viewer, actor, title: paper.title, section: section,
                trail: [
                    Trail(viewer.language(title), url: prefix), Trail(paper.number, url: "\(prefix)/\(id)"),
                ]
            ).page(content: PaperPages(viewer: viewer).preview(paper, at: "\(prefix)/\(id)/\(code)"))
        }
    }

    private func file(_ context: SignedIn) async throws -> Response {
        let form = try await noted(context, .pdf)
        return try await press.send(form.paper, printedAt: context.viewer.now, context)
    }

    private func noted(_ context: SignedIn, _ format: PaperFormat) async throws -> Form {
        let id = try context.path("id")
        let viewer = context.viewer
        return try await desk.act(context) { tx, actor in
            let form = try form(tx, id, actor, viewer)
            try tx.record(
                .paperPrinted, about: form.subject, in: form.unit, by: actor.staff.id,
                details: ["text": "\(code) \(format.rawValue)"])
            return form
        }
    }
}
