import Handbook
import Kernel
import Testing

@testable import Desk

/// Forty real incidents that are always at hand, with answers computed apart from this code.
struct ServiceNowSampleTests {
    private func figures(_ span: String) throws -> Rehearsal.Report.ClauseFigures {
        try Stage.figures(.complete(span), Array(serviceNowSample.utf8))
    }

    @Test(arguments: [("48h", "22/8/10"), ("24h", "17/13/10"), ("18bh", "25/5/10"), ("48bh", "28/2/10")])
    func theIncidentsAreResolvedAsFarAsTheAnswersSay(span: String, answer: String) throws {
        #expect(try figures(span).glance == answer)
    }

    @Test func theirTimesAreThoseOfTheAnswers() throws {
        func rounded(_ elapsed: Rehearsal.Report.Elapsed) -> [Double] {
            [
                elapsed.p25, elapsed.median, elapsed.p75, elapsed.p90, elapsed.p95, elapsed.mean, elapsed.least,
                elapsed.most,
            ]
            .map { (($0 ?? -1) * 1e6).rounded() / 1e6 } + [(elapsed.sum * 1e6).rounded() / 1e6]
        }
        #expect(
            try rounded(figures("48h").elapsed) == [
                2.9375, 16.166667, 49.854167, 118.126667, 151.228333, 39.507222, 0, 194.783333, 1185.216667,
            ])
        #expect(
            try rounded(figures("48bh").elapsed) == [
                1.45, 6.925, 18, 27.286667, 41.728333, 12.063333, 0, 56.783333, 361.9,
            ])
    }

    @Test func theirWaitsAreThoseOfTheAnswers() throws {
        let log = try Rehearsal(handbook: Stage.handbook([.complete("48h")])).run(Array(serviceNowSample.utf8)).log
        #expect(log.records == 40)
        #expect(log.pausedRecords == 14)
        #expect((log.pausedHours * 1e6).rounded() / 1e6 == 2755.033333)
    }
}
