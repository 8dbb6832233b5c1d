import Database
import Handbook
import Kernel
import Testkit

@testable import Desk

/// The department of these tests, under a short handbook of its own.
///
///     hq 总部 ──┬─ east 东部: 王主管, 张三         manager 李经理 and executive 钱总 sit in hq
///              └─ west 西部: 赵六
struct Department: Sendable {
    let database: any Database
    let time: TimeMachine

    static let hq: Unit.ID = "hq"
    static let east: Unit.ID = "east"
    static let west: Unit.ID = "west"
    static let version: HandbookVersion.ID = "version-1"
    static let qian: Staff.ID = "staff-qian"
    static let li: Staff.ID = "staff-li"
    static let wang: Staff.ID = "staff-wang"
    static let zhang: Staff.ID = "staff-zhang"
    static let zhao: Staff.ID = "staff-zhao"
    /// The complaint most tests are about.
    static let complaint = Subject(.serviceCase, "case-1")

    static func open(_ engine: Engine, _ body: @Sendable (Department) async throws -> Void) async throws {
        let time = TimeMachine()
        try await withDatabase(engine, clock: time, migrations: Schema.migrations) { database in
            let department = Department(database: database, time: time)
            try await department.write { tx in try tx.settle() }
            try await body(department)
        }
    }

    func write<T: Sendable>(_ body: @Sendable @escaping (Transaction) throws -> T) async throws -> T {
        try await database.write(body)
    }

    func read<T: Sendable>(_ body: @Sendable @escaping (Transaction) throws -> T) async throws -> T {
        try await database.read(body)
    }

    /// In the name of a person, as a request does it.
    @discardableResult
    func act<T: Sendable>(
        as person: Staff.ID, _ body: @Sendable @escaping (Transaction, Actor) throws -> T
    ) async throws -> T {
        try await database.write { tx in try body(tx, tx.actor(person)) }
    }

    /// Something happens to the complaint, and the clocks follow.
    @discardableResult
    func happens(
        _ kind: EventKind, by person: Staff.ID = zhang, item: String? = nil, promised: Instant? = nil, round: Int = 1
    ) async throws -> Event {
        try await write { tx in
            let event = try tx.record(kind, about: Self.complaint, in: Self.east, by: person)
            let happening = Happening(kind, at: tx.now, item: item, promised: promised, round: round)
            try tx.obligations.follow(event, happening, of: tx.owing(round: round))
            return event
        }
    }

    /// What the chore of every minute does, as often as it likes.
    func chore(times: Int = 1) async throws {
        for _ in 0..<times { _ = try await write { tx in try tx.obligations.act() } }
    }

    func owed(_ rule: DeadlineRule) async throws -> [Obligation] {
        try await read { tx in
            try tx.obligations.all(of: Self.complaint).filter { $0.rule == .deadline(rule) }
        }
    }

    func events(_ kinds: EventKind...) async throws -> [Event] {
        try await read { tx in try tx.events.about(Self.complaint).filter { kinds.contains($0.kind) } }
    }

    /// A step at whose door the given clauses stand, none of them met.
    @discardableResult
    func step(against clauses: String..., by person: Staff.ID = zhang, round: Int = 1) async throws -> [Sentence] {
        try await write { tx in
            let owing = try tx.owing(round: round)
            let checks = try clauses.map { number in
                guard let clause = owing.handbook.clause(number), case .gate(let gate) = clause.enforcement else {
                    throw NotFound()
                }
                return GateCheck(clause: clause, rule: gate.rule, duty: .handler, missing: Sentence(.gateSolution))
            }
            let passage = try tx.obligations.pass(checks, of: owing)
            try tx.obligations.enter(
                passage, under: tx.record(.caseNoted, about: Self.complaint, in: Self.east, by: person))
            return passage.advice
        }
    }

    func ask(
        _ clause: String, of obligation: Obligation.ID? = nil, by person: Staff.ID = zhang, round: Int = 1
    ) async throws -> ExceptionRequest.ID {
        try await act(as: person) { tx, actor in
            try tx.exceptions.request(
                clause, of: tx.owing(round: round), obligation: obligation, because: "客户住院，无法当面确认", by: actor
            ).id
        }
    }

    func counts(of clause: String) async throws -> Adherence.Counts? {
        try await read { tx in
            let filter = Adherence.Filter(period: tx.now - .days(30)..<tx.now + .days(30), handbook: "ledger")
            return try tx.obligations.adherence(filter, by: .clause, in: .shanghai).lines.first { $0.key == clause }?
                .counts
        }
    }
}

extension Transaction {
    /// The complaint, as the ledger needs to know it; 张三 received and handles it.
    func owing(round: Int = 1) throws -> Owing {
        let handbook = try handbooks.handbook(Department.version)
        return Owing(
            subject: Department.complaint, unit: Department.east, circumstances: Circumstances(), round: round,
            version: Department.version, handbook: handbook,
            calendar: try calendars.calendar(of: Department.east, under: handbook),
            holder: { duty in
                switch duty {
                case .firstReceiver, .handler: Department.zhang
                case .dutySupervisor: try appointments.dutySupervisor(of: Department.east, at: now)
                case .decider, .investigator, .transferor, .everyone, .post: nil
                }
            })
    }

    fileprivate func settle() throws {
        try units.add(
            .init(id: Department.hq, code: "hq", name: "总部", kind: .headquarters, parent: nil, handbook: "ledger"))
        for (id, name) in [(Department.east, "东部"), (Department.west, "西部")] {
            try units.add(
                .init(id: id, code: id.rawValue, name: name, kind: .store, parent: Department.hq, handbook: nil))
        }
        let text = try PackText(file: "ledger.yaml", text: ledgerPack)
        let handbook = try Handbook(texts: [text])
        let draft = HandbookVersion(
            id: Department.version, handbook: handbook, digest: "ledger-1", effectiveAt: now - .days(4),
            state: .issued(by: nil, at: now - .days(4)))
        try handbooks.insert(draft, texts: [text], by: nil)
        try handbooks.save(draft)
        try record(.handbookIssued, about: draft.subject, in: Department.hq, by: nil)
        let people: [(Staff.ID, String, String, Unit.ID)] = [
            (Department.qian, "钱总", "executive", Department.hq), (Department.li, "李经理", "manager", Department.hq),
            (Department.wang, "王主管", "supervisor", Department.east), (Department.zhang, "张三", "agent", Department.east),
            (Department.zhao, "赵六", "agent", Department.west),
        ]
        for (id, name, post, unit) in people {
            let person = Staff.join(
                id: id, account: Account(stored: id.rawValue), name: name, phone: nil, language: .chinese,
                password: PasswordHash(encoded: "none"), on: Day(2026, 1, 1))
            try staff.add(person)
            try appointments.add(
                try Appointment.appoint(
                    id: Appointment.ID("appointment-\(id)"), person, to: post, in: unit, from: now - .days(30), by: nil)
            )
        }
    }
}

private let ledgerPack = """
    handbook: ledger
    document: {title: 台账手册, number: QT-T-01, version: "1.0", effective: 2026-01-01}
    calendar:
      zone: Asia/Shanghai
      week: {mon-fri: "09:00-12:00, 13:00-18:00", sat-sun: closed}
      holidays: cn-statutory
    posts:
      executive:
        title: 总经理
        english: General Manager
        permissions: [case.read, case.decide, exception.decide, adherence.read]
        scope: all
      manager:
        title: 客服经理
        english: Service Manager
        superior: executive
        permissions: [case.read, case.work, case.investigate, exception.decide, adherence.read, attestation.give]
        scope: region
      supervisor:
        title: 客服主管
        english: Service Supervisor
        superior: manager
        permissions: [case.create, case.read, case.work, exception.decide, adherence.read, attestation.give]
        scope: unit
        duty-supervisor: true
      agent:
        title: 客服专员
        english: Service Agent
        superior: supervisor
        permissions: [case.create, case.read, case.work]
        scope: unit
    case-types: {complaint: 投诉}
    steps: [accept, judge, investigate, propose, decide, implement, confirm, visit, summarise]
    chapters: {"1": 总则, "2": 受理, "3": 办理}
    clauses:
      - {no: "1.1", text: 服务是桥梁。}
      - {no: "1.2", text: 主管每周抽查登记。, attest: {by: supervisor, every: week}}
      - {no: "1.3", text: 经理每月检查一次服务环境。, attest: {by: manager, every: month}}
      - no: "2.1"
        text: 自客户提出起4小时内受理。
        strength: require
        rule: complaint.accept
        within: 4h
        owed-by: first-receiver
        warn-at: [70%, 90%]
        then:
          - {escalate-to: duty-supervisor, at: 90%}
          - {escalate-to: manager}
          - {escalate-to: executive, after: 2h}
      - no: "2.2"
        text: 首次答复不迟于24小时。
        strength: require
        rule: complaint.first-reply
        within: 24h
        owed-by: handler
      - {no: "2.3", text: 登记须齐全。, strength: require, rule: complaint.registration, fields: [phone]}
      - {no: "2.9", text: 重大投诉由经理查明原因。, rule: complaint.investigate, within: 24h, owed-by: manager}
      - {no: "2.10", text: 承诺的时间必须兑现。, rule: promise.keep, owed-by: handler}
      - {no: "3.1", text: 措辞得体。, rule: reply.banned-phrases, phrases: [随便你]}
      - {no: "3.2", text: 先查明原因再提方案。, strength: require, rule: complaint.cause}
      - {no: "3.3", text: 没有解决办法不得办结。, strength: forbid, rule: complaint.solution}
      - {no: "3.4", text: 五个工作日内办结。, rule: complaint.complete, within: 5wd, owed-by: handler}
    """
