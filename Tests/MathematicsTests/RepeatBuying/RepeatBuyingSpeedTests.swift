import Mathematics
import Testing

/// The times that issue 6 asks for, in optimised builds (`swift test -c release -Xswiftc -enable-testing`).
@Suite(.serialized, .enabled(if: !_isDebugAssertConfiguration(), "times are measured in release builds only"))
struct RepeatBuyingSpeedTests {
    /// As many customers as the record shop had in all, and a million over two years by day; sorted and fitted.
    @Test(arguments: [(23_570, 273, 85, 0.1), (1_000_000, 730, 700, 5)])
    func everybodyIsFittedInTime(customers: Int, days: Int, joining: Int, limit: Double) throws {
        var made = MadeCustomers(seed: 1997)
        let model = BGNBD(r: 0.5, alpha: 30, a: 0.793, b: 2.426)
        let histories = (0..<customers).map { place in
            let age = days - place % joining
            return PurchaseHistory(daysOf: made.purchases(model, within: Double(age)), age: age)
        }
        let clock = ContinuousClock()
        var fit: ModelFit<BGNBD>?
        let time = try clock.measure { fit = try BGNBD.fit(PurchaseHistories(histories)) }
        #expect(try #require(fit).customers == customers)
        #expect(time < .seconds(limit), "\(time)")
        let all = try PurchaseHistories(histories)
        print(
            "BG/NBD of \(customers): \(time);", "different: \(all.different.count);",
            "MBG/NBD: \(try clock.measure { _ = try MBGNBD.fit(all) });",
            "Pareto/NBD: \(try clock.measure { _ = try ParetoNBD.fit(all) })")
    }
}
