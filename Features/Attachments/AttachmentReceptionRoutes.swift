import Database
import Handbook
import Kernel
import Web

/// Takes files in, for the pages and for programs: looks at what they are, and keeps their bytes before anything is
/// said of them in a case.
struct AttachmentReception: Sendable {
    let desk: Workplace
    let types = FileTypeThread()

    /// Which of the files may come in, and for the others a sentence each, by their place.
    func examine(
        _ files: [UploadedFile], in t: Language
    ) async throws -> (accepted: [(AcceptedFile, UploadedFile)], problems: [Int: String]) {
        var accepted: [(AcceptedFile, UploadedFile)] = []
        var problems: [Int: String] = [:]
        for (place, file) in files.enumerated() {
            let digesting = Digesting()
            try file.forEachPiece(of: StoredContent.pieceLength) { digesting.take($0) }
            let mime = try await types.mime(ofFileAt: file.path)
            let examined = ExaminedFile(
                sent: file.name, size: file.size, mime: mime, digest: Secrets.hex(digesting.finish()))
            do {
                accepted.append((AcceptedFile(file: examined, type: try examined.accepted()), file))
            } catch {
                let shown = FileName(shown: file.name).description
                problems[place] = t(.fileNotTaken, shown, error.sentence(in: t))
            }
        }
        return (accepted, problems)
    }

    /// Pieces go in one by one, each in a transaction of its own: nobody else waits for a large file.
    func keep(
        _ files: [(AcceptedFile, UploadedFile)], on id: Case.ID, _ context: some KnownContext
    ) async throws {
        let accepted = files.map(\.0)
        let isScanning = desk.isScanning
        let needed = try await desk.act(context) { tx, actor in
            try tx.attachments.prepare(accepted, on: id, isScanning: isScanning, by: actor)
        }
        try await keep(files, needed: needed)
    }

    func keep(_ files: [(AcceptedFile, UploadedFile)], needed: Set<String>) async throws {
        for (file, upload) in files where needed.contains(file.file.digest) {
            let content = file.file
            try await upload.forEachPiece(of: StoredContent.pieceLength) { number, bytes in
                _ = try await desk.database.write { tx in
                    try tx.contents.insert(piece: bytes, number: number, of: content.digest)
                }
            }
        }
    }
}
