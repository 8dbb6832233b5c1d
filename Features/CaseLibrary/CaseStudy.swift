import Handbook
import Kernel

/// 案例分析: what a department agreed on after a difficult case, approved as the standard answer (CHAIN-59, CHAIN-73; F-13).
struct CaseStudy: Entity {
    struct Text: Equatable, Sendable {
        var title: String
        var background: String
        var course: String
        var cause: String
        /// 统一解决方案
        var solution: String
        /// 标准答复
        var standardAnswer: String
        /// 案例会日期: when it was talked through, where it was (F-13).
        var metOn: Day? = nil
    }

    let id: ID
    let record: Case.ID
    var text: Text
    let author: Staff.ID
    let writtenAt: Instant
    private(set) var approvedBy: Staff.ID?
    private(set) var approvedAt: Instant?

    enum Refusal: Error, Equatable {
        case approvedAlready
        /// Nobody approves what they wrote themselves (0.3.4).
        case ownAct
        case notArchived
    }

    init(
        id: ID, record: Case.ID, text: Text, author: Staff.ID, writtenAt: Instant, approvedBy: Staff.ID? = nil,
        approvedAt: Instant? = nil
    ) {
        self.id = id
        self.record = record
        self.text = text
        self.author = author
        self.writtenAt = writtenAt
        self.approvedBy = approvedBy
        self.approvedAt = approvedAt
    }

    /// 发布的知识条目: an approved study is an entry of the case library, found there by its title (F-13).
    var article: String? { approvedAt == nil ? nil : text.title }

    mutating func approve(by staff: Staff.ID, at now: Instant) throws(Refusal) {
        guard approvedAt == nil else { throw .approvedAlready }
        guard staff != author else { throw .ownAct }
        approvedBy = staff
        approvedAt = now
    }
}

/// 产品质量问题: one line of the after-sale base (CHAIN-20), told to the product department, which answers (SOFT-01,
/// GAME-11).
struct QualityIssue: Entity {
    struct Text: Equatable, Sendable {
        var product: String
        var batch: String
        var defect: String
        var store: String
    }

    let id: ID
    let record: Case.ID
    var text: Text
    let notedBy: Staff.ID
    let notedAt: Instant
    /// What is being done about it, and what came of it.
    var followUp: String = ""
    var outcome: String = ""
    var closedAt: Instant? = nil

    /// Which state of it a form was opened on.
    var mark: String { Overtaken.mark(followUp, outcome, (closedAt?.milliseconds).map(String.init)) }
}

/// 问题立项: a cause that keeps coming back (GEN1-12).
struct Problem: Entity {
    let id: ID
    let number: String
    let unit: Unit.ID
    let cause: String
    let openedAt: Instant
    private(set) var owner: Staff.ID?
    private(set) var measure: String = ""
    private(set) var solvedAt: Instant?

    enum Refusal: Error, Equatable {
        case solvedAlready
        case measureMissing
        case ownerMissing
    }

    init(
        id: ID, number: String, unit: Unit.ID, cause: String, openedAt: Instant, owner: Staff.ID? = nil,
        measure: String = "", solvedAt: Instant? = nil
    ) {
        self.id = id
        self.number = number
        self.unit = unit
        self.cause = cause
        self.openedAt = openedAt
        self.owner = owner
        self.measure = measure
        self.solvedAt = solvedAt
    }

    /// Its number tells which case showed it.
    static func number(shownBy number: String) -> String { "P-\(number)" }

    /// Which state of it a form was opened on.
    var mark: String { Overtaken.mark(owner?.rawValue, measure, (solvedAt?.milliseconds).map(String.init)) }

    var shownBy: String { String(number.dropFirst(2)) }

    /// Who sees to it, and how (GEN1-12).
    mutating func plan(owner: Staff.ID?, measure: String) throws(Refusal) {
        guard solvedAt == nil else { throw .solvedAlready }
        guard let owner else { throw .ownerMissing }
        self.owner = owner
        self.measure = measure
    }

    mutating func solve(at now: Instant) throws(Refusal) {
        guard solvedAt == nil else { throw .solvedAlready }
        guard !measure.isEmpty else { throw .measureMissing }
        solvedAt = now
    }
}
