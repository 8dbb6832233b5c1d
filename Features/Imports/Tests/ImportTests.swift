import CZip
import Database
import Foundation
import Handbook
import Hummingbird
import Kernel
import Testing
import Testkit

@testable import Desk
@testable import Sheets

/// Cases that come from another system (issue 3, item 9; the clauses hold on this path as on any: GEN1-01, GAME-86).
@Suite struct ImportTests {
    static let heading = "编号,留言主题,留言详情,诉求,客户姓名,电话,渠道,受理时间,办结时间,处理结果"

    static func file(_ lines: String...) -> [UInt8] { Array(([heading] + lines).joined(separator: "\r\n").utf8) }

    static let good = "L-1,羽绒服变形,洗后结块,退货,李秀英,138 0013 8000,来电,2025/12/1 9:30,,"
    static let past = "L-2,发错尺码,线上订单发错,换货,王强,02112345678,微信,2019-03-01,2019-03-08 17:00,已换货"

    @Test(arguments: TestDatabase.engines)
    func aFileGoesFromUploadToTheRegister(engine: Engine) async throws {
        try await ImportHouse.open(engine) { house in
            var record = try await house.upload(Self.file(Self.good, Self.past))
            #expect(record.state == .read)
            #expect(record.rows == 2)
            #expect(record.missing.isEmpty)
            try await house.work()
            record = try await house.load(record.id)
            let said = try await house.problems(record)
            #expect(said == [])
            #expect(record.state == .previewed)
            let page = try await house.get("/imports/\(record.id)", as: ImportHouse.manager)
            #expect(page.text.contains("2 行全部可以导入。"))

            let started = try await house.post(
                "/imports/\(record.id)/start", "mode=good-rows-only&existing=update", as: ImportHouse.manager)
            #expect(started.status == .seeOther)
            try await house.work()
            record = try await house.load(record.id)
            #expect(record.state == .finished)
            #expect(record.progress.brought == 2)

            let cases = try await house.database.read { tx in
                try tx.execute("SELECT id FROM service_case ORDER BY number LIMIT 10")
                    .map { try tx.cases.require($0.id("id")) }
            }
            let zone = Zone.shanghai
            try #require(cases.count == 2)
            #expect(cases.map(\.report.subject) == ["羽绒服变形", "发错尺码"])
            #expect(cases[0].state == .registered || !cases[0].state.isOver)
            #expect(cases[0].reportedAt == zone.instant(Day(2025, 12, 1), .at(9, 30)))
            #expect(cases[0].channel == .phone && cases[1].channel == .chat)
            #expect(cases[1].state == .archived)
            #expect(cases[1].archive?.at == zone.instant(Day(2019, 3, 8), .at(17, 0)))
            #expect(cases[1].solution == "已换货")
            let owed = try await house.database.read { tx in
                try cases.map { try tx.obligations.all(of: $0.subject) }
            }
            // Clocks start now, not in December; history owes nothing and is in no rate.
            #expect(owed[0].allSatisfy { $0.startedAt == house.clock.now && $0.breachedAt == nil })
            #expect(owed[0].contains { $0.state == .open })
            #expect(owed[1].isEmpty)
            let events = try await house.database.read { tx in
                try cases.map { try tx.events.about($0.subject).map(\.kind) }
            }
            #expect(events == [[.caseReported], [.caseImported]])
            let customer = try #require(cases[0].customer)
            let known = try await house.database.read { tx in try tx.customers.find(customer) }
            #expect(known?.phone == PhoneNumber(typed: "13800138000"))
        }
    }

    @Test(arguments: TestDatabase.engines)
    func everyProblemIsToldByRowAndColumnAtOnce(engine: Engine) async throws {
        try await ImportHouse.open(engine) { house in
            let record = try await house.upload(
                Self.file(
                    "L-0,,洗后结块,退货,李秀英,12,鸽子,明天,,",
                    "L-2,\(String(repeating: "长", count: 81)),内容,,王强,13800138000,电话,2999-01-01,,",
                    "L-3,无诉求,内容,,,13800138000,电话,2025-12-01,2025-11-01,好",
                    Self.good, Self.good, "L-9,a\u{0}b,内容,退货,王强,13800138000,电话,,,",
                    "L-10,刚结的,内容,退货,王强,13800138000,电话,2025-12-20,2025-12-22,已退"))
            try await house.work()
            let problems = try await house.problems(record)
            for expected in [
                "2 subject 此列必填。", "2 phone “12”不是电话号码，应为 5 到 15 位数字。",
                "2 reported_at “明天”不是日期时间，请写作 2026-01-05 10:30。", "3 subject 有 81 字，最多 80 字。",
                "3 reported_at “2999-01-01”晚于现在。", "4 completed_at 办结时间早于受理时间。",
                "6 external_number 与第 5 行的外部编号相同。", "7 subject 含有无法显示的字符 U+0000，请删去后重新上传。",
            ] { #expect(problems.contains(expected), "\(expected)") }
            #expect(problems.contains { $0.hasPrefix("2 channel “鸽子”不是可填的值，可填：电话、") })
            // Reported under our handbook and closed since: it must show what the handbook asks before a close.
            #expect(problems.contains { $0.hasPrefix("8 - §") })
            // Registration asks for the demand (GEN1-01).
            #expect(problems.contains { $0.hasPrefix("3 - §2.3") && $0.contains("诉求") })

            let page = try await house.get("/imports/\(record.id)", as: ImportHouse.manager)
            #expect(page.text.contains("1 行可以导入，6 行有问题。"))
            let refused = try await house.post(
                "/imports/\(record.id)/start", "mode=all-or-nothing&existing=update", as: ImportHouse.manager)
            #expect(refused.status == .conflict)
            #expect(refused.text.contains("有 6 行有问题"))

            _ = try await house.post(
                "/imports/\(record.id)/start", "mode=good-rows-only&existing=update", as: ImportHouse.manager)
            try await house.work()
            #expect(try await house.load(record.id).progress.brought == 1)
            let csv = try await house.get("/imports/\(record.id)/failures.csv", as: ImportHouse.manager)
            let rows = try SheetRows.of(Array(csv.body.readableBytesView))
            #expect(rows.count == 7)
            #expect(rows[0].last == "未导入原因")
            #expect(rows[2][1].count == 81, "nothing is lost")
            let sheet = try await house.get("/imports/\(record.id)/failures.xlsx", as: ImportHouse.manager)
            #expect(try SheetRows.of(Array(sheet.body.readableBytesView)).count == 7)
        }
    }

    @Test(arguments: TestDatabase.engines)
    func theSameNumberUpdatesAndIsNotDoubled(engine: Engine) async throws {
        try await ImportHouse.open(engine) { house in
            func bring(_ file: [UInt8], source: String, existing: String, mode: String = "good-rows-only") async throws
                -> Import.Progress
            {
                let record = try await house.upload(file, source: source)
                try await house.work()
                _ = try await house.post(
                    "/imports/\(record.id)/start", "mode=\(mode)&existing=\(existing)", as: ImportHouse.manager)
                try await house.work()
                let done = try await house.load(record.id)
                let said = try await house.problems(record)
                #expect(done.state == .finished, "\(said)")
                return done.progress
            }
            let changed = Self.file("L-1,羽绒服变形（二次）,洗后结块,退货,李秀英,138 0013 8000,来电,2025/12/1 9:30,,")
            #expect(try await bring(Self.file(Self.good), source: "甲", existing: "update").brought == 1)
            #expect(try await bring(changed, source: "甲", existing: "skip").skipped == 1)
            #expect(try await bring(changed, source: "甲", existing: "update").updated == 1)
            #expect(try await bring(changed, source: "甲", existing: "update").skipped == 1, "nothing differs")
            let again = Self.file("L-1,羽绒服变形（三次）,洗后结块,退货,李秀英,138 0013 8000,来电,,,", Self.past)
            let whole = try await bring(again, source: "甲", existing: "update", mode: "all-or-nothing")
            #expect(whole.updated == 1 && whole.brought == 1)
            #expect(try await bring(Self.file(Self.good), source: "乙", existing: "update").brought == 1)
            #expect(try await house.count("service_case") == 3)
            #expect(try await house.count("service_case WHERE subject = '羽绒服变形（三次）'") == 1)
            #expect(try await house.count("external_number") == 3)
            #expect(try await house.count("event WHERE kind = 'case.amended'") == 2)
            #expect(try await house.count("staged_case") == 0)
        }
    }

    /// 700 rows in four chunks: nothing is seen before the publication, everything after it, and clocks follow.
    @Test(arguments: TestDatabase.engines)
    func allOrNothingAppearsAtOneInstant(engine: Engine) async throws {
        try await ImportHouse.open(engine) { house in
            let lines = (1...700).map { "N-\($0),第 \($0) 件,内容,退货,客户\($0),13800138000,电话,,," }
            let record = try await house.upload(Array(([Self.heading] + lines).joined(separator: "\n").utf8))
            try await house.work()
            _ = try await house.post(
                "/imports/\(record.id)/start", "mode=all-or-nothing&existing=update", as: ImportHouse.manager)
            var seen: Set<Int> = []
            for _ in 0..<100 {
                let more = try await house.database.write { tx in try tx.imports.runNext() != .nothing }
                seen.insert(try await house.count("service_case"))
                if !more { break }
            }
            #expect(seen == [0, 700])
            #expect(try await house.load(record.id).state == .finished)
            #expect(try await house.count("event WHERE kind = 'case.reported'") == 700)
            #expect(try await house.count("obligation WHERE state = 'open'") >= 700)
            #expect(try await house.count("service_case WHERE customer_id IS NULL") == 0)
            #expect(try await house.count("staged_case") == 0)
            #expect(try await house.count("external_number") == 700)
        }
    }

    @Test(arguments: TestDatabase.engines)
    func cancellingLeavesAStatedState(engine: Engine) async throws {
        try await ImportHouse.open(engine) { house in
            let lines = (1...700).map { "N-\($0),第 \($0) 件,内容,退货,客户\($0),13800138000,电话,,," }
            let file = Array(([Self.heading] + lines).joined(separator: "\n").utf8)
            for (mode, kept) in [("good-rows-only", 400), ("all-or-nothing", 0)] {
                let record = try await house.upload(file, source: mode)
                try await house.work()
                _ = try await house.post(
                    "/imports/\(record.id)/start", "mode=\(mode)&existing=update", as: ImportHouse.manager)
                let before = try await house.count("service_case")
                for _ in 0..<2 { _ = try await house.database.write { tx in try tx.imports.runNext() } }
                let cancelled = try await house.post("/imports/\(record.id)/cancellation", as: ImportHouse.manager)
                #expect(cancelled.status == .seeOther)
                try await house.work()
                #expect(try await house.count("service_case") == before + kept)
                let page = try await house.get("/imports/\(record.id)", as: ImportHouse.manager)
                #expect(page.text.contains(kept > 0 ? "已导入的 400 行保留" : "没有导入任何一行"))
                let csv = try await house.get("/imports/\(record.id)/failures.csv", as: ImportHouse.manager)
                #expect(try SheetRows.of(Array(csv.body.readableBytesView)).count == 700 - kept + 1)
                while try await house.database.write({ tx in try tx.imports.clearNext() }) {}
                #expect(try await house.count("staged_case") == 0)
                let again = try await house.post("/imports/\(record.id)/cancellation", as: ImportHouse.manager)
                #expect(again.status == .conflict)
            }
        }
    }

    @Test(arguments: TestDatabase.engines)
    func twoImportsShareTheHouse(engine: Engine) async throws {
        try await ImportHouse.open(engine) { house in
            let lines = (1...450).map { "N-\($0),第 \($0) 件,内容,退货,客户\($0),13800138000,电话,,," }
            let file = Array(([Self.heading] + lines).joined(separator: "\n").utf8)
            let one = try await house.upload(file, source: "甲")
            let two = try await house.upload(file, source: "甲")
            try await house.work()
            for record in [one, two] {
                _ = try await house.post(
                    "/imports/\(record.id)/start", "mode=good-rows-only&existing=skip", as: ImportHouse.manager)
            }
            // Two nodes at once, kept apart by the timetable.
            let nodes = [
                RunningChores(Chore.imports, on: house.database), RunningChores(Chore.imports, on: house.database),
            ]
            try await nodes[0].register()
            async let left = nodes[0].runDue()
            async let right = nodes[1].runDue()
            _ = try await (left, right)
            try await house.work()
            let progress = try await [house.load(one.id), house.load(two.id)].map(\.progress)
            #expect(progress.map(\.brought).reduce(0, +) == 450)
            #expect(progress.map { $0.brought + $0.skipped + $0.refused } == [450, 450])
            #expect(try await house.count("service_case") == 450)
        }
    }

    @Test(arguments: TestDatabase.engines)
    func othersHaveNoSuchImport(engine: Engine) async throws {
        try await ImportHouse.open(engine) { house in
            let record = try await house.upload(Self.file(Self.good))
            #expect(try await house.get("/imports", as: ImportHouse.agent).status == .forbidden)
            #expect(try await house.get("/imports/new", as: ImportHouse.agent).status == .forbidden)
            let sent = try await house.send(
                Self.file(Self.good), named: "a.csv", kind: "cases", source: "x", as: ImportHouse.agent)
            #expect(sent.status == .forbidden)
            for path in ["", "/failures.csv", "/failures.xlsx"] {
                #expect(try await house.get("/imports/\(record.id)\(path)", as: ImportHouse.agent).status == .notFound)
                #expect(try await house.get("/imports/nobody\(path)", as: ImportHouse.manager).status == .notFound)
            }
            for path in ["mapping", "start", "cancellation"] {
                let response = try await house.post(
                    "/imports/\(record.id)/\(path)", "mode=good-rows-only&existing=skip", as: ImportHouse.agent)
                #expect(response.status == .notFound)
            }
            #expect(try await house.get("/imports/templates/cases", as: ImportHouse.agent).status == .notFound)
        }
    }

    @Test func hostileFilesAreToldWhyOnTheirPage() async throws {
        try await ImportHouse.open(.sqlite) { house in
            for (bytes, said) in [
                (Array("%PDF-1.7 x".utf8), "这不是表格文件"), ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1], "旧版 xls"),
                ([0x50, 0x4B, 0x03, 0x04, 0x00], "文件已损坏"), (Array("编号,主题\n".utf8), "只有标题行"),
                (Array(String(repeating: "列,", count: 10_000).utf8) + Array("尾\n1,2".utf8), "有 10001 列，最多 200 列"),
                (Array("编号,留言主题\n1,\"没有收尾\n".utf8), "第 2 行的引号没有配对"),
                // 中文 in UTF-8, then 中文 in GB18030.
                (
                    Array("编号,留言主题\n1,中文\n2,".utf8) + [0xD6, 0xD0, 0xCE, 0xC4, 0x0A],
                    "文件里混有两种编码：第 1 行是 UTF-8，第 3 行不是"
                ),
                (
                    try TestPack.workbook("<row r=\"1\"><c r=\"NTP1\" t=\"str\"><v>x</v></c></row>"),
                    "有 10000 列，最多 200 列"
                ),
                (
                    try TestPack.workbook(
                        "<row><c t=\"str\"><v>\(String(repeating: "0", count: 40 << 20))</v></c></row>"),
                    "解压后超过"
                ),
                (try TestPack.gzip(String(repeating: "主题,内容\n", count: 4_000_000)), "解压后超过"),
                (try TestPack.gzip("编号,留言主题\n1,x").dropLast(9) + [], "文件已损坏"),
            ] {
                let record = try await house.upload(bytes)
                #expect(record.state == .failed)
                let page = try await house.get("/imports/\(record.id)", as: ImportHouse.manager)
                #expect(page.text.contains(said), "\(said)")
            }
            let missing = try await house.send([], named: "", kind: "birds", source: "", as: ImportHouse.manager)
            #expect(missing.status == .unprocessableContent)
            #expect(missing.text.contains("请选择文件。"))
        }
    }

    /// 5 MB in one field, rare characters, right-to-left: told or taken, and given back whole.
    @Test func strangeTextIsNeitherLostNorMarkup() async throws {
        try await ImportHouse.open(.sqlite) { house in
            let long = String(repeating: "长", count: 1_700_000)
            let record = try await house.upload(
                Self.file(
                    "S-1,𠮷野家 䶮 👨‍👩‍👧 مرحبا,<script>alert(1)</script>,退货,李秀英,13800138000,电话,,,",
                    "S-2,很长,\(long),退货,李秀英,13800138000,电话,,,", "S-3,=1+1,@SUM(A1),-2+3,+李,13800138000,电话,,,"))
            try await house.work()
            #expect(try await house.load(record.id).reason == nil)
            #expect(try await house.problems(record) == ["3 content 有 1700000 字，最多 4000 字。"])
            let page = try await house.get("/imports/\(record.id)", as: ImportHouse.manager)
            #expect(!page.text.contains("<script>alert"))
            #expect(page.text.contains("𠮷野家 䶮"))
            _ = try await house.post(
                "/imports/\(record.id)/start", "mode=good-rows-only&existing=update", as: ImportHouse.manager)
            try await house.work()
            #expect(try await house.count("service_case WHERE subject = '=1+1' AND demand = '-2+3'") == 1)
            let csv = try await house.get("/imports/\(record.id)/failures.csv", as: ImportHouse.manager)
            let rows = try SheetRows.of(Array(csv.body.readableBytesView))
            try #require(rows.count == 2)
            #expect(rows[1][2] == long)
        }
    }

    /// The page of an import as a reviewer should see it whole: looked through, under way, over.
    @Test func thePageOfAnImportReadsLikeThis() async throws {
        try await ImportHouse.open(.sqlite) { house in
            let record = try await house.upload(
                Self.file(Self.good, "L-3,没有诉求,内容,,王强,13900139000,来电,,,", "L-4,号码不对,内容,退货,赵敏,十二,来电,,,"))
            func look(_ name: String) async throws {
                let page = try await house.get("/imports/\(record.id)", as: ImportHouse.manager)
                let text = page.text
                let body = text.firstRange(of: "<div id=\"import\"").map { String(text[$0.lowerBound...]) } ?? text
                let main = body.firstRange(of: "</main>").map { String(body[..<$0.lowerBound]) } ?? body
                golden(
                    main.replacing(record.id.rawValue, with: "ID").replacing("><", with: ">\n<"), named: name)
            }
            try await house.work()
            try await look("import-previewed")
            _ = try await house.post(
                "/imports/\(record.id)/start", "mode=good-rows-only&existing=update", as: ImportHouse.manager)
            try await look("import-running")
            try await house.work()
            try await look("import-finished")
        }
    }

    @Test func columnsAssignedByHandAreRemembered() async throws {
        try await ImportHouse.open(.sqlite) { house in
            let file = Array("什么事,找谁,要啥,咋说的\n坏了,张三,修好,打不开\n".utf8)
            var record = try await house.upload(file)
            #expect(record.missing == ["subject"])
            try await house.work()
            let page = try await house.get("/imports/\(record.id)", as: ImportHouse.manager)
            #expect(page.text.contains("须先指定：主题。"))
            let twice = try await house.post(
                "/imports/\(record.id)/mapping", "c-subject=0&c-content=0&f-phone=1", as: ImportHouse.manager)
            #expect(twice.status == .unprocessableContent)
            let mapped = try await house.post(
                "/imports/\(record.id)/mapping",
                "c-subject=0&c-complainant=1&c-demand=2&c-content=3&f-phone=13800138000&f-channel=phone",
                as: ImportHouse.manager)
            #expect(mapped.status == .seeOther)
            try await house.work()
            record = try await house.load(record.id)
            let said = try await house.problems(record)
            #expect(record.state == .previewed && record.progress.bad == 0, "\(said)")
            #expect(try await house.upload(file).missing.isEmpty)
        }
    }

    @Test func theTemplateIsUnderstoodWhenItComesBack() async throws {
        try await ImportHouse.open(.sqlite) { house in
            for kind in Import.Kind.allCases {
                let template = try await house.get("/imports/templates/\(kind.rawValue)", as: ImportHouse.manager)
                let bytes = Array(template.body.readableBytesView)
                let heading = try SheetRows.of(bytes)[0]
                #expect(heading == kind.fields.map(\.word.chinese))
                #expect(Mapping.recognised(heading, for: kind) == kind.fields.count)
                #expect(try await house.upload(bytes, named: "模板.xlsx", kind: kind).state == .failed, "no rows yet")
            }
        }
    }

    @Test(arguments: TestDatabase.engines)
    func customersComeInAndAreCorrected(engine: Engine) async throws {
        try await ImportHouse.open(engine) { house in
            for (name, outcome) in [("李秀英", "brought"), ("李秀瑛", "updated")] {
                let file = Array("客户编号,姓名,手机,会员号\nK-1,\(name),138-0013-8000,M-1\nK-2,王强,,\n".utf8)
                let record = try await house.upload(file, kind: .customers, source: "会员系统")
                try await house.work()
                _ = try await house.post(
                    "/imports/\(record.id)/start", "mode=all-or-nothing&existing=update", as: ImportHouse.manager)
                try await house.work()
                let done = try await house.load(record.id)
                #expect(done.state == .finished)
                #expect(outcome == "brought" ? done.progress.brought == 2 : done.progress.updated == 1)
            }
            #expect(try await house.count("customer") == 2)
            #expect(try await house.count("customer WHERE name = '李秀瑛' AND phone = '13800138000'") == 1)
        }
    }
}

enum SheetRows {
    static func of(_ bytes: [UInt8]) throws -> [[String]] {
        var rows: [[String]] = []
        try SheetFile(bytes, notes: ["填写说明"]).rows { rows.append($0.cells) }
        return rows
    }
}

/// Files that are packed, hostile ones among them.
enum TestPack {
    static func gzip(_ text: String) throws -> [UInt8] {
        let folder = FileManager.default.temporaryDirectory
        let path = folder.appending(path: "pack-\(UInt64.random(in: 0 ... .max)).csv").path
        defer { try? FileManager.default.removeItem(atPath: path + ".gz") }
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/gzip")
        process.arguments = [path]
        try process.run()
        process.waitUntilExit()
        return [UInt8](try Data(contentsOf: URL(fileURLWithPath: path + ".gz")))
    }

    /// A workbook of one sheet with these rows.
    static func workbook(_ rows: String) throws -> [UInt8] {
        let path = FileManager.default.temporaryDirectory
            .appending(path: "book-\(UInt64.random(in: 0 ... .max)).xlsx").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        let parts = [
            ("xl/workbook.xml", "<workbook xmlns:r=\"r\"><sheets><sheet name=\"数据\" r:id=\"r1\"/></sheets></workbook>"),
            (
                "xl/_rels/workbook.xml.rels",
                "<Relationships><Relationship Id=\"r1\" Target=\"worksheets/sheet1.xml\"/></Relationships>"
            ),
            ("xl/worksheets/sheet1.xml", "<worksheet><sheetData>\(rows)</sheetData></worksheet>"),
        ]
        var error: Int32 = 0
        let archive = try #require(zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, &error))
        var kept: [UnsafeMutableBufferPointer<UInt8>] = []
        defer { for content in kept { content.deallocate() } }
        for (name, text) in parts {
            let bytes = Array(text.utf8)
            let content = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: bytes.count)
            _ = content.initialize(from: bytes)
            kept.append(content)
            let source = zip_source_buffer(archive, content.baseAddress, zip_uint64_t(bytes.count), 0)
            #expect(zip_file_add(archive, name, source, zip_flags_t(ZIP_FL_ENC_UTF_8)) >= 0)
        }
        #expect(zip_close(archive) == 0)
        return [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
    }
}
