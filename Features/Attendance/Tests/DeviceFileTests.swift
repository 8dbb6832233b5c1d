import Database
import Handbook
import Kernel
import Sheets
import Testing
import Testkit

@testable import Desk
@testable import Deskkit

/// Files of clocks on the wall: every row counts or is named, and twice is once, on both engines.
@Suite struct DeviceFileTests {
    private static let wang = RosteredDesk.agent(1)

    private static func enter(
        _ desk: RosteredDesk, _ rows: [DeviceRow], as person: Staff.ID = RosteredDesk.personnel
    ) async throws -> DeviceFile {
        try await desk.act(as: person) { tx, actor in
            try tx.deviceFiles.enter(
                rows, named: "一月.csv", digest: "d", from: "前台", into: RosteredDesk.unit, by: actor)
        }
    }

    @Test(arguments: TestDatabase.engines)
    func everyRowCountsOrIsNamedAndTwiceIsOnce(engine: Engine) async throws {
        try await RosteredDesk.open(engine) { desk in
            desk.clock.set(to: Zone.shanghai.instant(Day(2026, 1, 7), .at(12)))
            let text = """
                考勤机导出
                姓名,打卡时间,状态
                客服1,2026-01-05 08:50:10,上班
                客服1,2026-01-05 08:50:40,上班
                客服1,2026/1/5 21:03,下班
                客服2,2026年1月6日 8时45分,
                客服9,2026-01-05 09:00,上班
                客服2,2036-01-05 09:00,上班
                客服2,2025-01-05 09:00,上班
                客服2,05/01/2026 09:00,上班
                """
            let rows = try DeviceFileReading.read(Array(text.utf8))
            #expect(rows.count == 8 && rows[0].number == 3)
            let file = try await Self.enter(desk, rows)
            #expect(file.rows == 8 && file.taken == 3)
            let problems = try await desk.database.read { tx in try tx.deviceFiles.problems(of: file.id) }
            #expect(
                problems.map { "\($0.number) \($0.problem.rawValue)" } == [
                    "4 twice", "7 nobody", "8 future", "9 too_old", "10 unreadable",
                ])
            let again = try await Self.enter(desk, rows)
            #expect(again.taken == 0, "the same file again takes nothing")
            let clocks = try await desk.database.read { tx in
                try tx.clockEvents.of(Self.wang, between: (tx.now - .days(5))..<tx.now)
            }
            #expect(clocks.map(\.kind) == [.in, .out] && clocks.allSatisfy { $0.source == .device })
            await #expect(throws: NotAllowed.self, "a leader brings no files in") {
                _ = try await Self.enter(desk, rows, as: RosteredDesk.leader)
            }
        }
    }

    /// GAME-103: a finger laid twice over the turn of a minute is one clock, and so is what the web has of it; a clock that
    /// tells no seconds is another one a minute later.
    @Test(arguments: TestDatabase.engines)
    func twoClocksWithinAMinuteAreOneOverTheTurnOfTheMinute(engine: Engine) async throws {
        try await RosteredDesk.open(engine) { desk in
            let today = Day(2026, 1, 5)
            try await desk.shift("s-1", Self.wang, today, inGroup: false)
            desk.clock.set(to: RosteredDesk.hours(today).lowerBound - .seconds(1))
            try await desk.act(as: Self.wang) { tx, actor in try tx.clockEvents.press(.in, by: actor) }
            desk.clock.set(to: Zone.shanghai.instant(Day(2026, 1, 7), .at(12)))
            let text = """
                姓名,打卡时间,状态
                客服1,2026-01-05 09:00:10,
                客服2,2026-01-05 08:59:58,
                客服2,2026-01-05 09:00:01,
                客服2,2026-01-05 09:01,
                """
            let file = try await Self.enter(desk, try DeviceFileReading.read(Array(text.utf8)))
            let problems = try await desk.database.read { tx in try tx.deviceFiles.problems(of: file.id) }
            #expect(problems.map { "\($0.number) \($0.problem.rawValue)" } == ["2 known", "4 twice"])
            #expect(file.taken == 2, "a minute and two seconds later it is another one")
        }
    }

    /// GAME-103: in the night of 14 April 1991 clocks went from two to three: no clock on the wall showed half past two.
    @Test(arguments: TestDatabase.engines)
    func anHourThatClocksJumpedOverIsNamed(engine: Engine) async throws {
        try await RosteredDesk.open(engine) { desk in
            let text = """
                姓名,打卡时间,状态
                客服1,1991-04-14 01:59,
                客服1,1991-04-14 02:30,
                客服1,1991-04-14 03:00,
                """
            let file = try await Self.enter(desk, try DeviceFileReading.read(Array(text.utf8)))
            let problems = try await desk.database.read { tx in try tx.deviceFiles.problems(of: file.id) }
            #expect(
                problems.map { "\($0.number) \($0.problem.rawValue)" } == ["2 too_old", "3 missing_hour", "4 too_old"])
            #expect(file.taken == 0)
        }
    }

    /// GB18030, a table of Excel, several times beside one date, titles above the heading.
    @Test func filesAreReadInTheirManyForms() async throws {
        // 工号,日期,时间 in GB18030.
        let heading: [UInt8] = [0xB9, 0xA4, 0xBA, 0xC5, 0x2C, 0xC8, 0xD5, 0xC6, 0xDA, 0x2C, 0xCA, 0xB1, 0xBC, 0xE4]
        let rows = try DeviceFileReading.read(heading + Array("\nwangfang,2026-01-05,08:50 12:01 21:02\n".utf8))
        #expect(rows.map { $0.time?.time.description ?? "" } == ["08:50", "12:01", "21:02"])
        let bytes = try await SheetWriter.bytes { writer in
            try writer.begin("打卡", [SheetColumn("姓名"), SheetColumn("打卡时间"), SheetColumn("方向")])
            try writer.write([.text("王芳"), .text("2026-01-05 08:50"), .text("进")])
        }
        let one = try DeviceFileReading.read(bytes)
        #expect(one.map(\.person) == ["王芳"] && one.first?.kind == .in && one.first?.time?.time == .at(8, 50))
        #expect(throws: DeviceFile.Refusal.noColumns) {
            try DeviceFileReading.read(Array("甲,乙\n1,2\n".utf8))
        }
        #expect(throws: DeviceFile.Refusal.empty) { try DeviceFileReading.read(Array("姓名,打卡时间\n".utf8)) }
    }
}
