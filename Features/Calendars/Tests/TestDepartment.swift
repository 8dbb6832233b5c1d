import Database
import Handbook
import Kernel
import Testkit

@testable import Desk

/// A department of three units under one small handbook:
///
///     总部 (main) ──▶ 南京路店 (store) ──▶ 夜班组 (night)
struct TestDepartment: Sendable {
    let database: any Database
    let clock: TimeMachine

    static let main: Unit.ID = "unit-main"
    static let store: Unit.ID = "unit-store"
    static let night: Unit.ID = "unit-night"
    /// 王敏, who may change every calendar; 赵强, who may change the store's; 李娜, who takes cases at the store.
    static let manager: Staff.ID = "staff-wang"
    static let storeManager: Staff.ID = "staff-zhao"
    static let agent: Staff.ID = "staff-li"

    static func open(
        on engine: Engine, at start: Instant = TimeMachine.start,
        _ body: @Sendable (TestDepartment) async throws -> Void
    ) async throws {
        let clock = TimeMachine(start)
        try await withDatabase(engine, clock: clock, migrations: Schema.migrations) { database in
            let department = TestDepartment(database: database, clock: clock)
            try await department.found()
            try await body(department)
        }
    }

    func act<T: Sendable>(
        as person: Staff.ID = manager, _ body: @Sendable @escaping (Transaction, Actor) throws -> T
    ) async throws -> T {
        try await database.write { tx in try body(tx, tx.actor(person)) }
    }

    /// A complaint at the store, accepted at once: it owes its completion in three working days, and an interim notice
    /// in four hours of business.
    @discardableResult
    func complaint(_ subject: String) async throws -> Case.ID {
        try await act(as: Self.agent) { tx, actor in
            let record = try tx.cases.register(
                Intake(
                    unit: Self.store, type: .complaint, source: .direct, channel: .phone, severity: .ordinary,
                    complainant: "", phone: nil, memberNumber: "",
                    report: Case.Report(subject: subject, content: "外套洗后褪色。"), promise: nil), by: actor)
            try tx.cases.accept(record.id, as: .ordinary, by: actor)
            return record.id
        }
    }

    /// What is open on a case: clause and due instant, in the order of the clauses.
    func owed(_ id: Case.ID) async throws -> [String: Instant] {
        try await database.read { tx in
            let open = try tx.obligations.open(of: Subject(.serviceCase, id.rawValue))
            return Dictionary(uniqueKeysWithValues: open.map { ($0.clause, $0.dueAt) })
        }
    }

    private func found() async throws {
        try await database.write { tx in
            try tx.handbooks.install([PackText(file: "small.yaml", text: Self.pack)])
            for (id, name, parent) in [
                (Self.main, "总部", nil), (Self.store, "南京路店", Self.main), (Self.night, "夜班组", Self.store),
            ] {
                try tx.units.add(
                    try Unit.found(
                        id: id, code: id.rawValue, name: name, kind: .department, under: parent,
                        handbook: parent == nil ? "small" : nil))
            }
            for (id, name, post, unit) in [
                (Self.manager, "王敏", "manager", Self.main), (Self.storeManager, "赵强", "store-manager", Self.store),
                (Self.agent, "李娜", "agent", Self.store),
            ] {
                let person = Staff.join(
                    id: id, account: Account(stored: id.rawValue), name: name, phone: nil, language: .chinese,
                    password: PasswordHash(encoded: "none"), on: Day(2026, 1, 1))
                try tx.staff.add(person)
                try tx.appointments.add(
                    try Appointment.appoint(
                        id: Appointment.ID("post-\(id)"), person, to: post, in: unit, from: tx.now - .days(1), by: nil))
            }
        }
    }

    static let pack = """
        handbook: small
        document: {title: 小店手册, number: QT-T-01, version: "1.0", effective: 2025-12-01}
        calendar: {week: {mon-fri: "09:00-12:00, 13:00-18:00"}, holidays: cn-statutory}
        posts:
          manager:
            title: 经理
            permissions: [case.read, case.work, case.decide, calendar.manage, adherence.read, handbook.issue]
            scope: all
          store-manager:
            title: 店长
            superior: manager
            permissions: [case.read, calendar.manage]
            scope: region
          agent: {title: 客服, superior: store-manager, permissions: [case.create, case.read, case.work], scope: unit}
        case-types: {complaint: 投诉}
        steps: [accept, judge, confirm]
        chapters: {"2": 时限}
        clauses:
          - no: "2.1"
            text: 三个工作日内办结。
            strength: require
            rule: complaint.complete
            within: 3wd
            owed-by: handler
            warn-at: [70%]
          - {no: "2.2", text: 四个工作小时内告知进展。, rule: complaint.progress-notice, within: 4bh, owed-by: handler}
          - {no: "2.3", text: 两天内判断。, rule: complaint.judge, within: 2d, owed-by: handler}
          - {no: "2.4", text: 暂停须告知客户。, rule: case.suspension, longest: 30d}
        """
}

extension Instant {
    /// `2026-02-13 09:00` on the wall in Shanghai.
    static func at(_ text: String) -> Instant {
        Instant(iso: text.replacing(" ", with: "T") + ":00+08:00", zone: .shanghai) ?? Instant(milliseconds: 0)
    }
}

extension [Range<TimeOfDay>] {
    /// `09:00-12:00, 13:00-18:00`
    static func hours(_ text: String) -> [Range<TimeOfDay>] { BusinessCalendar.Plan(text)?.hours ?? [] }
}
