import Database
import Handbook
import Kernel
import Testkit

@testable import Desk

/// One unit, 客服部, under a small handbook that is drafted anew in the tests.
struct TestHandbook: Sendable {
    let database: any Database
    let clock: TimeMachine
    let first: HandbookVersion.ID

    static let unit: Unit.ID = "unit-main"
    /// 陈总 issues, 王敏 drafts and works, 李娜 takes cases.
    static let executive: Staff.ID = "staff-chen"
    static let manager: Staff.ID = "staff-wang"
    static let agent: Staff.ID = "staff-li"

    static func open(
        on engine: Engine, _ body: @Sendable (TestHandbook) async throws -> Void
    ) async throws {
        let clock = TimeMachine()
        try await withDatabase(engine, clock: clock, migrations: Schema.migrations) { database in
            let first = try await database.write { tx in
                try tx.units.add(
                    try Unit.found(
                        id: unit, code: "main", name: "客服部", kind: .department, under: nil, handbook: "small"))
                for (id, name, post) in [
                    (executive, "陈总", "executive"), (manager, "王敏", "manager"), (agent, "李娜", "agent"),
                ] { try join(id, name, as: post, in: tx) }
                return try tx.handbooks.install([text(Edition())]).id
            }
            try await body(TestHandbook(database: database, clock: clock, first: first))
        }
    }

    static func join(_ id: Staff.ID, _ name: String, as post: String, in tx: Transaction) throws {
        let person = Staff.join(
            id: id, account: Account(stored: id.rawValue), name: name, phone: nil, language: .chinese,
            password: PasswordHash(encoded: "none"), on: Day(2026, 1, 1))
        try tx.staff.add(person)
        try tx.appointments.add(
            try Appointment.appoint(
                id: Appointment.ID("post-\(id)"), person, to: post, in: unit, from: tx.now, by: nil))
    }

    @discardableResult
    func act<T: Sendable>(
        as person: Staff.ID, _ body: @Sendable @escaping (Transaction, Actor) throws -> T
    ) async throws -> T {
        try await database.write { tx in try body(tx, tx.actor(person)) }
    }

    /// Drafted by 王敏 and issued by 陈总.
    func issue(_ edition: Edition) async throws -> HandbookVersion.ID {
        let draft = try await act(as: Self.manager) { tx, actor in
            try tx.handbooks.draft([Self.text(edition)], by: actor).id
        }
        try await act(as: Self.executive) { tx, actor in try tx.handbooks.issue(draft, by: actor) }
        return draft
    }

    /// Everything that is due now, as a node would do it.
    func runChores() async throws {
        let chores = RunningChores([.handbookTakeEffect, .handbookReading, .handbookReview], on: database)
        try await chores.register()
        let runs = try await chores.runDue()
        for case .failed(_, let reason) in runs.map(\.outcome) { throw ChoreFailed(reason: reason) }
    }

    struct ChoreFailed: Error { let reason: String }

    /// A complaint by 李娜, accepted at once.
    func complaint() async throws -> Case.ID {
        try await act(as: Self.agent) { tx, actor in
            let record = try tx.cases.register(
                Intake(
                    unit: Self.unit, type: .complaint, source: .direct, channel: .phone, severity: .ordinary,
                    complainant: "", phone: nil, memberNumber: "",
                    report: Case.Report(subject: "外套褪色", content: "洗后褪色。"), promise: nil), by: actor)
            try tx.cases.accept(record.id, as: .ordinary, by: actor)
            return record.id
        }
    }

    func obligations(of id: Case.ID) async throws -> [Obligation] {
        try await database.read { tx in try tx.obligations.all(of: Subject(.serviceCase, id.rawValue)) }
    }

    /// Who owes the reading of an edition, and how that stands.
    func reading(of id: HandbookVersion.ID) async throws -> [Staff.ID: Obligation] {
        try await database.read { tx in
            let all = try tx.obligations.all(of: Subject(.handbook, id.rawValue))
                .filter { $0.rule == .deadline(.acknowledgeHandbook) }
            return Dictionary(uniqueKeysWithValues: all.compactMap { o in o.owedByStaff.map { ($0, o) } })
        }
    }

    static func text(_ edition: Edition) throws -> PackText { try PackText(file: "small.yaml", text: edition.yaml) }
}

/// A text of the small handbook, with what the tests vary.
struct Edition: Sendable {
    var version = "1.0"
    var effective = "2025-12-01"
    var transition = "keep"
    var complete = "5d"
    var more = ""

    var yaml: String {
        """
        handbook: small
        document:
          title: 小部门手册
          number: QT-T-02
          version: "\(version)"
          effective: \(effective)
          transition: \(transition)
        calendar: {week: {mon-fri: "09:00-18:00"}, holidays: cn-statutory}
        posts:
          executive:
            title: 总经理
            english: General Manager
            permissions: [case.read, case.decide, handbook.issue, adherence.read]
            scope: all
          manager:
            title: 经理
            english: Manager
            superior: executive
            permissions: [case.read, case.work, case.decide, handbook.draft, handbook.issue]
            scope: all
          agent:
            title: 客服
            english: Agent
            superior: manager
            permissions: [case.create, case.read, case.work]
            scope: unit
        case-types: {complaint: 投诉}
        steps: [accept, judge, confirm]
        chapters: {"1": 手册, "2": 时限}
        clauses:
          - {no: "1.1", text: 本手册适用于全体人员。}
          - {no: "1.2", text: 新版七日内签收。, strength: require, rule: handbook.acknowledge, within: 7d, owed-by: everyone}
          - {no: "1.3", text: 每半年评审。, rule: handbook.review, months: 6, within: 15wd, owed-by: executive, default: true}
          - no: "2.1"
            source: [CHAIN-54]
            text: 投诉按时办结。
            strength: require
            rule: complaint.complete
            within: \(complete)
            owed-by: handler
            warn-at: [70%, 90%]
            then: {escalate-to: manager}
          - {no: "2.2", text: 及时判断。, rule: complaint.judge, within: 8h, owed-by: handler}
          - {no: "2.3", text: 暂停须告知客户。, rule: case.suspension, longest: 30d}
        \(more)
        """
    }
}

extension Instant {
    /// `2026-02-13 09:00` on the wall in Shanghai.
    static func at(_ text: String) -> Instant {
        Instant(iso: text.replacing(" ", with: "T") + ":00+08:00", zone: .shanghai) ?? Instant(milliseconds: 0)
    }
}
