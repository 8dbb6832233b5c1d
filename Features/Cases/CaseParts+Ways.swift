import Handbook
import Kernel

/// 维修单: the order of a repair, filled in as it goes (PROPB-03).
struct RepairOrder: Equatable, Sendable {
    enum Kind: String, CaseIterable, Sendable {
        /// 保修: the builder's or maker's warranty.
        case warranty
        /// 有偿: the resident pays.
        case paid
        /// 公共: common parts and facilities.
        case common
    }

    var kind: Kind
    /// When the resident is at home.
    var appointment: Instant?
    var repairer: Staff.ID?
    var dispatchedAt: Instant?
    var takenAt: Instant?
    var arrivedAt: Instant?
    var record: Record?
    var signature: Signature?

    /// What was done, with what, in how long.
    struct Record: Equatable, Sendable {
        var work: String
        var material: String
        var labourMinutes: Int
        var cost: Money
        var at: Instant
    }

    struct Signature: Equatable, Sendable {
        var name: String
        var at: Instant
    }
}

/// A side of a dispute (PROPB-16).
struct DisputeParty: Entity {
    enum Role: String, CaseIterable, Sendable {
        case claimant, respondent
        case thirdParty = "third-party"
    }

    let id: ID
    let name: PersonName
    let phone: PhoneNumber?
    let role: Role
    /// What this side says and wants.
    var claim: String
}

/// 调解会: one meeting, or one talk with each side.
struct MediationSession: Entity {
    let id: ID
    let number: Int
    let at: Instant
    var place: String
    var attendees: String
    var record: String
    let mediator: Staff.ID
    /// How often an agreement had been refused before it.
    var attempt = 0
}

/// 调解协议: what was agreed, and who signed it.
struct DisputeAgreement: Equatable, Sendable {
    var text: String
    var signatories: String
    let signedAt: Instant
    let recordedBy: Staff.ID
}
