import Database
import Handbook
import Hummingbird
import Kernel
import Web

/// POST /leave/:id/proofs               certificates as files
/// GET  /leave/:id/proofs/:part/file    one of them, to be saved
struct LeaveProofRoutes {
    let desk: Workplace
    let page: @Sendable (SignedIn, HTML) async throws -> HTML
    private let reception: AttachmentReception

    init(desk: Workplace, page: @escaping @Sendable (SignedIn, HTML) async throws -> HTML) {
        self.desk = desk
        self.page = page
        reception = AttachmentReception(desk: desk)
    }

    func add(to routes: RouterGroup<SignedIn>) {
        routes.post("/leave/:id/proofs", use: attach)
        routes.get("/leave/:id/proofs/:part/file") { [desk] request, context in
            let id: Leave.ID = try context.identifier()
            let part: LeaveProofFile.ID = try context.identifier("part")
            let proof = try await desk.read(context) { tx, actor in
                try tx.leaves.requireProof(part, of: id, for: actor)
            }
            try proof.open(withScanner: desk.isScanning)
            return desk.send(proof.content, named: proof.name, request)
        }
    }

    /// What may come in comes in; of what may not, the page says why, file by file.
    @Sendable func attach(_ request: Request, _ context: SignedIn) async throws -> Response {
        let id: Leave.ID = try context.identifier()
        let t = context.viewer.language
        // Nobody's file is looked at for a leave that is not theirs.
        try await desk.read(context) { tx, actor in _ = try tx.leaves.open(id, by: actor) }
        let (accepted, refused) = try await reception.examine(context.files("file"), in: t)
        do {
            let files = accepted.map(\.0)
            if !files.isEmpty || refused.isEmpty {
                let isScanning = desk.isScanning
                let needed = try await desk.act(context) { tx, actor in
                    try tx.leaves.prepare(proofs: files, on: id, isScanning: isScanning, by: actor)
                }
                try await reception.keep(accepted, needed: needed)
                try await desk.act(context) { tx, actor in try tx.leaves.attach(proofs: files, on: id, by: actor) }
            }
            guard refused.isEmpty else {
                let problems = refused.sorted { $0.key < $1.key }.map { "<li>\($0.value)</li>" as HTML }
                return try await page(context, "<ul>\(problems)</ul>").response(status: .unprocessableContent)
            }
            return context.seeOther("/leave/\(id.rawValue)")
        } catch let refusal as any Explainable where refusal.status != .notFound {
            return try await page(context, RefusalPart(refusal, in: t).content).response(status: refusal.status)
        }
    }
}

extension LeaveProofFile {
    /// As every file of the house: with a scanner, only what it has called clean.
    func open(withScanner isScanning: Bool) throws(Attachment.Refusal) {
        switch content.scan {
        case .infected: throw .infected
        case .clean: return
        case .none, .waiting: guard !isScanning else { throw .notScanned }
        }
    }
}
