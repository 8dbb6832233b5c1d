import Database
import Foundation
import Handbook
import Kernel
import Press
import Testing
import Testkit
import Web

@testable import Desk
@testable import Deskkit

/// The monthly table of complaints: counted, frozen, delivered, signed for (GAME-94, CHAIN-59).
@Suite struct DigestTests {
    @Test func theTableCountsEveryComplaintOnceAndItsSumsBalance() {
        func complaint(_ category: String, founded: Bool? = true, department: String = "", fen: Int64 = 0)
            -> Digest.Complaint
        {
            Digest.Complaint(
                category: category, isFounded: founded, department: department, cause: "包装", isInTime: founded,
                milliseconds: founded == nil ? nil : 7_200_000, refusals: fen > 0 ? 1 : 0, round: 1,
                compensation: Money(fen: fen), penalties: 1)
        }
        let lines = Digest.lines(
            of: [
                complaint("质量", department: "生产部", fen: 1000), complaint("质量", founded: false), complaint("服务"),
                complaint("质量", founded: nil, department: "生产部"),
            ], before: ["质量": 5, "价格": 2])
        #expect(lines.map(\.category) == ["质量", "服务", "价格"])
        #expect(lines[0].number == 3 && lines[0].founded == 1 && lines[0].unfounded == 1 && lines[0].before == 5)
        #expect(lines[0].departments == [Digest.Tally(name: "生产部", number: 2)])
        #expect(lines[0].inTime == 1 && lines[0].decided == 2 && lines[0].refused == 1)
        #expect(lines[2].number == 0 && lines[2].before == 2, "what has gone is shown too")
        let total = Digest.total(of: lines)
        #expect(total.number == 4 && total.before == 7 && total.compensation == .yuan(10) && total.penalties == 4)
    }

    @Test func aMonthIsSubmittedOnceWhenItIsOverAndWritten() throws {
        var digest = Digest(
            id: "digest-1", unit: "east", month: try #require(Digest.Month("2026-08")), draftedBy: "a",
            draftedAt: TimeMachine.start)
        let last = Day(2026, 8, 31)
        func submit(_ countermeasures: Int, on day: Day, isQuiet: Bool = false) throws(Digest.Refusal) {
            try digest.submit(
                by: "a", isQuiet: isQuiet, countermeasures: countermeasures, today: day, at: TimeMachine.start)
        }
        #expect(throws: Digest.Refusal.monthNotOver) { try submit(1, on: last) }
        #expect(throws: Digest.Refusal.incomplete) { try submit(1, on: last.advanced(by: 1)) }
        try digest.write(problems: "开胶", causes: "胶水批次")
        #expect(throws: Digest.Refusal.incomplete) { try submit(0, on: last.advanced(by: 1)) }
        try submit(1, on: last.advanced(by: 1))
        #expect(throws: Digest.Refusal.submittedAlready) { try submit(1, on: last.advanced(by: 1)) }
        #expect(throws: Digest.Refusal.submittedAlready) { try digest.write(problems: "", causes: "") }
        #expect(Digest.Month("2026-13") == nil && Digest.Month("2026-9") == nil)
        #expect(Digest.Month("2026-12")?.next == Digest.Month("2027-01"))
        #expect(Digest.Month("2024-02")?.last == Day(2024, 2, 29))
    }

    @Test(arguments: TestDatabase.engines)
    func aDigestIsFrozenDeliveredSignedForAndSaysWhatChanged(engine: Engine) async throws {
        try await DigestOffice.open(on: engine) { office in
            let september = try #require(Digest.Month("2026-09"))
            let one = try await office.complain("鞋底开胶", "质量")
            _ = try await office.complain("店员态度差", "服务")
            _ = try await office.complain("鞋面褪色", "质量")
            let id = try await office.act(DigestOffice.manager) { tx, actor in
                try tx.digests.begin("east", september, by: actor).id
            }
            // Begun twice it is the same one.
            let again = try await office.act(DigestOffice.manager) { tx, actor in
                try tx.digests.begin("east", september, by: actor).id
            }
            #expect(again == id)
            try await office.act(DigestOffice.manager) { tx, actor in
                try tx.digests.write(id, problems: "开胶、褪色", causes: "同一批胶水", by: actor)
                try tx.digests.plan(
                    id, text: "退回该批次", owner: DigestOffice.supervisor, due: Day(2026, 10, 20), by: actor)
            }
            await #expect(throws: Digest.Refusal.monthNotOver) {
                try await office.act(DigestOffice.manager) { tx, actor in
                    try tx.digests.submit(id, by: actor, in: .shanghai)
                }
            }
            office.clock.set(to: Zone.shanghai.instant(Day(2026, 10, 8), .at(9, 0)))
            try await office.act(DigestOffice.manager) { tx, actor in
                try tx.digests.submit(id, by: actor, in: .shanghai)
            }
            let before = try await office.view(id, DigestOffice.director)
            #expect(before.lines.map(\.category) == ["质量", "服务"] && before.lines.map(\.number) == [2, 1])
            #expect(before.changed.isEmpty && before.isReader)
            #expect(before.readers.map(\.staff) == [DigestOffice.director])

            // The category of one is set right afterwards: the table stays, the page says so.
            try await office.database.write { tx in
                var record = try tx.cases.require(one)
                record.report.category = "售后"
                try tx.cases.save(record)
            }
            let after = try await office.view(id, DigestOffice.manager)
            #expect(after.lines == before.lines)
            #expect(
                after.changed == [
                    DigestView.Change(category: "售后", then: 0, now: 1),
                    DigestView.Change(category: "质量", then: 2, now: 1),
                ])
            let page = DigestPages(view: after, viewer: office.viewer).content.description
            #expect(page.contains("提交之后工单数据有变化") && page.contains("质量：提交时 2 件，现在 1 件"))

            await #expect(throws: Digest.Refusal.notAReader) {
                try await office.act(DigestOffice.manager) { tx, actor in try tx.digests.sign(id, by: actor) }
            }
            try await office.act(DigestOffice.director) { tx, actor in try tx.digests.sign(id, by: actor) }
            let signed = try await office.view(id, DigestOffice.director)
            #expect(signed.readers.first?.readAt == office.clock.now && !signed.isReader)
            let kinds = try await office.database.read { tx in
                try tx.events.about(Subject(.unit, "east")).map(\.kind)
            }
            #expect(kinds == [.countermeasurePlanned, .digestSubmitted, .digestRead])
            // Somebody of another shop learns nothing of it.
            await #expect(throws: NotFound.self) { try await office.view(id, DigestOffice.agent) }

            // F-11 on paper (GAME-94): as it was frozen, on its side, with all its columns, signed by who drew it up and read it.
            let paper = try await office.database.read { tx in
                try tx.digests.paper(id, for: tx.actor(DigestOffice.director), in: .chinese).paper
            }
            #expect(paper.isLandscape && paper.form == "F-11" && paper.number == "2026-09")
            for said in [
                "统计期间：2026-09-01 至 2026-09-30", "| 质量 | 2 | ", "| 服务 | 1 | ", "| 合计 | 3 | ", "[主要问题] 开胶、褪色",
                "[原因分析] 同一批胶水", "| 退回该批次 | staff-supervisor | 2026-10-20 |", "[补偿合计大写] 零元整", "<编制人: staff-manager",
                "<总经理: staff-director", "占比", "上月", "成立", "不成立", "责任部门", "原因", "按时办结", "平均小时", "客户接受", "曾不接受",
                "重开", "补偿（元）", "处罚",
            ] { #expect(paper.text.contains(said), "\(said) in\n\(paper.text)") }
            await #expect(throws: NotFound.self) {
                try await office.database.read { tx in
                    try tx.digests.paper(id, for: tx.actor(DigestOffice.agent), in: .chinese).paper.text
                }
            }
            try await office.act(DigestOffice.director) { tx, actor in
                try tx.digests.notePrint(id, as: .pdf, by: actor)
            }
            #expect(
                try await office.database.read { tx in
                    try tx.events.about(Subject(.unit, "east")).last?.details["text"]
                } == "F-11 pdf")
        }
    }

    /// Every number of the table opens exactly the complaints it counted.
    @Test(arguments: TestDatabase.engines)
    func theTableAndTheListOfComplaintsAgree(engine: Engine) async throws {
        try await DigestOffice.open(on: engine) { office in
            for (subject, category) in [("鞋底开胶", "质量"), ("缺货", ""), ("褪色", "质量")] {
                _ = try await office.complain(subject, category)
            }
            let month = try #require(Digest.Month("2026-09"))
            try await office.act(DigestOffice.manager) { tx, actor in
                for line in try tx.digests.count("east", month, in: .shanghai) {
                    var query = FigureQuery(from: month.first, to: month.last)
                    query.unit = "east"
                    query.type = "complaint"
                    query.dimension = .category
                    query.key = line.category
                    let scope = try tx.figures.scope(query, for: actor, in: .shanghai)
                    let total = try tx.figures.rows(.complaints, .whole, scope, limit: 10, offset: 0).total
                    #expect(total == line.number, "«\(line.category)»")
                }
                // The units below count too, and the list is that of the digest whoever looks at it.
                try tx.units.add(
                    try Desk.Unit.found(
                        id: "east-shop", code: "east-shop", name: "东区一店", kind: .store, under: "east", handbook: nil))
                try tx.execute("UPDATE service_case SET unit_id = 'east-shop' WHERE subject = '缺货'")
                let digest = try tx.digests.begin("east", month, by: actor).id
                let lines = try tx.digests.count("east", month, in: .shanghai)
                #expect(lines.map(\.number).reduce(0, +) == 3)
                for line in lines {
                    let list = try tx.digests.complaints(digest, of: line.category, for: actor, limit: 10, offset: 0)
                    #expect(list.total == line.number && list.rows.count == line.number, "«\(line.category)»")
                }
                #expect(try tx.digests.complaints(digest, of: nil, for: actor, limit: 10, offset: 0).total == 3)
                let page = DigestPages(view: try tx.digests.view(digest, for: actor), viewer: Self.viewer(tx.now))
                    .content
                #expect(page.description.contains("/digests/\(digest)/complaints"))
            }
        }
    }

    /// MART-27, SOFT-28: the day is summed up once, after midnight, and the supervisor on duty is told.
    @Test(arguments: TestDatabase.engines)
    func theDayIsSummedUpOnceAndSent(engine: Engine) async throws {
        try await DigestOffice.open(on: engine) { office in
            _ = try await office.complain("鞋底开胶", "质量")
            _ = try await office.complain("褪色", "质量")
            office.clock.set(to: Zone.shanghai.instant(Day(2026, 9, 15), .at(0, 10)))
            let told = try await office.database.write { tx in try tx.dayDigests.tell(limit: 50) }
            #expect(told == 1)
            let again = try await office.database.write { tx in try tx.dayDigests.tell(limit: 50) }
            #expect(again == 0)
            let digest = try await office.database.read { tx in
                try tx.dayDigests.find("east", Day(2026, 9, 14))
            }
            #expect(digest?.complaints == 2 && digest?.unresolved == 2 && digest?.enquiries == 0)
            let waiting = try await office.database.read { tx in
                try tx.execute("SELECT payload FROM outbox WHERE kind = 'notice' ORDER BY payload LIMIT 10")
                    .map { try $0.text("payload") }
            }
            #expect(waiting.contains(DigestOffice.supervisor.rawValue))
            let view = try await office.act(DigestOffice.manager) { tx, actor in
                try tx.dayDigests.view("east", Day(2026, 9, 14), for: actor)
            }
            #expect(view.isKept && view.points.count == 2 && view.carried.count == 2)
            // The notice leads to what it tells of.
            let deliveries = RunningChores([.delivery([.notice])], on: office.database)
            try await deliveries.register()
            try await deliveries.runDue()
            let day = try await office.act(DigestOffice.supervisor) { tx, actor in try tx.myDay(of: actor) }
            #expect(day.notices.map(\.label?.url) == ["/digests/day?unit=east&day=2026-09-14"])
        }
    }

    /// MART-27: a headquarters that takes no case of its own tells what came in below it, by the day and by the week, and
    /// says so; what is kept stays as it was counted.
    @Test(arguments: TestDatabase.engines)
    func aHeadquartersCountsWhatCameInBelowIt(engine: Engine) async throws {
        try await DigestOffice.open(on: engine) { office in
            try await office.database.write { tx in
                try tx.found("head", "总部", by: "base")
                try tx.found("south", "华南大区", under: "head", by: nil)
                try tx.execute("UPDATE unit SET parent_id = 'south' WHERE id = 'east'")
                try tx.found("north", "华北大区", under: "head", by: nil)
                let staff = try #require(try tx.staff.find(DigestOffice.director))
                try tx.appointments.add(
                    try Appointment.appoint(
                        id: "appointment-head", staff, to: "executive", in: "head", from: tx.now - .days(1), by: nil))
            }
            _ = try await office.complain("鞋底开胶", "质量")
            _ = try await office.complain("褪色", "质量")
            let (day, week) = (Day(2026, 9, 14), WeekDigest.Week(of: Day(2026, 9, 14)))
            try await office.database.read { tx in
                let found = try tx.dayDigests.count("head", day, in: .shanghai)
                #expect(found.complaints == 2 && found.unresolved == 2 && found.counted == 4)
                #expect(try tx.dayDigests.count("north", day, in: .shanghai).complaints == 0)
                #expect(try tx.dayDigests.count("east", day, in: .shanghai).counted == 1)
                let ranked = try tx.weekDigests.count("head", week, in: .shanghai)
                #expect(ranked.reported == 2 && ranked.counted == 4)
                #expect(ranked.lines[.category]?.map(\.number) == [2])
            }
            let view = try await office.act(DigestOffice.director) { tx, actor in
                try tx.dayDigests.view("head", day, for: actor)
            }
            #expect(view.points.count == 2)
            let page = DayDigestPages(view: view, viewer: office.viewer).content.description
            #expect(page.contains("含下级 3 个单位"))
            try await office.database.write { tx in
                try tx.dayDigests.insert(view.digest)
                #expect(try tx.dayDigests.find("head", day)?.counted == 4)
            }
        }
    }

    /// Who stands in as supervisor and may read no figures is told of a day, opens that day, and no other.
    @Test(arguments: TestDatabase.engines)
    func whoeverWasToldOfADayMayOpenIt(engine: Engine) async throws {
        try await DigestOffice.open(on: engine) { office in
            _ = try await office.complain("鞋底开胶", "质量")
            office.clock.set(to: Zone.shanghai.instant(Day(2026, 9, 15), .at(0, 10)))
            try await office.database.write { tx in
                _ = try tx.dayDigests.tell(limit: 50)
                let event = try #require(try tx.events.about(Subject(.unit, "east")).last { $0.kind == .dayDigestMade })
                try tx.notify([DigestOffice.agent], of: event)
            }
            let deliveries = RunningChores([.delivery([.notice])], on: office.database)
            try await deliveries.register()
            try await deliveries.runDue()
            let view = try await office.act(DigestOffice.agent) { tx, actor in
                try tx.dayDigests.view("east", Day(2026, 9, 14), for: actor)
            }
            #expect(view.digest.complaints == 1 && view.units.map(\.id) == ["east"])
            await #expect(throws: NotAllowed.self) {
                _ = try await office.act(DigestOffice.agent) { tx, actor in
                    try tx.dayDigests.view("east", Day(2026, 9, 13), for: actor)
                }
            }
        }
    }

    /// A unit's day ends at its own midnight: the zone is that of its handbook's calendar.
    @Test(arguments: TestDatabase.engines)
    func eachUnitCountsItsDayInItsOwnZone(engine: Engine) async throws {
        try await DigestOffice.open(on: engine) { office in
            let texts = [
                try PackText(
                    file: "urumqi.yaml",
                    text: """
                        handbook: urumqi
                        extends: base
                        document: {title: 乌鲁木齐手册, number: W-1, version: "1", effective: 2026-01-01}
                        calendar:
                          zone: Asia/Urumqi
                          week: {mon-fri: "10:00-19:00"}
                        """)
            ]
            try await office.database.write { tx in
                let whole = try DigestOffice.shelf.lineage("base") + texts
                let edition = HandbookVersion(
                    id: "version-2", code: "urumqi", title: "手册", number: "W-1", version: "1",
                    effectiveAt: tx.now - .days(30), digest: "digest-office-urumqi",
                    state: .issued(by: nil, at: tx.now - .days(30)))
                try tx.handbooks.insert(edition, texts: whole, by: nil)
                try tx.handbooks.save(edition)
                try tx.units.add(
                    try Desk.Unit.found(
                        id: "far", code: "far", name: "far", kind: .department, under: nil, handbook: "urumqi"))
            }
            _ = try await office.complain("鞋底开胶", "质量")
            let far = try await office.complain("褪色", "质量")
            try await office.database.write { tx in
                try tx.execute("UPDATE service_case SET unit_id = 'far' WHERE id = \(far)")
            }
            func told() async throws -> [String] {
                _ = try await office.database.write { tx in try tx.dayDigests.tell(limit: 50) }
                return try await office.database.read { tx in
                    try tx.execute("SELECT unit_id FROM day_digest WHERE day = '2026-09-14' ORDER BY unit_id LIMIT 10")
                        .map { try $0.text("unit_id") }
                }
            }
            office.clock.set(to: Zone.shanghai.instant(Day(2026, 9, 15), .at(0, 10)))
            #expect(try await told() == ["east"], "in Urumqi it is still ten in the evening")
            office.clock.set(to: Zone.shanghai.instant(Day(2026, 9, 15), .at(2, 10)))
            #expect(try await told() == ["east", "far"])
        }
    }
}

/// A shop with an agent, a manager and a director above it, under the pack of the chain.
struct DigestOffice: Sendable {
    let database: any Database
    let clock: TimeMachine

    static let shelf = PackShelf.ofTheHouse
    static let agent: Staff.ID = "staff-agent"
    static let supervisor: Staff.ID = "staff-supervisor"
    static let manager: Staff.ID = "staff-manager"
    static let director: Staff.ID = "staff-director"

    static func open<T: Sendable>(
        on engine: Engine, pack: String = "base", posts: [Staff.ID: String] = [:],
        _ body: @Sendable (DigestOffice) async throws -> T
    ) async throws -> T {
        let clock = TimeMachine(Zone.shanghai.instant(Day(2026, 9, 14), .at(10, 0)))
        return try await withDatabase(engine, clock: clock, migrations: Schema.migrations) { database in
            try await database.write { tx in
                let texts = try Self.shelf.lineage(pack)
                let edition = HandbookVersion(
                    id: "version-1", code: pack, title: "手册", number: "H-1", version: "1",
                    effectiveAt: tx.now - .days(30), digest: "digest-office-\(pack)",
                    state: .issued(by: nil, at: tx.now - .days(30)))
                try tx.handbooks.insert(edition, texts: texts, by: nil)
                try tx.handbooks.save(edition)
                for unit in ["east", "west"] {
                    try tx.units.add(
                        try Desk.Unit.found(
                            id: Desk.Unit.ID(unit), code: unit, name: unit, kind: .department, under: nil,
                            handbook: pack))
                }
                for (person, post, unit) in [
                    (agent, "agent", "west"), (supervisor, "supervisor", "east"), (manager, "manager", "east"),
                    (director, "executive", "east"),
                ] {
                    let staff = Staff.join(
                        id: person, account: Account(stored: person.rawValue), name: person.rawValue, phone: nil,
                        language: .chinese, password: PasswordHash(encoded: "none"), on: Day(2026, 1, 1))
                    try tx.staff.add(staff)
                    try tx.appointments.add(
                        try Appointment.appoint(
                            id: Appointment.ID("appointment-\(person)"), staff, to: posts[person] ?? post,
                            in: Desk.Unit.ID(unit),
                            from: tx.now - .days(20), by: nil))
                }
            }
            return try await body(DigestOffice(database: database, clock: clock))
        }
    }

    func act<T: Sendable>(
        _ person: Staff.ID, _ body: @Sendable @escaping (Transaction, Actor) throws -> T
    ) async throws -> T {
        try await database.write { tx in try body(tx, tx.actor(person)) }
    }

    func view(_ id: Digest.ID, _ person: Staff.ID) async throws -> DigestView {
        try await database.read { tx in try tx.digests.view(id, for: tx.actor(person)) }
    }

    func complain(_ subject: String, _ category: String) async throws -> Case.ID {
        try await database.write { tx in
            let record = Case(
                id: tx.ids.make(), number: try tx.cases.nextNumber(in: .shanghai), unit: "east", type: .complaint,
                source: .direct, channel: .phone, severity: .ordinary, customer: nil,
                report: Case.Report(subject: subject, content: subject, category: category),
                receivedBy: Self.manager, under: "version-1", at: tx.now)
            try tx.cases.insert(record)
            return record.id
        }
    }

    var viewer: Viewer { DigestTests.viewer(clock.now) }
}

extension DigestTests {
    fileprivate static func viewer(_ now: Instant) -> Viewer {
        Viewer(
            id: "staff-manager", name: "某人", post: "", unit: "", session: "session-1", csrf: "secret", now: now,
            zone: .shanghai, address: "")
    }
}
