import Database
import Handbook
import Hummingbird
import Kernel
import Testing
import Testkit

@testable import Desk

/// Whose rights an import has, and what it may not do to others.
@Suite struct ImportRightsTests {
    /// The manager of one shop.
    static let shopkeeper: Staff.ID = "staff-shopkeeper"

    /// What the manager of all has uploaded, started by the manager of one shop, is brought in with the rights of that
    /// one: the rows of other units are refused, and the events say whose act it was.
    @Test(arguments: TestDatabase.engines)
    func anImportRunsWithTheRightsOfWhoStartsIt(engine: Engine) async throws {
        try await ImportHouse.open(engine) { house in
            try await house.appointShopkeeper()
            let heading = "编号,部门,留言主题,留言详情,诉求,客户姓名,电话,渠道"
            let file = [
                heading, "L-1,南京路店,羽绒服变形,洗后结块,退货,李秀英,13800138000,来电", "L-2,客服部,发错尺码,发错,换货,王强,13900139000,来电",
            ].joined(separator: "\n")
            var record = try await house.upload(
                Array(file.utf8), source: "甲", unit: "unit-shop", as: ImportHouse.manager)
            try await house.work()
            record = try await house.load(record.id)
            #expect(record.state == .previewed && record.progress.bad == 0 && record.runsAs == ImportHouse.manager)
            let started = try await house.post(
                "/imports/\(record.id)/start", "mode=good-rows-only&existing=update", as: Self.shopkeeper)
            #expect(started.status == .seeOther)
            try await house.work()
            record = try await house.load(record.id)
            #expect(record.state == .finished && record.progress.brought == 1 && record.progress.refused == 1)
            let subject = record.subject
            let (units, people) = try await house.database.read { tx in
                (
                    try tx.execute("SELECT unit_id FROM service_case ORDER BY id LIMIT 10").map {
                        try $0.text("unit_id")
                    },
                    try tx.events.about(subject).map(\.actor)
                )
            }
            #expect(units == ["unit-shop"] && Set(people) == [Self.shopkeeper])

            // Assigned anew by another, it is looked through with that one's rights too: nothing is shown as good that
            // they could not bring in.
            let uploaded = try await house.upload(
                Array(file.utf8), source: "乙", unit: "unit-shop", as: ImportHouse.manager)
            try await house.database.write { tx in
                try tx.imports.map(uploaded.id, uploaded.mapping, by: tx.actor(Self.shopkeeper))
            }
            try await house.work()
            let other = try await house.load(uploaded.id)
            #expect(other.runsAs == Self.shopkeeper && other.progress.bad == 1)

            // Whoever has lost the right meanwhile starts nothing, though it was they who uploaded it.
            let own = try await house.upload(
                Array(file.utf8), source: "丙", unit: "unit-shop", as: Self.shopkeeper)
            try await house.work()
            try await house.database.write { tx in
                try tx.execute("UPDATE appointment SET unit_id = 'unit-other' WHERE staff_id = \(Self.shopkeeper)")
            }
            let refused = try await house.post(
                "/imports/\(own.id)/start", "mode=good-rows-only&existing=update", as: Self.shopkeeper)
            #expect(refused.status == .forbidden)
            #expect(try await house.load(own.id).state == .previewed)
        }
    }

    /// Fifty uploads whose columns nobody assigns stand in nobody's way.
    @Test(arguments: TestDatabase.engines)
    func uploadsThatWaitForAPersonDoNotStandBeforeOthers(engine: Engine) async throws {
        try await ImportHouse.open(engine) { house in
            let unmapped = try await house.upload(Array("甲列,乙列\n1,2".utf8))
            #expect(!unmapped.missing.isEmpty)
            try await house.database.write { tx in
                for number in 1...60 {
                    let copy = Import(
                        id: tx.ids.make(), number: Int64(1000 + number), kind: .cases, unit: "unit-main", source: "旧",
                        file: unmapped.file, by: ImportHouse.supervisor, at: tx.now)
                    try tx.imports.insert(copy)
                    try tx.imports.keep([SheetRow(number: 2, cells: ["1", "2"])], of: copy.id, as: 0)
                    try tx.imports.finishReading(copy.id, unmapped.sheet, rows: 1, chunks: 1)
                }
            }
            house.clock.advance(by: .minutes(1))
            let record = try await house.upload(ImportTests.file(ImportTests.good))
            try await house.work()
            #expect(try await house.load(record.id).state == .previewed)
            let waiting = try await house.database.read { tx in try tx.imports.waiting(.read) }
            #expect(waiting == nil, "what waits for a person is no work of ours")
        }
    }

    /// One person has twenty at once, and is told what to do; the typed form is kept.
    @Test(arguments: TestDatabase.engines)
    func onePersonsUploadsAreBounded(engine: Engine) async throws {
        try await ImportHouse.open(engine) { house in
            try await house.database.write { tx in
                for number in 1...Import.mostOpenOfOne {
                    try tx.imports.insert(
                        Import(
                            id: tx.ids.make(), number: Int64(1000 + number), kind: .cases, unit: "unit-main",
                            source: "旧", file: .init(name: "a.csv", size: 1, digest: ""), by: ImportHouse.manager,
                            at: tx.now))
                }
            }
            let refused = try await house.send(
                ImportTests.file(ImportTests.good), named: "a.csv", kind: "cases", source: "旧系统",
                as: ImportHouse.manager)
            #expect(refused.status == .conflict)
            #expect(refused.text.contains("您已有 20 个没有结束的导入") && refused.text.contains("旧系统"))
        }
    }

    /// What nobody starts lapses after a fortnight, and its rows, which are people's names and numbers, are cleared.
    @Test(arguments: TestDatabase.engines)
    func whatNobodyStartsLapsesAndItsRowsGo(engine: Engine) async throws {
        try await ImportHouse.open(engine) { house in
            let record = try await house.upload(ImportTests.file(ImportTests.good))
            try await house.work()
            house.clock.advance(by: .days(13))
            try await house.tidy()
            #expect(try await house.load(record.id).state == .previewed)
            house.clock.advance(by: .days(2))
            try await house.tidy()
            let page = try await house.get("/imports/\(record.id)", as: ImportHouse.manager)
            #expect(page.text.contains("14 天没有人继续") && !page.text.contains("/retry"))
            house.clock.advance(by: .days(3))
            try await house.tidy()
            #expect(try await house.count("import_chunk") == 0)
        }
    }

    /// A step that goes wrong by our fault is tried five times and told to the log; others have their turn meanwhile;
    /// then the import has failed with a sentence, and goes on where it stood once somebody has it tried again.
    @Test(arguments: TestDatabase.engines)
    func aStepThatGoesWrongIsTriedFiveTimesAndSaysSo(engine: Engine) async throws {
        try await ImportHouse.open(engine) { house in
            let lines = (1...300).map { "N-\($0),第 \($0) 件,内容,退货,客户\($0),13800138000,电话,,," }
            let file = Array(([ImportTests.heading] + lines).joined(separator: "\n").utf8)
            let record = try await house.upload(file, source: "坏")
            try await house.work()
            _ = try await house.post(
                "/imports/\(record.id)/start", "mode=all-or-nothing&existing=update", as: ImportHouse.manager)
            let body = try await house.database.write { tx in
                let body = try tx.execute(
                    "SELECT body FROM import_chunk WHERE import_id = \(record.id) AND number = 1"
                ).first?.text("body")
                try tx.execute("UPDATE import_chunk SET body = '?' WHERE import_id = \(record.id) AND number = 1")
                return body
            }
            house.clock.advance(by: .seconds(1))
            let other = try await house.upload(ImportTests.file(ImportTests.good), source: "好")
            var stumbled = 0
            for _ in 0..<20 {
                _ = try await house.database.write { tx in try tx.imports.checkNext() }
                let work = try await house.database.write { tx in try tx.imports.runNext() }
                if case .stumbled = work { stumbled += 1 }
                house.clock.advance(by: .milliseconds(200))
            }
            #expect(stumbled == Import.mostStumbles)
            #expect(try await house.load(other.id).state == .previewed, "the others have their turn")
            var failed = try await house.load(record.id)
            #expect(failed.state == .failed && failed.isFaulty)
            #expect(try await house.count("service_case") == 0)
            try await house.tidy()
            #expect(try await house.count("staged_case") == 200, "where it stood is kept")
            let page = try await house.get("/imports/\(record.id)", as: ImportHouse.manager)
            #expect(page.text.contains("连续 5 次出错") && page.text.contains("/imports/\(record.id)/retry"))

            #expect(try await house.post("/imports/\(record.id)/retry", as: ImportHouse.agent).status == .notFound)
            try await house.database.write { tx in
                try tx.execute(
                    "UPDATE import_chunk SET body = \(body) WHERE import_id = \(record.id) AND number = 1")
            }
            #expect(try await house.post("/imports/\(record.id)/retry", as: ImportHouse.manager).status == .seeOther)
            try await house.work()
            failed = try await house.load(record.id)
            #expect(failed.state == .finished && failed.progress.brought == 300)
            #expect(try await house.post("/imports/\(record.id)/retry", as: ImportHouse.manager).status == .conflict)
        }
    }
}

extension ImportHouse {
    fileprivate func appointShopkeeper() async throws {
        try await database.write { tx in
            let person = Staff.join(
                id: ImportRightsTests.shopkeeper, account: Account(stored: "shopkeeper"), name: "店长甲", phone: nil,
                language: .chinese, password: PasswordHash(encoded: "none"), on: Day(2026, 1, 1))
            try tx.staff.add(person)
            try tx.units.add(
                .init(
                    id: "unit-other", code: "other", name: "外滩店", kind: .store, parent: "unit-main", handbook: nil))
            try tx.appointments.add(
                try Appointment.appoint(
                    id: "appointment-shopkeeper", person, to: "manager", in: "unit-shop", from: tx.now - .days(20),
                    by: nil))
            try tx.acknowledgements.insert(Acknowledgement(version: "version-1", staff: person.id, at: tx.now))
        }
    }

    fileprivate func tidy() async throws {
        try await database.write { tx in try tx.imports.giveUpAbandoned() }
        while try await database.write({ tx in try tx.imports.clearNext() }) {}
    }
}
