import Database
import Foundation
import Handbook
import Hummingbird
import Kernel
import Logging
import Testing
import Testkit

@testable import Desk
@testable import Sheets
@testable import Web

/// Lists leave the house with a reason, within a limit, with a mark, and are written down (GAME-24, F-171).
@Suite struct ExportTests {
    @Test(arguments: TestDatabase.engines)
    func aListIsTakenOutMaskedMarkedAndWrittenDown(engine: Engine) async throws {
        try await ExportHouse.open(engine) { house in
            try await house.register(3, content: "=1+1")
            let form = try await house.get("/exports/new?list=cases&query=view%3Dopen", as: ExportHouse.supervisor)
            #expect(form.text.contains("共 3 行"))
            #expect(form.text.contains("一次可导出 500 行，无须审批"))
            let silent = try await house.post(
                "/exports", "list=cases&query=view%3Dopen&column=number&reason=", as: ExportHouse.supervisor)
            #expect(silent.status == .unprocessableContent)

            let export = try await house.ask(columns: [
                "number", "subject", "customer", "phone", "content", "reported_at",
            ])
            #expect(export.rows == 3)
            try await house.work()
            let sheet = try await house.get("/exports/\(export.id)/file.xlsx", as: ExportHouse.supervisor)
            #expect(sheet.status == .ok)
            let bytes = Array(sheet.body.readableBytesView)
            let rows = try SheetFile.all(bytes)
            #expect(rows.count == 4)
            #expect(rows[0] == ["工单号", "主题", "客户", "电话", "内容", "受理时间"])
            #expect(rows[1][2] == "李**" && rows[1][3] == "138****8000" && rows[1][4] == "=1+1")
            #expect(rows[1][5].hasPrefix("2026-01-05 "))
            let printed = try SheetFile.part(of: bytes, "xl/worksheets/sheet1.xml")
            #expect(printed.contains("导出号 X-1") && printed.contains("客服主管甲") && !printed.contains("<f>"))
            #expect(try SheetFile.part(of: bytes, "docProps/core.xml").contains("导出号 X-1"))

            let text = try await house.get("/exports/\(export.id)/file.csv", as: ExportHouse.supervisor)
            #expect(text.text.contains("'=1+1"))
            #expect(text.text.contains("# 导出号 X-1 · 客服主管甲"))
            let log = try await house.get("/exports", as: ExportHouse.supervisor)
            #expect(log.text.contains("月度复盘") && log.text.contains("csv") && log.text.contains("xlsx"))
            let kinds = try await house.events(of: export)
            #expect(kinds == [.exportRequested, .exportProduced, .exportDownloaded, .exportDownloaded])
        }
    }

    @Test(arguments: TestDatabase.engines)
    func aboveTheLimitAnotherPersonDecides(engine: Engine) async throws {
        try await ExportHouse.open(engine) { house in
            try await house.register(501)
            let export = try await house.ask()
            #expect(export.state == .asked)
            try await house.work()
            #expect(
                try await house.get("/exports/\(export.id)/file.xlsx", as: ExportHouse.supervisor).status == .conflict)
            let own = try await house.post(
                "/exports/\(export.id)/decision", "decision=approved", as: ExportHouse.supervisor)
            #expect(own.status == .forbidden)
            #expect(own.text.contains("不能批准自己的导出申请"))
            let silent = try await house.post(
                "/exports/\(export.id)/decision", "decision=declined&text=", as: ExportHouse.manager)
            #expect(silent.status == .unprocessableContent)
            let page = try await house.get("/exports", as: ExportHouse.manager)
            #expect(page.text.contains("待批准") && page.text.contains("月度复盘"))
            let approved = try await house.post(
                "/exports/\(export.id)/decision", "decision=approved&text=ok", as: ExportHouse.manager)
            #expect(approved.status == .seeOther)
            let again = try await house.post(
                "/exports/\(export.id)/decision", "decision=declined&text=no", as: ExportHouse.manager)
            #expect(again.status == .conflict)
            try await house.work()
            let text = try await house.get("/exports/\(export.id)/file.csv", as: ExportHouse.supervisor)
            #expect(try SheetFile.all(Array(text.body.readableBytesView)).count == 503)
            // Only whoever asked fetches it, the approver too does not.
            #expect(try await house.get("/exports/\(export.id)/file.csv", as: ExportHouse.manager).status == .forbidden)
        }
    }

    /// Many small exports are one large one: the limit of a post is counted over a day.
    @Test(arguments: TestDatabase.engines)
    func theLimitIsCountedOverADay(engine: Engine) async throws {
        try await ExportHouse.open(engine) { house in
            try await house.register(300)
            #expect(try await house.ask().state != .asked, "within the limit of 500 rows")
            #expect(try await house.ask().state == .asked, "600 rows in one day are for another to allow")
            house.clock.advance(by: .hours(25))
            #expect(try await house.ask().state != .asked)
        }
    }

    @Test(arguments: TestDatabase.engines)
    func personalDataInFullIsAlwaysAllowedByAnother(engine: Engine) async throws {
        try await ExportHouse.open(engine) { house in
            try await house.register(1)
            let export = try await house.ask(columns: ["customer", "phone"], reveals: true)
            #expect(export.state == .asked)
            _ = try await house.post(
                "/exports/\(export.id)/decision", "decision=approved", as: ExportHouse.manager)
            try await house.work()
            let text = try await house.get("/exports/\(export.id)/file.csv", as: ExportHouse.supervisor)
            #expect(text.text.contains("李秀英,13800138000"))
            #expect(try await house.events(of: export).contains(.personalDataRevealed))
        }
    }

    @Test(arguments: TestDatabase.engines)
    func afterItsDaysItIsDestroyedAndTheLogStays(engine: Engine) async throws {
        try await ExportHouse.open(engine) { house in
            try await house.register(2)
            let export = try await house.ask()
            try await house.work()
            house.clock.advance(by: .days(Export.keptDays) + .seconds(1))
            try await house.work()
            #expect(
                try await house.get("/exports/\(export.id)/file.csv", as: ExportHouse.supervisor).status == .conflict)
            #expect(try await house.database.read { tx in try tx.execute("SELECT 1 AS one FROM export_chunk") }.isEmpty)
            #expect(try await house.get("/exports", as: ExportHouse.supervisor).text.contains("已销毁"))
            #expect(try await house.events(of: export).last == .exportDestroyed)
        }
    }

    @Test(arguments: TestDatabase.engines)
    func othersHaveNoSuchExportAndNoSuchRight(engine: Engine) async throws {
        try await ExportHouse.open(engine) { house in
            try await house.register(1)
            let export = try await house.ask()
            try await house.work()
            #expect(try await house.get("/exports", as: ExportHouse.agent).status == .forbidden)
            #expect(try await house.get("/exports/new?list=cases", as: ExportHouse.agent).status == .forbidden)
            #expect(try await house.get("/exports/new?list=events", as: ExportHouse.supervisor).status == .forbidden)
            #expect(try await house.get("/exports/new?list=birds", as: ExportHouse.supervisor).status == .notFound)
            let asked = try await house.post(
                "/exports", "list=cases&column=number&reason=%E6%9C%88%E5%BA%A6%E5%A4%8D%E7%9B%98",
                as: ExportHouse.agent)
            #expect(asked.status == .forbidden)
            for path in ["file.csv", "file.xlsx"] {
                #expect(try await house.get("/exports/\(export.id)/\(path)", as: ExportHouse.agent).status == .notFound)
                #expect(try await house.get("/exports/nothing/\(path)", as: ExportHouse.supervisor).status == .notFound)
            }
            let decided = try await house.post(
                "/exports/\(export.id)/decision", "decision=approved", as: ExportHouse.agent)
            #expect(decided.status == .notFound)
        }
    }

    /// Every list there is, by somebody who may see it all.
    @Test(arguments: TestDatabase.engines)
    func everyListGoesOut(engine: Engine) async throws {
        try await ExportHouse.open(engine) { house in
            try await house.register(2)
            // A slip for one of them; the other is archived, so that there is something in the library.
            try await house.database.write { tx in
                let ids: [Case.ID] = try tx.execute("SELECT id FROM service_case ORDER BY id LIMIT 2").map {
                    try $0.id("id")
                }
                _ = try tx.slips.send(
                    SlipOrder(
                        kind: .supervision, department: "物流部", receiver: ExportHouse.agent, matter: "取回退货",
                        level: .ordinary, needBy: tx.now + .days(1)), on: ids[0],
                    by: tx.actor(ExportHouse.supervisor))
                try tx.execute(
                    """
                    UPDATE service_case SET state = 'archived', archive_number = 'A2026-00001', evaluation = '妥当',
                        lesson = '先查批次', archived_at = \(tx.now), archived_by = \(ExportHouse.supervisor)
                    WHERE id = \(ids[1])
                    """
                )
                try ExportHouse.furnish(tx, cases: ids)
            }
            for list in ExportList.all {
                let export = try await house.ask(
                    list.code, query: list.code == "found" ? "q=羽绒服" : "", columns: list.columns.map(\.code),
                    as: ExportHouse.everything,
                    mayBeEmpty: true)
                guard let export else {
                    #expect(list.code == "exceptions", "\(list.code) is empty")
                    continue
                }
                try await house.work()
                let text = try await house.get("/exports/\(export.id)/file.csv", as: ExportHouse.everything)
                let rows = try SheetFile.all(Array(text.body.readableBytesView))
                #expect(rows.count == export.rows + 2, "\(list.code)")
                #expect(rows[0] == list.columns.map(\.word.chinese))
            }
        }
    }

    @Test func theFormAsAGoldenPage() async throws {
        try await ExportHouse.open(.sqlite) { house in
            try await house.register(1)
            let page = try await house.get("/exports/new?list=customers&query=", as: ExportHouse.supervisor).text
            let main = page.firstRange(of: "<main").map { String(page[$0.lowerBound...]) } ?? page
            let end = main.firstRange(of: "</main>").map { String(main[..<$0.upperBound]) } ?? main
            golden(end.replacing("><", with: ">\n<"), named: "export-form")
        }
    }
}

/// The lists of the desk: what is in their cells.
@Suite struct ExportDeskTests {
    @Test(arguments: TestDatabase.engines)
    func linesCalendarsFiguresAndWhatWasFound(engine: Engine) async throws {
        try await ExportHouse.open(engine) { house in
            try await house.register(3)
            try await house.database.write { tx in
                let ids: [Case.ID] = try tx.execute("SELECT id FROM service_case ORDER BY id LIMIT 3").map {
                    try $0.id("id")
                }
                try ExportHouse.furnish(tx, cases: ids)
            }
            func sheet(_ list: ExportList, _ query: String = "") async throws -> [[String]] {
                let export = try #require(
                    try await house.ask(
                        list.code, query: query, columns: list.columns.map(\.code), as: ExportHouse.everything,
                        mayBeEmpty: false))
                try await house.work()
                let text = try await house.get("/exports/\(export.id)/file.csv", as: ExportHouse.everything)
                return try SheetFile.all(Array(text.body.readableBytesView)).dropLast()
            }
            let lines = try await sheet(.lines)
            #expect(lines[1].contains("投诉") && lines[1].contains("粤语 2") && lines[1].contains("轮流"))
            let calendars = try await sheet(.calendars)
            #expect(calendars[1].contains { $0.contains("09:00-12:00") } && calendars[1].contains("Asia/Shanghai"))
            let figures = try await sheet(.figures)
            #expect(figures.count == Figure.allCases.count + 1)
            #expect(figures.contains { $0.first == "受理量" && $0[3] == "3" } || figures[1][3] == "3", "\(figures[1])")
            let found = try await sheet(.found, "q=羽绒服")
            #expect(found.count == 4 && found[1..<4].allSatisfy { $0.contains { $0.contains("羽绒服") } })
            #expect(Set(found[1..<4].map { $0[2] }) == ["羽绒服 1", "羽绒服 2", "羽绒服 3"])
        }
    }
}
