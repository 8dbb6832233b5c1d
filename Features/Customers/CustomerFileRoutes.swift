import Database
import Handbook
import Hummingbird
import Kernel
import Press
import Web

/// GET  /customers/{id}/forms/F-02           the file card as it will be printed; …/F-02.pdf as a file
/// POST /customers/{id}/forms/F-02/printing  the browser has printed it
struct CustomerFileRoutes {
    let desk: Workplace
    let press = PaperPress()

    func add(to routes: RouterGroup<SignedIn>) {
        routes.get("/customers/:id/forms/F-02", use: show)
        routes.get("/customers/:id/forms/F-02.pdf", use: download)
        routes.post("/customers/:id/forms/F-02/printing") { _, context in
            let id: Customer.ID = try context.identifier()
            try await desk.act(context) { tx, actor in try tx.customers.notePrint(of: id, as: .print, by: actor) }
            return Response(status: .noContent)
        }
    }

    @Sendable private func show(_ request: Request, _ context: SignedIn) async throws -> HTML {
        let id: Customer.ID = try context.identifier()
        let viewer = context.viewer
        return try await desk.read(context) { [desk] tx, actor in
            let file = try tx.customers.file(of: id, for: actor, in: viewer.zone, viewer.language)
            let t = viewer.language
            return desk.frame(
                viewer, actor, title: t(.formCustomerFile), section: .customers,
                trail: [.customers(viewer), Trail(file.view.customer.shownName, url: "/customers/\(id)")]
            ).page(content: PaperPages(viewer: viewer).preview(file.paper, at: "/customers/\(id)/forms/F-02"))
        }
    }

    @Sendable private func download(_ request: Request, _ context: SignedIn) async throws -> Response {
        let id: Customer.ID = try context.identifier()
        let viewer = context.viewer
        let file = try await desk.act(context) { tx, actor in
            try tx.customers.notePrint(of: id, as: .pdf, by: actor)
            return try tx.customers.file(of: id, for: actor, in: viewer.zone, viewer.language)
        }
        let paper = file.paper
        let bytes = try await press.pdf(of: paper, created: file.printedAt.iso(in: viewer.zone))
        return context.download(
            bytes, named: "\(paper.form) \(paper.title) \(paper.number).pdf", type: "application/pdf")
    }
}
