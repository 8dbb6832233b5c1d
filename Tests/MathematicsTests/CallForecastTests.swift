import Foundation
import Kernel
import Mathematics
import Testing
import Testkit

@Suite struct CallForecastTests {
    /// Ten weeks: Mondays bring 200 calls, other weekdays 100, weekends 40, two thirds of them in the morning.
    private func weeks(growth: Double = 1) -> [CallForecast.CallDay] {
        (0..<70).map { place in
            let day = Day(2026, 6, 1).advanced(by: place)
            let base = day.weekday == .monday ? 200.0 : day.weekday.rawValue <= 5 ? 100 : 40
            let total = base * pow(growth, Double(place) / 7)
            return CallForecast.CallDay(day, calls: [total * 2 / 3, total / 3])
        }
    }

    @Test func aMondayFollowsTheMondays() throws {
        let forecast = CallForecast(history: weeks())
        let monday = try #require(forecast.expected(on: Day(2026, 8, 10)))
        #expect(
            abs(monday.calls[0] - 400.0 / 3) < 1e-6 && abs(monday.calls[1] - 200.0 / 3) < 1e-6 && monday.basis == 10)
        let saturday = try #require(forecast.expected(on: Day(2026, 8, 15)))
        #expect(abs(saturday.calls.reduce(0, +) - 40) < 1e-6)
    }

    @Test func oneDayOfTroubleDoesNotMoveTheNext() throws {
        var history = weeks()
        history[63].calls = [5000, 9000]
        let monday = try #require(CallForecast(history: history).expected(on: Day(2026, 8, 10)))
        #expect(abs(monday.calls.reduce(0, +) - 200) < 20, "\(monday)")
    }

    @Test func whatIsNearerCountsMore() throws {
        let monday = try #require(CallForecast(history: weeks(growth: 1.05)).expected(on: Day(2026, 8, 10)))
        let growth = (0..<10).map { week in 200 * pow(1.05, Double(week)) }
        let (average, last) = (growth.reduce(0, +) / 10, growth[9])
        #expect(monday.calls.reduce(0, +) > average && monday.calls.reduce(0, +) < last)
    }

    /// A holiday is forecast from holidays, a make-up Sunday from make-up days, and neither touches an ordinary Friday.
    @Test func holidaysAndMakeUpDaysStandApart() throws {
        var history = weeks()
        let holiday = Day(2026, 6, 19)
        let makeUp = Day(2026, 6, 28)
        for place in history.indices {
            if history[place].day == holiday { history[place] = .init(holiday, .holiday, calls: [5, 15]) }
            if history[place].day == makeUp { history[place] = .init(makeUp, .makeUpDay, calls: [60, 60]) }
        }
        let forecast = CallForecast(history: history)
        let friday = try #require(forecast.expected(on: Day(2026, 8, 14)))
        #expect(abs(friday.calls.reduce(0, +) - 100) < 1e-6 && friday.basis == 9)
        let festival = try #require(forecast.expected(on: Day(2026, 9, 25), .holiday))
        #expect(abs(festival.calls[1] - 3 * festival.calls[0]) < 1e-6, "its own shape")
        #expect((15...30).contains(festival.calls.reduce(0, +)), "\(festival)")
        let sunday = try #require(forecast.expected(on: Day(2026, 9, 20), .makeUpDay))
        #expect(sunday.calls.reduce(0, +) > 90, "as on a working day, not as on a Sunday: \(sunday)")
    }

    @Test func nothingIsSaidOfWhatNeverWas() {
        #expect(CallForecast(history: weeks()).expected(on: Day(2026, 10, 1), .holiday) == nil)
        #expect(CallForecast(history: []).expected(on: Day(2026, 10, 1)) == nil)
        #expect(CallForecast(history: []).measured(weeks: 4) == nil)
    }

    @Test func aRegularPastIsForecastWithoutError() throws {
        let error = try #require(CallForecast(history: weeks()).measured(weeks: 4))
        #expect(error.days == 28 && error.ofIntervals < 1e-9 && abs(error.bias) < 1e-9)
    }

    private static let bank = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("../../../shared/data/bank-calls-5min/bank_calls.csv.gz")

    /// A real bank, 83 weekdays: eight weeks held out in turn are missed by 6.3 % of their calls by half hour, 5.1 % by day.
    @Test(.enabled(if: FileManager.default.fileExists(atPath: bank.path), "../shared/data/bank-calls-5min is absent"))
    func theErrorOnABankIsMeasured() throws {
        let unpack = Process()
        let pipe = Pipe()
        unpack.executableURL = URL(fileURLWithPath: "/bin/gzip")
        unpack.arguments = ["-dc", Self.bank.path]
        unpack.standardOutput = pipe
        try unpack.run()
        let text = String(decoding: try pipe.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        var days: [Day: [Double]] = [:]
        for line in text.split(separator: "\n").dropFirst() {
            let cells = line.split(separator: ",")
            guard let day = Day(iso: cells[0].prefix(10)), let hour = Int(cells[0].dropFirst(11).prefix(2)),
                let minute = Int(cells[0].dropFirst(14).prefix(2)), let calls = Double(cells[1])
            else { continue }
            days[day, default: Array(repeating: 0, count: 29)][(hour * 60 + minute - 420) / 30] += calls
        }
        #expect(days.count == 83)
        let forecast = CallForecast(history: days.map { CallForecast.CallDay($0.key, calls: $0.value) })
        let error = try #require(forecast.measured(weeks: 8))
        #expect(abs(error.ofIntervals - 0.0626) < 0.002 && abs(error.ofDays - 0.0505) < 0.002, "\(error)")
        #expect(abs(error.bias) < 0.01)
    }
}
