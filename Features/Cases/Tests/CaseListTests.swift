import Database
import Handbook
import Hummingbird
import Kernel
import Testing
import Testkit

@testable import Desk
@testable import Web

/// How a case is found again.
@Suite struct CaseListTests {
    @Test(arguments: TestDatabase.engines)
    func aCaseIsFoundByNumberSubjectProductAndTelephone(engine: Engine) async throws {
        try await TestDesk.open(on: engine) { desk in
            let number = try await desk.act(as: desk.agent) { [intake = desk.intake()] tx, actor in
                try tx.cases.register(intake, by: actor).number
            }
            for (typed, isFound) in [
                (number, true), ("变形", true), ("羽绒服", true), ("羽绒服 变形", true), ("13800138000", true),
                ("138 0013 8000", true), ("8000", true), ("退货", true), ("羽绒服 退货", true), ("缩水", false),
                ("羽绒服 缩水", false), ("8001", false), ("", true),
            ] {
                let lines = try await desk.database.read { tx in
                    try tx.caseLists.page(
                        CaseFilter(view: .open, search: typed),
                        for: CaseReader(staff: desk.agent, reach: .all, zone: .shanghai), limit: 10)
                }
                #expect(lines.map(\.number) == (isFound ? [number] : []), "«\(typed)»")
            }
        }
    }

    @Test(arguments: TestDatabase.engines)
    func nobodySeesCasesBeyondTheirReach(engine: Engine) async throws {
        try await TestDesk.open(on: engine) { desk in
            try await desk.act(as: desk.agent) { [intake = desk.intake()] tx, actor in
                _ = try tx.cases.register(intake, by: actor)
            }
            let seen = try await desk.database.read { tx in
                try [UnitReach.own, .some(["unit-elsewhere"]), .nothing].map { reach in
                    try tx.caseLists.totals(
                        CaseFilter(view: .open), for: CaseReader(staff: "staff-stranger", reach: reach, zone: .shanghai)
                    ).count
                }
            }
            #expect(seen == [0, 0, 0])
        }
    }
}

/// Filters, pages and totals say the same about the same cases.
@Suite struct CaseFilterTests {
    @Test func aFilterPrintsToAnAddressAndComesBackTheSame() throws {
        var filter = CaseFilter(view: .all, search: "羽绒服 & 变形=?", order: .oldest)
        filter.types = [.complaint, .repair]
        filter.states = [.awaitingCustomer]
        filter.severities = [.major]
        filter.grades = [.key]
        filter.channels = [.hotline12345]
        filter.sources = [.internal]
        filter.units = ["unit-main"]
        filter.handlers = [.me, .nobody, .staff("staff-7")]
        filter.receivers = [.staff("staff-8")]
        filter.category = "服务态度"
        filter.product = "𠮷牌羽绒服"
        filter.customer = "customer-1"
        filter.reportedFrom = .days(7)
        filter.reportedTo = .day(Day(2026, 11, 25))
        filter.dueBefore = .days(0)
        filter.breached = "3.2"
        #expect(CaseFilter(try FormData(urlEncoded: filter.query.utf8)) == filter)
        #expect(Set(filter.fields) == Set(CaseFilter.Field.allCases))
        #expect(filter.bare == CaseFilter(view: .all, order: .oldest))
        for field in filter.fields { #expect(!filter.without(field).fields.contains(field)) }
    }

    @Test func anAddressFromAnotherWorldIsAWideListAndNoError() throws {
        let query =
            "view=everything&type=x&state=&severity=grave&from=yesterday&due=99999d&handler=&sort=colour&type=repair"
        #expect(CaseFilter(try FormData(urlEncoded: query.utf8)) == CaseFilter(types: [.repair]))
        let long = String(repeating: "%E9%95%BF", count: 5000)
        #expect(CaseFilter(try FormData(urlEncoded: "q=\(long)".utf8)).search.count == CaseFilter.longestText)
        #expect(CaseCursor("12.") == nil)
        #expect(CaseCursor("x.case-1") == nil)
        #expect(CaseCursor("-3.case-1")?.text == "-3.case-1")
    }

    @Test(arguments: TestDatabase.engines)
    func eachFilterShowsItsCasesAndTheirTotal(engine: Engine) async throws {
        try await TestDesk.open(on: engine) { desk in
            let cases = try await Self.fill(desk)
            let agent = desk.agent
            let expected: [(CaseFilter, Int)] = [
                (CaseFilter(), 12), (CaseFilter(types: [.enquiry]), 6), (CaseFilter(severities: [.major]), 4),
                (CaseFilter(channels: [.web, .phone]), 12), (CaseFilter(channels: [.web]), 3),
                (CaseFilter(types: [.complaint], severities: [.major]), 2), (CaseFilter(category: "尺码款式"), 4),
                (CaseFilter(view: .all, category: "尺码款式"), 4), (CaseFilter(view: .all, product: "围巾"), 6),
                (CaseFilter(product: "围巾"), 6), (CaseFilter(handlers: [.me]), 12), (CaseFilter(handlers: [.nobody]), 0),
                (CaseFilter(view: .all, handlers: [.me]), 12), (CaseFilter(view: .all, receivers: [.staff(agent)]), 12),
                (CaseFilter(units: [desk.unit]), 12), (CaseFilter(view: .all, units: [desk.unit]), 12),
                (CaseFilter(view: .all, units: ["unit-elsewhere"]), 0), (CaseFilter(states: [.registered]), 6),
                (CaseFilter(view: .all, states: [.withdrawn]), 0), (CaseFilter(view: .archived), 0),
                (CaseFilter(reportedFrom: .days(0)), 12), (CaseFilter(reportedTo: .days(1)), 0),
                (CaseFilter(view: .all, search: "围巾"), 6), (CaseFilter(sources: [.direct]), 12),
                (CaseFilter(dueBefore: .days(30)), 12), (CaseFilter(breached: "9.9"), 0),
            ]
            try await desk.database.read { tx in
                let reader = CaseReader(staff: agent, reach: .all, zone: .shanghai)
                for (filter, count) in expected {
                    let lines = try tx.caseLists.page(filter, for: reader, limit: 50)
                    #expect(lines.count == count, "\(filter.query)")
                    #expect(try tx.caseLists.totals(filter, for: reader).count == count, "\(filter.query)")
                    #expect(try tx.caseLists.count(filter, for: reader) == count, "\(filter.query)")
                    #expect(Set(lines.map(\.id)).isSubset(of: Set(cases)))
                }
                let totals = try tx.caseLists.totals(CaseFilter(), for: reader)
                #expect(totals.bySeverity == [.serious: 4, .major: 4])
            }
        }
    }

    @Test(arguments: TestDatabase.engines)
    func pagesFromPlaceToPlaceAreThePagesByNumberInBothDirections(engine: Engine) async throws {
        try await TestDesk.open(on: engine) { desk in
            _ = try await Self.fill(desk)
            try await desk.database.read { tx in
                let reader = CaseReader(staff: desk.agent, reach: .all, zone: .shanghai)
                for order in CaseFilter.Order.allCases {
                    for view in [CaseFilter.View.open, .all] {
                        let filter = CaseFilter(view: view, order: order)
                        let all = try tx.caseLists.page(filter, for: reader, limit: 100).map(\.id)
                        #expect(all.count == 12)
                        var walked: [Case.ID] = []
                        var place: CaseCursor?
                        var pages: [[CaseLine]] = []
                        while true {
                            let page = try tx.caseLists.page(filter, for: reader, from: place, limit: 5)
                            guard let last = page.last else { break }
                            walked += page.map(\.id)
                            pages.append(page)
                            place = CaseCursor(key: filter.key(of: last), id: last.id)
                        }
                        #expect(walked == all, "\(filter.query)")
                        let first = try #require(pages[2].first)
                        let back = try tx.caseLists.page(
                            filter, for: reader,
                            from: CaseCursor(key: filter.key(of: first), id: first.id, isBackward: true),
                            limit: 5)
                        #expect(back == pages[1], "\(filter.query)")
                        let middle = try tx.caseLists.neighbours(of: all[5], in: filter, for: reader)
                        #expect(middle.previous == all[4] && middle.next == all[6])
                        let ends = try tx.caseLists.neighbours(of: all[0], in: filter, for: reader)
                        #expect(ends.previous == nil && ends.next == all[1])
                    }
                }
            }
        }
    }

    @Test(arguments: TestDatabase.engines)
    func theListShowsChipsThatCanBeTakenAwayAndPagesThatKeepThem(engine: Engine) async throws {
        try await CaseHouse.open(on: engine) { house, desk in
            _ = try await Self.fill(desk)
            let page = try await house.get(
                "/cases?view=open&type=enquiry&category=%E5%B0%BA%E7%A0%81%E6%AC%BE%E5%BC%8F", as: desk.agent)
            #expect(page.text.contains("类型：咨询"))
            #expect(page.text.contains("类别：尺码款式"))
            #expect(page.text.contains("href=\"/cases?type=enquiry&amp;view=open\""), "without the category")
            #expect(page.text.contains("共 2 件"))
            let none = try await house.get("/cases?view=all&state=withdrawn", as: desk.agent)
            #expect(none.text.contains("没有符合筛选的工单"))
            let before = desk.clock.now.milliseconds
            #expect(try await house.get("/cases/arrivals?view=open&since=\(before)", as: desk.agent).text.isEmpty)
            desk.clock.advance(by: .minutes(1))
            try await desk.act(as: desk.agent) { [intake = desk.intake()] tx, actor in
                _ = try tx.cases.register(intake, by: actor)
            }
            #expect(
                try await house.get("/cases/arrivals?view=open&since=\(before)", as: desk.agent).text == "1 条新工单")
            #expect(
                try await house.get("/cases/arrivals?type=repair&since=\(before)", as: desk.agent).text.isEmpty,
                "what the filter would not show is not announced")
        }
    }

    /// Twelve cases, a minute apart: every second one an enquiry about a scarf, every third of another severity.
    static func fill(_ desk: TestDesk) async throws -> [Case.ID] {
        var ids: [Case.ID] = []
        for index in 0..<12 {
            desk.clock.advance(by: .minutes(1))
            let intake = desk.intake { intake in
                intake.type = index.isMultiple(of: 2) ? .complaint : .enquiry
                intake.severity = Severity.allCases[index % 3]
                intake.channel = index.isMultiple(of: 4) ? .web : .phone
                intake.report.category = index.isMultiple(of: 3) ? "尺码款式" : "商品质量"
                if !index.isMultiple(of: 2) {
                    intake.report.product = "围巾"
                    intake.report.subject = "围巾怎么洗"
                }
            }
            ids.append(try await desk.act(as: desk.agent) { tx, actor in try tx.cases.register(intake, by: actor).id })
        }
        return ids
    }
}
