import Handbook
import Kernel

/// 留言条: somebody called for a colleague who was away; the matter was written down and handed over (CHAIN-80, MART-10).
///
///     taken ──▶ delivered (read by whom it is for) ──▶ handled ──▶ told back
struct Message: Entity {
    let id: ID
    let unit: Unit.ID
    let version: HandbookVersion.ID
    let takenBy: Staff.ID
    let takenAt: Instant
    let contact: Contact.ID?
    let note: Note
    private(set) var addressee: Staff.ID
    private(set) var deliveredAt: Instant?
    private(set) var handling: Handling?
    private(set) var toldBackAt: Instant?

    /// What the caller said.
    struct Note: Equatable, Sendable {
        var caller: String
        var organisation: String = ""
        var phone: PhoneNumber?
        var matter: String
    }

    struct Handling: Equatable, Sendable {
        var text: String
        var by: Staff.ID
        var at: Instant
    }

    enum State: String, CaseIterable, Sendable { case taken, delivered, handled, toldBack = "told-back" }

    enum Refusal: Error, Equatable {
        case handledAlready, notHandled, toldAlready, notYours, noColleague
    }

    var subject: Subject { Subject(.message, id.rawValue) }

    var state: State {
        if toldBackAt != nil { return .toldBack }
        if handling != nil { return .handled }
        return deliveredAt == nil ? .taken : .delivered
    }

    init(
        id: ID, unit: Unit.ID, version: HandbookVersion.ID, takenBy: Staff.ID, takenAt: Instant, contact: Contact.ID?,
        note: Note, addressee: Staff.ID, deliveredAt: Instant? = nil, handling: Handling? = nil,
        toldBackAt: Instant? = nil
    ) {
        self.id = id
        self.unit = unit
        self.version = version
        self.takenBy = takenBy
        self.takenAt = takenAt
        self.contact = contact
        self.note = note
        self.addressee = addressee
        self.deliveredAt = deliveredAt
        self.handling = handling
        self.toldBackAt = toldBackAt
    }

    /// Whether a person has a part in it.
    func concerns(_ staff: Staff.ID) -> Bool { takenBy == staff || addressee == staff || handling?.by == staff }

    /// Answers no if it has been read before.
    mutating func deliver(to staff: Staff.ID, at now: Instant) throws(Refusal) -> Bool {
        guard staff == addressee else { throw .notYours }
        guard deliveredAt == nil else { return false }
        deliveredAt = now
        return true
    }

    /// Somebody else deals with it; they have not read it yet (MART-10).
    mutating func hand(to staff: Staff.ID) throws(Refusal) {
        guard handling == nil else { throw .handledAlready }
        guard staff != addressee else { return }
        addressee = staff
        deliveredAt = nil
    }

    mutating func handle(saying text: String, by staff: Staff.ID, at now: Instant) throws(Refusal) {
        guard staff == addressee else { throw .notYours }
        guard handling == nil else { throw .handledAlready }
        handling = Handling(text: text, by: staff, at: now)
        deliveredAt = deliveredAt ?? now
    }

    /// The caller has been told what became of it.
    mutating func tellBack(by staff: Staff.ID, at now: Instant) throws(Refusal) {
        guard concerns(staff) else { throw .notYours }
        guard handling != nil else { throw .notHandled }
        guard toldBackAt == nil else { throw .toldAlready }
        toldBackAt = now
    }
}
