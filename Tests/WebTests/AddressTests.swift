import Kernel
import Testing

@testable import Web

struct AddressTests {
    private let proxies = [AddressRange("10.0.0.0/8"), AddressRange("::1")].compactMap(\.self)

    @Test(arguments: [
        ("203.0.113.9", "1.2.3.4", "203.0.113.9"),
        ("10.0.0.2", "203.0.113.9", "203.0.113.9"),
        ("10.0.0.2", "1.2.3.4, 203.0.113.9", "203.0.113.9"),
        ("10.0.0.2", "203.0.113.9, 10.0.0.3", "203.0.113.9"),
        ("::ffff:10.0.0.2", "203.0.113.9", "203.0.113.9"),
        ("10.0.0.2", "unknown, <script>", "10.0.0.2"),
        ("10.0.0.2", "1.2.3.4, 203.0.113.9:4711", "10.0.0.2"),
        ("10.0.0.2", "", "10.0.0.2"),
    ])
    func onlyAProxyWeTrustMaySayWhereARequestCameFrom(_ peer: String, _ forwarded: String, _ sender: String) {
        #expect(senderAddress(peer: peer, forwardedFor: forwarded, trusting: proxies) == sender)
    }

    @Test func withoutTrustedProxiesTheHeaderIsNothing() {
        #expect(senderAddress(peer: "127.0.0.1", forwardedFor: "1.2.3.4", trusting: []) == "127.0.0.1")
    }

    @Test func aNetworkHoldsItsAddresses() throws {
        let network = try #require(AddressRange("192.168.4.0/22"))
        #expect(network.contains("192.168.7.255") && !network.contains("192.168.8.0") && !network.contains("fe80::1"))
        #expect(AddressRange("0.0.0.0/0")?.contains("8.8.8.8") == true)
    }

    @Test(arguments: ["", "10.0.0", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/", "localhost", "::1/129"])
    func whatIsNoAddressIsRefused(_ text: String) {
        #expect(AddressRange(text) == nil)
    }

    @Test func numbersOfRequestsSortInTheOrderTheyCame() {
        let numbers = RequestNumbers(start: TestSessions.start)
        let drawn = (0..<2000).map { _ in numbers.next() }
        #expect(drawn == drawn.sorted() && Set(drawn).count == 2000)
        #expect(drawn[0].wholeMatch(of: /[0-9A-HJKMNP-TV-Z]{7}-0001/) != nil)
        let later = RequestNumbers(start: TestSessions.start + .days(1))
        #expect(later.next() > drawn[1999])
    }

    @Test func nobodyAsksForTheMillionthPageOrAMillionRows() {
        #expect(Paging(page: 0, size: 0) == Paging(page: 1, size: 1))
        #expect(Paging(page: .max, size: .max).offset == 1999 * 200)
        #expect(Paging(FormData(["page": ["-3"]])).page == 1)
        #expect(Paging(FormData(["page": ["abc"]])).limit == 50)
        let foot = Paging(page: 2).html(total: 101, path: "/cases", query: FormData(["kind": ["投诉"]]), in: .chinese)
            .description
        #expect(foot.contains("共 101 条") && foot.contains("第 2 / 3 页"))
        #expect(foot.contains("href=\"/cases?kind=%E6%8A%95%E8%AF%89&amp;page=3\""))
    }
}
