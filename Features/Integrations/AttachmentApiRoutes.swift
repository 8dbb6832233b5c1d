import Database
import Handbook
import Hummingbird
import Kernel
import Web

/// Files of cases for programs: sent as a form with files (`multipart/form-data`), listed, fetched and declared void. What
/// may come in, and how it goes out, is as on the page: by what the bytes are, and sandboxed.
enum AttachmentApiRoutes {
    static func operations(_ desk: Workplace) -> [ApiOperation] {
        let pages = AttachmentRoutes(desk: desk)
        return [
            list(desk), attach(AttachmentReception(desk: desk)), void,
            ApiOperation(
                method: .get, path: "/cases/:id/attachments/:part/file", name: "attachment.file",
                summary: .apiAttachmentFile, scope: .readFiles, answer: "File",
                way: .sending { request, context in try await pages.send(request, context, asRecording: false) }),
        ]
    }

    private static func list(_ desk: Workplace) -> ApiOperation {
        ApiOperation(
            method: .get, path: "/cases/:id/attachments", name: "attachment.list", summary: .apiAttachments,
            scope: .readFiles, answer: "AttachmentList"
        ) { tx, actor, call in
            let id: Case.ID = try call.identifier()
            _ = try tx.cases.work(on: id, by: actor, needing: .readCase)
            return try listed(id, tx, desk)
        }
    }

    /// All of the files or none: a program does not look at a page that says which ones are missing.
    private static func attach(_ reception: AttachmentReception) -> ApiOperation {
        ApiOperation(
            method: .post, path: "/cases/:id/attachments", name: "attachment.add", summary: .apiAttach,
            scope: .writeFiles, body: .asked { _ = try? note($0) }, answer: "AttachmentList", status: .created,
            way: .taking { context, call in
                let id: Case.ID = try call.identifier()
                let (provider, note) = try note(call.form)
                // Nobody's file is looked at, or written down, for a case they may not work on.
                try await reception.desk.read(context) { tx, actor in
                    _ = try tx.cases.work(on: id, by: actor, needing: .workCase)
                }
                let (accepted, problems) = try await reception.examine(context.files("file"), in: call.language)
                guard problems.isEmpty else {
                    throw Invalid(Dictionary(uniqueKeysWithValues: problems.map { ("file/\($0.key)", $0.value) }))
                }
                try await reception.keep(accepted, on: id, context)
                let files = accepted.map(\.0)
                let desk = reception.desk
                return ApiTaken(fingerprint: files.map(\.file.digest).joined(separator: " ")) { tx, actor, _ in
                    try tx.attachments.attach(files, from: provider ?? .customer, note: note ?? "", on: id, by: actor)
                    return try listed(id, tx, desk)
                }
            })
    }

    private static let void = ApiOperation(
        method: .post, path: "/cases/:id/attachments/:part/voiding", name: "attachment.voiding",
        summary: .apiAttachmentVoid, scope: .writeFiles, body: .asked { _ = try? form($0.required("reason")) },
        answer: "Done"
    ) { tx, actor, call in
        let reason = try form(call.form.required("reason"))
        try tx.attachments.void(call.identifier("part"), of: call.identifier(), because: reason, by: actor)
        return ApiReply(body: DoneDocument(tx))
    }

    private static func listed(_ id: Case.ID, _ tx: Transaction, _ desk: Workplace) throws -> ApiReply {
        let all = try tx.attachments.of(id).map { AttachmentDocument($0, isScanning: desk.isScanning) }
        return ApiReply(body: ListDocument(entries: all, next: nil))
    }

    private static func note(_ typed: FormData) throws(Invalid) -> (Attachment.Provider?, String?) {
        try form(typed.optionalChoice("provider", of: Attachment.Provider.self), typed.optional("note"))
    }
}
