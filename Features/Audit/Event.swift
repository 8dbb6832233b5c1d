import Handbook
import Kernel

/// What happened: who, what, to which record, when. Written in the transaction of the change itself, never altered.
struct Event: Entity {
    let id: ID
    let kind: EventKind
    let subject: Subject
    /// The unit whose handbook and calendar apply to the record.
    let unit: Unit.ID?
    /// Nothing when the house itself acted: a chore, a timer.
    let actor: Staff.ID?
    let at: Instant
    /// Short facts of the act, for people and programs; never personal data of a customer.
    var details: [String: String]
}

/// The record that an event or an obligation is about.
struct Subject: Hashable, Sendable {
    enum Kind: String, CaseIterable, Sendable {
        case serviceCase = "case"
        case handbook
        case staff
        case unit
        case calendar
        case exception
        case session
        case customer
        case dataImport = "import"
        case dataExport = "export"
        case contact
        case message
        case receptionChannel = "reception-channel"
        case roster
        case leave
        case shiftSwap = "shift-swap"
        case liability
        case handover
        /// A person's month of attendance.
        case attendance
        case clockCorrection = "clock-correction"
        case leavePost = "leave-post"
        case overtime
        /// One shift of one person.
        case shift
        case dispatch
        case dailyReport = "daily-report"
        case dayPlan = "day-plan"
    }

    let kind: Kind
    let id: String

    init(_ kind: Kind, _ id: String) {
        self.kind = kind
        self.id = id
    }
}
