import Database
import Handbook
import Hummingbird
import Kernel
import Web

/// One act on several cases, for programs. Each passes its own gate: what one refuses, the others do not feel.
enum CaseBatchApiRoutes {
    static let operations = [
        operation("/case-batches/preview", "case-batch.preview", .apiBatchPreview, perform: false),
        operation("/case-batches", "case-batch.run", .apiBatchRun, perform: true),
    ]

    /// They are one transaction here, so that an `Idempotency-Key` answers for all of them: fewer than on the page.
    static let most = 50

    private static func operation(_ path: String, _ name: String, _ summary: Word, perform: Bool) -> ApiOperation {
        ApiOperation(
            method: .post, path: path, name: name, summary: summary, scope: .writeCases, body: body,
            answer: "CaseOutcomeList"
        ) { tx, actor, call in
            let (kind, ids) = try (
                form(call.form.choice("act", of: CaseBatchAct.Kind.self)), chosen(call.form, in: call.language)
            )
            let act = try CaseBatchForms.act(kind, call.form)
            let outcomes = try ids.map { id in
                CaseOutcomeDocument(
                    id, isDone: perform, try refusal(of: act, on: id, perform: perform, tx, actor), in: call.language)
            }
            return ApiReply(body: ListDocument(entries: outcomes, next: nil))
        }
    }

    private static func refusal(
        of act: CaseBatchAct, on id: Case.ID, perform: Bool, _ tx: Transaction, _ actor: Actor
    ) throws -> (any Error)? {
        guard perform else { return try tx.cases.rehearse(act, on: id, by: actor) }
        do {
            try tx.savepoint { try tx.cases.perform(act, on: id, by: actor) }
            return nil
        } catch let error as DatabaseError {
            throw error
        } catch { return error }
    }

    private static func chosen(_ typed: FormData, in t: Language) throws(Invalid) -> [Case.ID] {
        var seen: Set<String> = []
        let ids = typed.all("id").filter { !$0.isEmpty && $0.count <= 64 && seen.insert($0).inserted }
        guard !ids.isEmpty else { throw Invalid(["id": t(.apiBatchNone)]) }
        guard ids.count <= most else { throw Invalid(["id": t(.apiBatchTooMany, String(most))]) }
        return ids.map { Case.ID($0) }
    }

    /// Which fields an act asks for, its own refusal says.
    private static let body =
        [
            FieldShape(name: "act", kind: .choice(CaseBatchAct.Kind.allCases.map(\.rawValue)), isRequired: true),
            FieldShape(name: "id", kind: .other, isRequired: true),
        ]
        + [FieldShape].asked { typed in
            for kind in CaseBatchAct.Kind.allCases { _ = try? CaseBatchForms.act(kind, typed) }
        }.optional.reduce(into: [FieldShape]()) { shapes, shape in
            if !shapes.contains(where: { $0.name == shape.name }) { shapes.append(shape) }
        }
}

/// What became of one case, or would.
struct CaseOutcomeDocument: Encodable, Sendable {
    let id: String
    /// `done`, `possible`, `refused`
    let outcome: String
    let reason, clause: String?

    init(_ id: Case.ID, isDone: Bool, _ refusal: (any Error)?, in t: Language) {
        self.id = id.rawValue
        guard let refusal else {
            (outcome, reason, clause) = (isDone ? "done" : "possible", nil, nil)
            return
        }
        outcome = "refused"
        if let said = refusal as? any Explainable {
            (reason, clause) = (said.sentence(in: t), said.clause?.number)
        } else {
            (reason, clause) = (t(.batchFault), nil)
        }
    }
}
