/// The closed words of a case that clauses may speak of. Their labels on the screen are in the catalogue of words;
/// a pack selects among them and may rename them.
public enum CaseType: String, CaseIterable, Codable, Sendable {
    case enquiry, complaint, suggestion, registration, appeal, repair, dispute

    /// GAME-29, SOFT-03, MART-10 and the property manuals name the same things differently.
    public var chinese: String {
        switch self {
        case .enquiry: "咨询"
        case .complaint: "投诉"
        case .suggestion: "建议"
        case .registration: "登记"
        case .appeal: "申告"
        case .repair: "报修"
        case .dispute: "纠纷"
        }
    }
}

public enum Severity: String, CaseIterable, Codable, Sendable, Comparable {
    case ordinary, serious, major

    public static func < (a: Severity, b: Severity) -> Bool { a.rank < b.rank }

    private var rank: Int {
        switch self {
        case .ordinary: 0
        case .serious: 1
        case .major: 2
        }
    }
}

public enum CaseSource: String, CaseIterable, Codable, Sendable {
    case direct, store, portal, visit, survey, inspection, `internal`
}

public enum Channel: String, CaseIterable, Codable, Sendable {
    case phone, counter, email, web, chat, letter, onSite = "on-site", hotline12345 = "12345"
}

/// The steps of handling, in the one order in which any way may take them (GAME six steps and its subsets; `Way`).
public enum Step: String, CaseIterable, Codable, Sendable {
    case accept, answer, assess, judge, investigate, respond, propose, decide
    case dispatch, take, arrive, fix, sign
    case mediate, agree
    case implement, thank, confirm, visit, summarise
}

/// 客户等级: how much a customer is entitled to (SOFT-64, GEN4-02). A case keeps the grade its customer had when it was
/// reported.
public enum CustomerGrade: String, CaseIterable, Codable, Sendable {
    /// 重点客户
    case key
    /// 普通客户
    case ordinary
    /// 一般客户
    case general
    /// 试用客户
    case trial
    /// 服务期外: what is asked for after the end of service is paid service (SOFT-10).
    case outOfTerm = "out-of-term"
}

/// What a customer may be given (GAME-96); a post's authority may differ by kind (CHAIN-56).
public enum CompensationKind: String, CaseIterable, Codable, Sendable {
    case refund, exchange, repair, gift, points, coupon, apology
}

/// Why the completion clock may rest. Each is a reason a person gives, with an end date and a notice to the customer.
public enum PauseReason: String, CaseIterable, Codable, Sendable {
    case awaitingCustomer = "awaiting-customer"
    case awaitingThirdParty = "awaiting-third-party"
    case awaitingParts = "awaiting-parts"
    case awaitingAuthority = "awaiting-authority"
}
