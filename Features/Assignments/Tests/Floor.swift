import Database
import Foundation
import Handbook
import Kernel
import Testing
import Testkit

@testable import Desk
@testable import Deskkit

/// A service floor under the base handbook: a person for every post, one of whom takes cases in, and two who work them.
struct Floor: Sendable {
    let database: any Database
    let clock: TimeMachine
    let handbook: Handbook
    let people: [String: Staff.ID]
    let wang: Staff.ID = "staff-wang"
    let chen: Staff.ID = "staff-chen"
    let unit: Desk.Unit.ID = "unit-main"

    var receiver: Staff.ID { people["agent"] ?? "nobody" }
    var supervisor: Staff.ID { people["supervisor"] ?? "nobody" }

    /// The packs of the repository.

    static func open<T: Sendable>(on engine: Engine, _ body: @Sendable (Floor) async throws -> T) async throws -> T {
        let clock = TimeMachine()
        return try await withDatabase(engine, clock: clock, migrations: Schema.migrations) { database in
            let texts = try HousePacks.lineage("base")
            let handbook = try HousePacks.handbook(of: texts)
            let people = Dictionary(
                uniqueKeysWithValues: handbook.posts.map { ($0.code, Staff.ID("staff-\($0.code)")) })
            let floor = Floor(database: database, clock: clock, handbook: handbook, people: people)
            try await floor.furnish(texts)
            return try await body(floor)
        }
    }

    private func furnish(_ texts: [PackText]) async throws {
        try await database.write { tx in
            let draft = HandbookVersion(
                id: "version-1", handbook: handbook, digest: "digest-floor", effectiveAt: tx.now - .days(30),
                state: .draft(by: nil))
            let edition = HandbookVersion(
                id: draft.id, code: draft.code, title: draft.title, number: draft.number, version: draft.version,
                effectiveAt: draft.effectiveAt, digest: draft.digest, state: .issued(by: nil, at: tx.now - .days(30)))
            try tx.handbooks.insert(edition, texts: texts, by: nil)
            try tx.handbooks.save(edition)
            try tx.units.add(
                try Desk.Unit.found(
                    id: unit, code: "main", name: "客服部", kind: .department, under: nil, handbook: "base"))
            for post in handbook.posts { try hire(Staff.ID("staff-\(post.code)"), "\(post.title)甲", post.code, tx) }
            try hire(wang, "王芳", "agent", tx)
            try hire(chen, "陈晨", "agent", tx)
        }
    }

    private func hire(_ id: Staff.ID, _ name: String, _ post: String, _ tx: Transaction) throws {
        let staff = Staff.join(
            id: id, account: Account(stored: id.rawValue), name: name, phone: nil, language: .chinese,
            password: PasswordHash(encoded: "none"), on: Day(2026, 1, 1))
        try tx.staff.add(staff)
        try tx.appointments.add(
            try Appointment.appoint(
                id: Appointment.ID("appointment-\(id)"), staff, to: post, in: unit, from: tx.now - .days(20), by: nil))
        try tx.acknowledgements.insert(Acknowledgement(version: "version-1", staff: id, at: tx.now))
    }

    func plan(_ method: Line.Method) -> LinePlan {
        LinePlan(
            unit: unit, name: "投诉线", isOpen: true, condition: Condition(), categories: [], needs: [],
            method: method, keepsFirstReceiver: false, prefersLastHandler: false, prefersNearest: false,
            minutesToTake: 5, refusalsAllowed: 3)
    }

    func line(
        _ method: Line.Method, members: [Staff.ID], _ change: @Sendable (inout LinePlan) -> Void = { _ in }
    ) async throws {
        var plan = plan(method)
        change(&plan)
        try await act(as: supervisor) { [plan] tx, actor in
            let line = try tx.lines.found(plan, by: actor)
            for member in members { try tx.lines.admit(member, weight: 1, ceiling: 10, to: line.id, by: actor) }
        }
    }

    func start(_ people: Staff.ID...) async throws {
        for person in people { try await act(as: person) { tx, actor in try tx.presence.begin(by: actor) } }
    }

    @discardableResult
    func register(_ change: @Sendable (inout Intake) -> Void = { _ in }) async throws -> Case.ID {
        var intake = intake
        change(&intake)
        return try await act(as: receiver) { [intake] tx, actor in try tx.cases.register(intake, by: actor).id }
    }

    private var intake: Intake {
        Intake(
            unit: unit, type: .complaint, source: .direct, channel: .phone, severity: .ordinary, complainant: "李秀英",
            phone: PhoneNumber(typed: "138 0013 8000"), memberNumber: "",
            report: Case.Report(
                subject: "羽绒服洗后变形", content: "按标签手洗后充绒结块。", demand: "退货", category: "其他"), promise: nil)
    }

    func refuse(_ offer: Offer, _ reason: String) async throws {
        try await act(as: offer.staff) { tx, actor in
            try tx.assignments.refuse(offer.id, because: reason, by: actor)
        }
    }

    /// Only those of this feature: nobody in these stories has a session that could lapse.
    func chores() async throws {
        _ = try await database.write { tx in try tx.assignments.lapse(limit: 50) }
        _ = try await database.write { tx in try tx.assignments.retry(limit: 50) }
    }

    func `case`(_ id: Case.ID) async throws -> Case { try await read { tx in try tx.cases.require(id) } }

    func openOffer(of id: Case.ID) async throws -> Offer? {
        try await read { tx in try tx.assignments.openOffer(of: id) }
    }

    func assignment(of id: Case.ID) async throws -> Assignment? { try await read { tx in try tx.assignments.find(id) } }

    func owed(_ rule: String, on id: Case.ID) async throws -> [Obligation] {
        try await read { tx in
            try tx.obligations.all(of: Subject(.serviceCase, id.rawValue)).filter { $0.rule.name == rule }
        }
    }

    func kinds(of id: Case.ID) async throws -> [EventKind] {
        try await read { tx in try tx.events.about(Subject(.serviceCase, id.rawValue)).map(\.kind) }
    }

    func act<T: Sendable>(
        as person: Staff.ID, _ body: @Sendable @escaping (Transaction, Actor) throws -> T
    ) async throws -> T { try await database.write { tx in try body(tx, tx.actor(person)) } }

    func read<T: Sendable>(_ body: @Sendable @escaping (Transaction) throws -> T) async throws -> T {
        try await database.read(body)
    }
}
