import Database
import Kernel

/// Looks after contents that have come in: has them scanned, has pictures drawn. What takes long happens between the
/// transactions; a node that dies in the middle leaves the content to the next look, two minutes later.
package struct ContentCare: Sendable {
    let database: any Database
    /// Nothing: no scanner is set up, and what the list of types lets in may be opened.
    let scanner: ScannerThread?
    let previews: PreviewThread

    /// All that is due. Answers how many contents were looked after; bounded.
    @discardableResult
    package func round() async throws -> Int {
        if scanner != nil {
            let isAny = try await database.read { tx in try tx.contents.isAnyUnscanned() }
            if isAny { try await database.write { tx in _ = try tx.contents.queueUnscanned(limit: 100) } }
        }
        var count = 0
        while count < 100, try await database.read({ tx in try tx.contents.isAnythingWaiting() }) {
            guard let content = try await database.write({ tx in try tx.contents.claim() }) else { break }
            try await look(after: content)
            count += 1
        }
        return count
    }

    private func look(after claimed: StoredContent) async throws {
        var content = claimed
        if let scanner, content.scan != .clean, content.scan != .infected {
            do {
                switch try await scanner.scan({ try await piece($0, of: claimed) }) {
                case .clean: content.scan = .clean
                case .infected(let finding):
                    content.scan = .infected
                    content.finding = finding
                }
                content.tries = 0
            } catch is ScannerThread.Away {
                content.scan = .waiting
                content.tries += 1
                return try await finish(content, again: content.patience)
            }
        }
        var drawn: [StoredContent.PreviewSize: [UInt8]] = [:]
        if content.preview == .waiting, content.scan != .infected {
            do {
                drawn = try await previews.draw(StoredContent.PreviewSize.allCases) { try await piece($0, of: claimed) }
                content.preview = .made
            } catch is PreviewThread.Undrawable {
                content.preview = .failed
            }
        }
        try await finish(content, drawn)
    }

    private func piece(_ number: Int, of content: StoredContent) async throws -> [UInt8]? {
        guard number < content.pieceCount else { return nil }
        return try await database.read { tx in try tx.contents.piece(number, of: content.digest) }
    }

    private func finish(
        _ content: StoredContent, _ drawn: [StoredContent.PreviewSize: [UInt8]] = [:], again: Duration? = nil
    ) async throws {
        try await database.write { tx in
            for (size, bytes) in drawn.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
                try tx.contents.insert(preview: bytes, size, of: content.digest)
            }
            try tx.contents.save(content, careAt: again.map { tx.now + $0 })
            try tx.attachments.pronounce(content)
            for attachment in try tx.attachments.holding(content.digest, limit: 20) {
                tx.announce("case:\(attachment.record.rawValue)")
            }
        }
    }
}

extension Chore {
    /// Bytes that nobody holds: uploads that broke off, a day after their last byte.
    static let contentForgetting = Chore(
        name: "attachment.forget", rhythm: .every(.hours(1)),
        work: { tx in
            let limit = 20
            let digests = try tx.contents.forgotten(before: tx.now - .hours(24), limit: limit)
            for digest in digests { try tx.contents.remove(digest) }
            return digests.count == limit ? .more : .done
        })
}
