import Kernel

/// One link of the chain that shows whether the record of events has been touched.
///
///     seal 1 ──hash──▶ seal 2 ──hash──▶ seal 3 ──hash──▶ … ──▶ head
///       │                │                │
///     event            event            event                 (the unsealed tail: at most a second of events)
///
/// The hash of a seal is the SHA-256 of these bytes, which any other program can put together again:
///
/// 1. the hash of the seal before it, 32 bytes; 32 zero bytes before the first seal
/// 2. the line `qingting seal 1`, ended by a line feed
/// 3. as netstrings (`5:hello,`; D. J. Bernstein, 1997), in this order: position and sealed_at of the seal in decimal;
///    id, kind, subject_kind, subject_id, unit_id, actor_id of the event; its at in decimal; its details, the text as
///    stored, byte by byte. A column that is NULL is `-,`.
///
/// The chain needs no secret, so who may write everything can also seal everything anew. Against that, the head is
/// noted elsewhere from time to time: `qingting audit head`, `qingting audit verify --expect-head`.
struct Seal: Equatable, Sendable {
    let position: Int64
    let event: String
    let hash: [UInt8]
    let sealedAt: Instant

    /// Before the first seal.
    static let origin = [UInt8](repeating: 0, count: 32)

    /// The seal that follows a head.
    init(of event: SealedText, after head: ChainHead, at now: Instant) {
        position = head.position + 1
        self.event = event.id
        hash = Self.hash(of: event, position: position, sealedAt: now, after: head.hash)
        sealedAt = now
    }

    init(position: Int64, event: String, hash: [UInt8], sealedAt: Instant) {
        self.position = position
        self.event = event
        self.hash = hash
        self.sealedAt = sealedAt
    }

    /// Whether the event is still what was sealed here.
    func holds(for event: SealedText, after previous: [UInt8]) -> Bool {
        Self.hash(of: event, position: position, sealedAt: sealedAt, after: previous) == hash
    }

    private static func hash(
        of event: SealedText, position: Int64, sealedAt: Instant, after previous: [UInt8]
    ) -> [UInt8] {
        var bytes = previous + Array("qingting seal 1\n".utf8)
        for text in [String(position), String(sealedAt.milliseconds)] + event.columns { bytes.append(netstring: text) }
        return Secrets.sha256(bytes)
    }
}

/// An event as its row has it: a seal is about the bytes that were stored, whatever a later program makes of them.
struct SealedText: Equatable, Sendable {
    let id: String
    /// id, kind, subject_kind, subject_id, unit_id, actor_id, at in decimal, details
    let columns: [String?]
}

/// The last seal: all that one must note elsewhere to notice later that something was cut off or sealed anew.
package struct ChainHead: Equatable, Sendable, CustomStringConvertible {
    package let position: Int64
    package let hash: [UInt8]

    package static let origin = ChainHead(position: 0, hash: Seal.origin)

    package init(position: Int64, hash: [UInt8]) {
        self.position = position
        self.hash = hash
    }

    /// Reads `1234:9f86d0…`, as `description` writes it; refuses anything else.
    package init?(_ text: String) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, let position = Int64(parts[0]), position >= 0,
            let hash = Secrets.bytes(hex: String(parts[1])), hash.count == Seal.origin.count
        else { return nil }
        self.init(position: position, hash: hash)
    }

    package var description: String { "\(position):\(Secrets.hex(hash))" }
}

extension [UInt8] {
    fileprivate mutating func append(netstring text: String?) {
        if let text { self += "\(text.utf8.count):\(text),".utf8 } else { self += "-,".utf8 }
    }
}
