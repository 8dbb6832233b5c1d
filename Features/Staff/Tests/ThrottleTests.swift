import Kernel
import Testing
import Testkit

@testable import Desk

@Suite("Tries counted")
struct ThrottleTests {
    @Test func eachHourWithoutATryForgetsOne() {
        var throttle = Throttle.fresh(at: TimeMachine.start)
        for _ in 1...7 { throttle.count(at: TimeMachine.start, under: .account) }
        #expect(throttle.waits(at: TimeMachine.start, under: .account) == TimeMachine.start + .seconds(120))
        let later = TimeMachine.start + .hours(3)
        #expect(throttle.waits(at: later, under: .account) == nil)
        throttle.count(at: later, under: .account)
        #expect(throttle.failures == 5)
        throttle.count(at: later + .days(365), under: .account)
        #expect(throttle.failures == 1)
    }

    @Test func waitingNeverOverflowsHoweverManyTriesThereWere() {
        var throttle = Throttle.fresh(at: TimeMachine.start)
        for _ in 1...10_000 { throttle.count(at: TimeMachine.start, under: .account) }
        #expect(throttle.waits(at: TimeMachine.start, under: .account) == TimeMachine.start + .minutes(15))
    }

    @Test func aWholeNetworkOfIPv6AddressesCountsAsOne() {
        #expect(ThrottleScope.network(of: "2001:DB8:1:2:3:4:5:6") == "2001:db8:1:2")
        #expect(ThrottleScope.network(of: "2001:db8:1:2::9") == "2001:db8:1:2")
        #expect(ThrottleScope.network(of: "2001:db8::1") == "2001:db8:0:0")
        #expect(ThrottleScope.network(of: "::1") == "0:0:0:0")
        #expect(ThrottleScope.network(of: "fe80::1%eth0") == "fe80:0:0:0")
        #expect(ThrottleScope.network(of: "10.0.0.8") == "10.0.0.8")
    }
}
