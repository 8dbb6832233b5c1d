/// What a person in a post may do. A post is a set of these and a scope.
public enum Permission: String, CaseIterable, Codable, Sendable {
    case createCase = "case.create"
    case readCase = "case.read"
    case workCase = "case.work"
    case investigateCase = "case.investigate"
    case decideCase = "case.decide"
    case summariseCase = "case.summarise"
    case reassignCase = "case.reassign"
    case reopenCase = "case.reopen"
    case approveCompensation = "compensation.approve"
    case decideException = "exception.decide"
    case draftHandbook = "handbook.draft"
    case issueHandbook = "handbook.issue"
    case manageCalendar = "calendar.manage"
    case manageStaff = "staff.manage"
    case readCustomer = "customer.read"
    case editCustomer = "customer.edit"
    /// Joins two records of one customer, and takes it back.
    case mergeCustomer = "customer.merge"
    case blockCustomer = "customer.block"
    /// Asks for, or agrees to, the removal of a customer's personal data; never both for one customer.
    case anonymiseCustomer = "customer.anonymise"
    case deleteCustomer = "customer.delete"
    case revealPersonalData = "personal-data.reveal"
    case readAdherence = "adherence.read"
    case readAudit = "audit.read"
    case useInterface = "interface.use"
    /// Connects mailboxes: servers, passwords, what is fetched since when.
    case manageMailbox = "mailbox.manage"
    /// Sees how the machine runs: times, chores, slow statements; nothing of any case.
    case watchSystem = "system.watch"
    case attest = "attestation.give"
    /// Agrees to colleagues' leave and swaps, and settles who answers for a missed shift (GAME-60, GAME-64).
    case approveAbsence = "absence.approve"
    /// Signs handovers before a leave, a transfer or a resignation, and settles what the next shift objects to (SOFT-68,
    /// GAME-53).
    case settleHandover = "handover.settle"
    /// Brings in the files of clocks, checks and locks the months (PROPB-27).
    case manageAttendance = "attendance.manage"
    /// Tells those whose posts stand below what to do, by when (GAME-28).
    case giveDispatch = "dispatch.give"
    /// Reads colleagues' daily reports, says a word to them, and sees whose are missing (CHAIN-82).
    case readReports = "report.read"
    case importData = "data.import"
    case exportData = "data.export"
}

/// How far the permissions of a post reach.
public enum Scope: String, CaseIterable, Codable, Sendable {
    /// Every unit.
    case all
    /// The unit and all below it.
    case region
    /// The unit itself.
    case unit
    /// Only what the person received, handles or is asked to decide.
    case own
}

/// A post of the handbook's catalogue, e.g. 客服部经理.
public struct Post: Equatable, Sendable {
    public let code: String
    public let title: String
    public let english: String
    public let superior: String?
    public let permissions: Set<Permission>
    public let scope: Scope
    /// How much compensation the post may grant on its own, in 分 (CHAIN-56); nothing means none.
    public let compensationLimit: Int64
    /// Where the handbook says otherwise for a kind of compensation, in 分 (CHAIN-56).
    public internal(set) var compensationLimits: [CompensationKind: Int64] = [:]
    /// How many rows the post may take out in one export without another's approval, and may approve for others
    /// (GAME-24); nothing means none.
    public internal(set) var exportLimit = 0
    /// The post is the 当值主管: the person of it who is on duty answers escalations (MART-13).
    public let isDutySupervisor: Bool
}

extension Post {
    /// How much of this kind the post may grant on its own, in 分.
    public func compensationLimit(of kind: CompensationKind) -> Int64 { compensationLimits[kind] ?? compensationLimit }
}

/// Whom a clause points at: somebody with a part in the case, or a post.
public enum Duty: Hashable, Sendable {
    /// 首问责任人: who took the case in, even after a transfer (SOFT-60).
    case firstReceiver
    /// 承办人: who handles it now.
    case handler
    /// 批示人: who must decide it.
    case decider
    /// 当值主管: the supervisor on duty.
    case dutySupervisor
    /// 调查人: whom the nature of the matter sends it to (GAME-90).
    case investigator
    /// 移交人: who handed the case on, and whom the customer knows (SOFT-76).
    case transferor
    /// 每位员工: each member of staff for themselves.
    case everyone
    case post(String)

    static let names: [(Duty, code: String, chinese: String)] = [
        (.firstReceiver, "first-receiver", "首问责任人"), (.handler, "handler", "承办人"), (.decider, "decider", "批示人"),
        (.investigator, "investigator", "调查人"), (.transferor, "transferor", "移交人"),
        (.dutySupervisor, "duty-supervisor", "当值主管"), (.everyone, "everyone", "每位员工"),
    ]

    /// What the ledger stores: `handler`, or `post:manager`.
    public var code: String {
        if case .post(let post) = self { return "post:\(post)" }
        return Self.names.first { $0.0 == self }?.code ?? ""
    }

    public init?(code: String) {
        if code.hasPrefix("post:") {
            self = .post(String(code.dropFirst(5)))
        } else if let duty = Self.names.first(where: { $0.code == code })?.0 {
            self = duty
        } else {
            return nil
        }
    }
}
