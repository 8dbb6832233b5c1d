import Handbook
import Kernel

/// A picture, a document or a recording that belongs to a case: what a customer sent as evidence, or what we keep as
/// proof. Its name is data, its bytes are a `StoredContent`, its type is what its bytes are.
///
///     attached ──▶ voided (with a reason; the record stays)      erased with the customer's data: the bytes are gone
struct Attachment: Entity {
    let id: ID
    let record: Case.ID
    let unit: Unit.ID
    var name: FileName
    let content: StoredContent
    let provider: Provider
    var note: String
    let by: Staff.ID
    let at: Instant
    var voiding: Voiding?
    private(set) var erasedAt: Instant?

    /// Who it comes from: the lane of the timeline it stands in.
    enum Provider: String, CaseIterable, Sendable {
        case customer, ours
    }

    struct Voiding: Equatable, Sendable {
        let by: Staff.ID
        let at: Instant
        var reason: String
    }

    enum Refusal: Error, Equatable {
        case noFile
        case tooManyInCase(Int)
        case unitFull(bytes: Int64)
        case voidedAlready
        case notYours
        case voided
        case erased
        /// A scanner is set up and has not looked at it yet.
        case notScanned
        case infected
    }

    init(
        id: ID, record: Case.ID, unit: Unit.ID, name: FileName, content: StoredContent, provider: Provider,
        note: String,
        by: Staff.ID, at: Instant, voiding: Voiding? = nil, erasedAt: Instant? = nil
    ) {
        self.id = id
        self.record = record
        self.unit = unit
        self.name = name
        self.content = content
        self.provider = provider
        self.note = note
        self.by = by
        self.at = at
        self.voiding = voiding
        self.erasedAt = erasedAt
    }

    var type: FileType? { FileType(mime: content.mime) }

    /// Nothing is deleted by users (0.3.5): who attached it, or who may reassign the case, declares it void.
    mutating func void(by staff: Staff.ID, isSupervisor: Bool, because reason: String, at now: Instant) throws(Refusal)
    {
        guard voiding == nil else { throw .voidedAlready }
        guard staff == by || isSupervisor else { throw .notYours }
        voiding = Voiding(by: staff, at: now, reason: reason)
    }

    /// Whether its bytes may leave the house. With a scanner, only what the scanner has called clean; without one,
    /// what the list of types lets in.
    func open(withScanner isScanning: Bool) throws(Refusal) {
        guard voiding == nil else { throw .voided }
        guard erasedAt == nil else { throw .erased }
        switch content.scan {
        case .infected: throw .infected
        case .clean: return
        case .none, .waiting: guard !isScanning else { throw .notScanned }
        }
    }

    func isOpen(withScanner isScanning: Bool) -> Bool {
        do { try open(withScanner: isScanning) } catch { return false }
        return true
    }
}

/// How much the house takes. A form has limits of its own (`UploadLimits`).
enum AttachmentLimits {
    static let perCase = 60
    /// bytes of one unit's attachments that are not void
    static let perUnit: Int64 = 20 << 30
}
