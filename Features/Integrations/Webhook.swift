import Handbook
import Kernel

/// 推送: an address of another program that is told what happens, signed, until it has said that it heard.
///
/// It hears of events whose unit its person may read cases of; the message names records and carries no personal data.
struct Webhook: Entity {
    static let mostPerPerson = 20
    static let longestURL = 500
    /// Messages that wait for a receiver which does not hear: more, and it is stopped.
    static let mostWaiting = 5000

    enum Refusal: Error, Equatable {
        case unknown
        case tooMany(Int)
        case noAddress
        case noEvents
    }

    let id: ID
    let staff: Staff.ID
    let url: String
    let kinds: Set<EventKind>
    /// Signs the messages; shown once, kept because it must sign.
    let secret: String
    let createdAt: Instant
    private(set) var isActive: Bool
    /// A receiver that did not hear is left alone until then, with everything that waits for it.
    private(set) var restsUntil: Instant?
    /// How often in a row it did not hear.
    private(set) var failures: Int

    init(
        id: ID, staff: Staff.ID, url: String, kinds: Set<EventKind>, secret: String, createdAt: Instant,
        isActive: Bool = true, restsUntil: Instant? = nil, failures: Int = 0
    ) {
        self.id = id
        self.staff = staff
        self.url = url
        self.kinds = kinds
        self.secret = secret
        self.createdAt = createdAt
        self.isActive = isActive
        self.restsUntil = restsUntil
        self.failures = failures
    }

    static func subscribe(
        id: ID, _ staff: Staff.ID, to url: String, kinds: Set<EventKind>, secret: String, at now: Instant
    ) throws(Refusal) -> Webhook {
        guard isAddress(url) else { throw .noAddress }
        guard !kinds.isEmpty, kinds.allSatisfy(\.isForPrograms) else { throw .noEvents }
        return Webhook(id: id, staff: staff, url: url, kinds: kinds, secret: secret, createdAt: now)
    }

    mutating func stop() { isActive = false }

    mutating func heard() {
        failures = 0
        restsUntil = nil
    }

    /// The longer it does not hear, the longer it is left alone.
    mutating func didNotHear(resting pause: (Int) -> Duration, at now: Instant) {
        failures += 1
        restsUntil = now + pause(failures)
    }

    /// `http(s)://host…` in plain ASCII and without a name or password in it. Whether the host may be reached is looked
    /// at when it is called: a name can point elsewhere tomorrow.
    static func isAddress(_ url: String) -> Bool {
        guard url.utf8.count <= longestURL, url.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else { return false }
        let rest: Substring
        if url.hasPrefix("https://") {
            rest = url.dropFirst(8)
        } else if url.hasPrefix("http://") {
            rest = url.dropFirst(7)
        } else {
            return false
        }
        let host = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        return !host.isEmpty && !host.contains("@") && host.first != ":"
    }
}

extension EventKind {
    /// What happens to cases and promises is for programs; what people do at their desks is not.
    var isForPrograms: Bool {
        ["case.", "promise.", "compensation.", "proposal.", "obligation."].contains { rawValue.hasPrefix($0) }
    }
}

/// One message to one webhook, as it is signed (Standard Webhooks 1.0: HMAC-SHA-256 over `id.timestamp.body`).
struct WebhookMessage: Sendable {
    let id: String
    let body: String
    let secret: String

    /// The standard writes a secret as `whsec_` and its bytes in base64. One from before we did so signs as it is written.
    private var key: [UInt8] {
        let written = secret.hasPrefix("whsec_") ? Secrets.bytes(base64: String(secret.dropFirst(6))) : nil
        guard let written, written.count >= 24 else { return Array(secret.utf8) }
        return written
    }

    func headers(at now: Instant) -> [(String, String)] {
        let seconds = String(now.milliseconds / 1000)
        let signature = Secrets.hmac(Array("\(id).\(seconds).\(body)".utf8), key: key)
        return [
            ("Content-Type", "application/json"), ("webhook-id", id), ("webhook-timestamp", seconds),
            ("webhook-signature", "v1,\(Secrets.base64(signature))"),
        ]
    }
}
