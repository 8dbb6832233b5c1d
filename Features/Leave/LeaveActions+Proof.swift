import Database
import Handbook
import Kernel

/// Certificates as files: added by the person, before or after the decision, opened by them and by whoever decides.
extension Leaves {
    /// Before any byte is written; answers the digests whose bytes the house does not have yet.
    func prepare(proofs files: [AcceptedFile], on id: Leave.ID, isScanning: Bool, by actor: Actor) throws -> Set<String>
    {
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

    func attach(proofs files: [AcceptedFile], on id: Leave.ID, by actor: Actor) throws {
        let leave = try room(for: files, on: id, by: actor)
        for accepted in files {
            let digest = accepted.file.digest
            guard let content = try tx.contents.find(digest),
                try tx.contents.pieceCount(of: digest) == content.pieceCount
            else { throw ContentIncomplete(digest: digest) }
            try tx.contents.complete(digest)
            try tx.leaveProofs.insert(
                LeaveProofFile(
                    id: tx.ids.make(), leave: id, name: FileName(sent: accepted.file.sent, as: accepted.type),
                    content: content, by: actor.staff.id, at: tx.now))
        }
        let event = try tx.record(
            .attachmentAdded, about: leave.subject, in: leave.unit, by: actor.staff.id,
            details: ["number": leave.number, "count": String(files.count)])
        try tx.notify([leave.decision?.by].compactMap(\.self), of: event)
    }

    /// Not for whoever merely stands in: a certificate may tell of an illness.
    func proofs(of leave: Leave, for actor: Actor) throws -> [LeaveProofFile] {
        mayRead(leave, actor) ? try tx.leaveProofs.of(leave.id) : []
    }

    func requireProof(_ id: LeaveProofFile.ID, of leave: Leave.ID, for actor: Actor) throws -> LeaveProofFile {
        let found = try open(leave, by: actor)
        guard mayRead(found, actor), let proof = try tx.leaveProofs.find(id, of: leave) else {
            throw Leave.Refusal.unknown
        }
        return proof
    }

    /// Why somebody is away and for how long it was agreed to: theirs, and whoever decides. Whoever stands in sees the hours
    /// and the shifts.
    func mayRead(_ leave: Leave, _ actor: Actor) -> Bool {
        leave.staff == actor.staff.id || actor.may(.approveAbsence, in: leave.unit, isOwn: false)
    }

    private func room(for files: [AcceptedFile], on id: Leave.ID, by actor: Actor) throws -> Leave {
        let leave = try open(id, by: actor)
        guard leave.staff == actor.staff.id else { throw Leave.Refusal.notYours }
        guard leave.state.isLive else { throw Leave.Refusal.notNow(leave.state) }
        guard !files.isEmpty else { throw Attachment.Refusal.noFile }
        guard try tx.leaveProofs.of(id).count + files.count <= LeaveProofFile.most else {
            throw Leave.Refusal.tooManyProofs(LeaveProofFile.most)
        }
        return leave
    }
}
