import Foundation
import Mathematics
import Testing

/// The formulas against published figures and against an independent table.
@Suite struct ErlangTests {
    /// 100 calls in half an hour, three minutes each: 10 erlangs (pyworkforce README; CRAN ErlangC README).
    private let hundred = CallLoad(calls: 100, interval: 1800, handling: 180)

    @Test func theWorkedExampleNeedsFourteenAgents() throws {
        let target = StaffingTarget(share: 0.8, within: 20, highestOccupancy: 0.85, shrinkage: 0.3)
        let staffing = try #require(Staffing(hundred, target: target))
        #expect(staffing.agents == 14 && staffing.positions == 20)
        #expect(abs(staffing.figures.serviceLevel - 0.8883500191794669) < 1e-12)
        #expect(abs(staffing.figures.occupancy - 0.7142857142857143) < 1e-12)
        #expect(abs(staffing.figures.waitProbability - 0.1741319335950498) < 1e-12)
        #expect(abs(staffing.figures.averageWait - 7.83593701177724) < 1e-9)
    }

    /// Thirteen agents answer 79.56 % in time: the boundary that a rounded 80 % would cross.
    @Test(arguments: [
        (11, 0.6821182, 122.78, 0.3896), (12, 0.449388, 40.445, 0.640158), (13, 0.285270, 17.116, 0.795595),
        (15, 0.102042, 3.674, 0.941453),
    ])
    func neighboursOfTheExample(agents: Int, waiting: Double, wait: Double, level: Double) throws {
        let figures = try #require(Erlang.patient(hundred, agents: agents, within: 20))
        #expect(abs(figures.waitProbability - waiting) < 1e-6)
        #expect(abs(figures.averageWait - wait) < 6e-3)
        #expect(abs(figures.serviceLevel - level) < 6e-5)
    }

    @Test func agentsWhoCannotKeepUpHaveNoAverageWait() {
        #expect(Erlang.patient(hundred, agents: 10, within: 20) == nil)
        #expect(Erlang.patient(hundred, agents: 0, within: 20) == nil)
    }

    @Test(arguments: [(5, 8), (10, 14), (20, 24), (50, 56), (100, 107)])
    func eightyInTwenty(erlangs: Int, agents: Int) {
        let load = CallLoad(calls: Double(erlangs), interval: 180, handling: 180)
        #expect(Staffing(load, target: StaffingTarget(share: 0.8, within: 20))?.agents == agents)
    }

    @Test func thirtySixtyCallsOfFourMinutes() throws {
        let load = CallLoad(calls: 360, interval: 1800, handling: 240)
        let figures = try #require(Erlang.patient(load, agents: 55, within: 15))
        #expect(abs(figures.waitProbability - 0.238701) < 1e-6)
        #expect(abs(figures.averageWait - 8.184) < 1e-3)
        #expect(abs(figures.serviceLevel - 0.845883) < 1e-6)
        let other = CallLoad(calls: 240, interval: 1800, handling: 240)
        #expect(Staffing(other, target: StaffingTarget(share: 0.8, within: 20))?.agents == 37)
    }

    @Test(arguments: [(10, 0.214582), (12, 0.119739), (15, 0.036497), (18, 0.007142), (20, 0.001869)])
    func tenErlangsOnSoManyLines(agents: Int, lost: Double) {
        #expect(abs(Erlang.lost(erlangs: 10, agents: agents) - lost) < 1e-6)
    }

    /// Garnett, Mandelbaum and Reiman (2002): 48 calls a minute, one minute each, 50 agents.
    @Test func impatienceShortensTheWaitOfTheOthers() throws {
        let load = CallLoad(calls: 48, interval: 60, handling: 60)
        let patient = try #require(Erlang.patient(load, agents: 50, within: 58.14))
        #expect(abs(patient.averageWait - 20.834) < 1e-3 && abs(patient.queue - 16.67) < 1e-2)
        #expect(abs(patient.serviceLevel - 0.9) < 1e-3, "58.1 s is the 90th percentile")
        let impatient = Erlang.impatient(load, agents: 50, within: 20, patience: 120)
        #expect(abs(impatient.abandonment - 0.03091) < 1e-5)
        #expect(abs(impatient.averageWait - 3.709) < 1e-3)
        #expect(abs(impatient.queue - 2.968) < 1e-3)
        #expect(abs(impatient.occupancy - 0.9303) < 1e-4)
    }

    /// pyworkforce, docs/guide/erlanga.md: raw 13, positions 19.
    @Test func patienceOfFiveMinutesSavesAnAgent() throws {
        let target = StaffingTarget(
            share: 0.8, within: 20, highestOccupancy: 0.85, patience: 300, highestAbandonment: 0.05, shrinkage: 0.3)
        let staffing = try #require(Staffing(hundred, target: target))
        #expect(staffing.agents == 13 && staffing.positions == 19)
        let figures = staffing.figures
        #expect(abs(figures.abandonment - 0.02496) < 1e-5)
        #expect(abs(figures.waitProbability - 0.2258) < 1e-4)
        #expect(abs(figures.occupancy - 0.75003) < 1e-5)
        #expect(abs(figures.averageWait - 7.489) < 1e-3)
        #expect(abs(figures.serviceLevel - 0.858) < 1e-3, "those who hung up were not answered: \(figures)")
    }

    @Test(arguments: [(60.0, 14, 0.03032, 0.1115, 1.819), (180.0, 12, 0.05309, 0.3032, 9.556)])
    func otherPatience(patience: Double, agents: Int, abandoned: Double, waiting: Double, wait: Double) {
        let figures = Erlang.impatient(hundred, agents: agents, within: 20, patience: patience)
        #expect(abs(figures.abandonment - abandoned) < 1e-5)
        #expect(abs(figures.waitProbability - waiting) < 5e-5)
        #expect(abs(figures.averageWait - wait) < 1e-3)
    }

    /// The chain that ends when everybody is patient is Erlang C.
    @Test(arguments: [11, 12, 14, 20]) func endlessPatienceIsErlangC(agents: Int) throws {
        let patient = try #require(Erlang.patient(hundred, agents: agents, within: 20))
        let nearly = Erlang.impatient(hundred, agents: agents, within: 20, patience: 1e9)
        #expect(abs(patient.serviceLevel - nearly.serviceLevel) < 1e-5)
        #expect(abs(patient.averageWait - nearly.averageWait) < 1e-2)
        #expect(nearly.abandonment < 1e-6)
    }

    /// What comes in goes out: who is not answered has hung up, and the busy agents do the work of those answered.
    @Test(arguments: [1, 5, 10, 30, 900], [5.0, 60, 600]) func nobodyIsLost(agents: Int, patience: Double) {
        for calls in [1.0, 100, 7000] {
            let load = CallLoad(calls: calls, interval: 1800, handling: 180)
            let figures = Erlang.impatient(load, agents: agents, within: 1e7, patience: patience)
            #expect(abs(figures.serviceLevel + figures.abandonment - 1) < 1e-9)
            #expect(abs(figures.occupancy * Double(agents) - load.erlangs * (1 - figures.abandonment)) < 1e-6)
        }
    }

    @Test func nobodyCallsAndNobodyIsThere() {
        let silence = CallLoad(calls: 0, interval: 1800, handling: 180)
        #expect(Staffing(silence, target: StaffingTarget(share: 0.8, within: 20))?.agents == 1)
        #expect(Erlang.impatient(hundred, agents: 0, within: 20, patience: 60).abandonment == 1)
    }

    private static let table = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("../../../shared/data/erlang-reference/erlang_table_open.csv")

    /// 45 rows that were computed elsewhere with thirty digits (`erlang-reference`), to 1e-9 of each.
    @Test(.enabled(if: FileManager.default.fileExists(atPath: table.path), "../shared/data/erlang-reference is absent"))
    func theReferenceTable() throws {
        let rows = try String(contentsOf: Self.table, encoding: .utf8).split(whereSeparator: \.isNewline).dropFirst()
        #expect(rows.count == 45)
        for row in rows {
            let cells = row.split(separator: ",").compactMap { Double($0) }
            let (erlangs, agents) = (cells[0], Int(cells[1]))
            let load = CallLoad(calls: erlangs, interval: 180, handling: 180)
            let figures = try #require(Erlang.patient(load, agents: agents, within: 20))
            let found = [
                Erlang.lost(erlangs: erlangs, agents: agents), figures.waitProbability, figures.serviceLevel,
                figures.averageWait, figures.occupancy,
            ]
            for (value, expected) in zip(found, cells.dropFirst(2)) {
                #expect(abs(value - expected) <= 1e-9 * max(1, abs(expected)), "\(row)")
            }
        }
    }
}
