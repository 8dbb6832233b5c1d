import Database
import Handbook
import Kernel

/// A file that was looked at and may come in.
struct AcceptedFile: Sendable {
    let file: ExaminedFile
    let type: FileType
}

extension Attachments {
    /// Before any byte is written: may this person attach, and is there room? Answers the digests whose bytes the
    /// house does not have yet.
    func prepare(_ files: [AcceptedFile], on id: Case.ID, isScanning: Bool, by actor: Actor) throws -> Set<String> {
        _ = try room(for: files, on: id, by: actor)
        var needed: Set<String> = []
        for accepted in files {
            let preview: StoredContent.Preview = accepted.type.kind == .image ? .waiting : .none
            if try tx.contents.begin(accepted.file, preview: preview, isScanning: isScanning) {
                needed.insert(accepted.file.digest)
            }
        }
        return needed
    }

    /// The bytes are here: now they belong to the case, and everybody who looks at it sees them.
    @discardableResult
    func attach(
        _ files: [AcceptedFile], from provider: Attachment.Provider, note: String, on id: Case.ID, by actor: Actor
    ) throws -> [Attachment] {
        let work = try room(for: files, on: id, by: actor)
        var attached: [Attachment] = []
        for accepted in files {
            let digest = accepted.file.digest
            guard let content = try tx.contents.find(digest),
                try tx.contents.pieceCount(of: digest) == content.pieceCount
            else { throw ContentIncomplete(digest: digest) }
            try tx.contents.complete(digest)
            let attachment = Attachment(
                id: tx.ids.make(), record: id, unit: work.file.record.unit,
                name: FileName(sent: accepted.file.sent, as: accepted.type), content: content, provider: provider,
                note: note, by: actor.staff.id, at: tx.now)
            try insert(attachment)
            attached.append(attachment)
        }
        // One event for what came together. Its details are facts for programs: names may tell of a customer.
        try work.finish(
            .attachmentAdded,
            details: [
                "attachments": attached.map(\.id.rawValue).joined(separator: " "), "count": String(attached.count),
                "provider": provider.rawValue,
            ])
        return attached
    }

    /// For opening: whoever may not see the case hears that there is no such file.
    func require(_ id: Attachment.ID, of record: Case.ID, for actor: Actor) throws -> Attachment {
        _ = try tx.cases.work(on: record, by: actor, needing: .readCase)
        guard let attachment = try find(id, of: record) else { throw NotFound() }
        return attachment
    }

    func void(_ id: Attachment.ID, of record: Case.ID, because reason: String, by actor: Actor) throws {
        let work = try tx.cases.work(on: record, by: actor, needing: .readCase)
        guard var attachment = try find(id, of: record) else { throw NotFound() }
        let isSupervisor = actor.may(
            .reassignCase, in: work.file.record.unit, isOwn: work.file.record.concerns(actor.staff.id))
        try attachment.void(by: actor.staff.id, isSupervisor: isSupervisor, because: reason, at: tx.now)
        try save(attachment)
        try work.finish(.attachmentVoided, details: ["attachment": id.rawValue, "reason": reason])
    }

    /// With a customer's personal data their files go too: bytes, previews and names. That they were there stays on
    /// record. Called by the act that anonymises; bounded, answers how many.
    @discardableResult
    func erase(of customer: Customer.ID, by actor: Actor) throws -> Int {
        let attachments = try of(customer: customer)
        for attachment in attachments {
            guard let type = attachment.type else { continue }
            try markErased(attachment.id, as: FileName(sent: "", as: type))
            try tx.record(
                .attachmentErased, about: Subject(.serviceCase, attachment.record.rawValue), in: attachment.unit,
                by: actor.staff.id, details: ["attachment": attachment.id.rawValue])
        }
        for digest in Set(attachments.map(\.content.digest)).sorted() {
            if try !tx.contents.isHeld(digest) { try tx.contents.remove(digest) }
        }
        return attachments.count
    }

    /// The scanner's word on some bytes, for all cases that hold them; the colleagues who brought them are told.
    func pronounce(_ content: StoredContent) throws {
        guard content.scan == .infected else { return }
        for attachment in try holding(content.digest) {
            let event = try tx.record(
                .attachmentInfected, about: Subject(.serviceCase, attachment.record.rawValue), in: attachment.unit,
                by: nil, details: ["attachment": attachment.id.rawValue, "finding": content.finding])
            try tx.notify([attachment.by], of: event)
        }
    }

    private func room(for files: [AcceptedFile], on id: Case.ID, by actor: Actor) throws -> CaseWork {
        let work = try tx.cases.work(on: id, by: actor, needing: .workCase)
        try work.refuseIfOver()
        guard !files.isEmpty else { throw Attachment.Refusal.noFile }
        guard try count(of: id) + files.count <= AttachmentLimits.perCase else {
            throw Attachment.Refusal.tooManyInCase(AttachmentLimits.perCase)
        }
        let more = files.reduce(Int64(0)) { $0 + Int64($1.file.size) }
        guard try total(of: work.file.record.unit) + more <= AttachmentLimits.perUnit else {
            throw Attachment.Refusal.unitFull(bytes: AttachmentLimits.perUnit)
        }
        return work
    }
}

/// Pieces are missing: an upload that was cut off, or an eraser that came between. The sender tries again.
struct ContentIncomplete: Error, CustomStringConvertible {
    let digest: String
    var description: String { "the content \(digest) has not all its pieces" }
}
