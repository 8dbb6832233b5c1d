import Outgoing
import Testing

/// What becomes of a letter that cannot be delivered.
@Suite struct PostOfficeTests {
    private let letter = Letter(
        url: "http://127.0.0.1:1/hook", headers: [("Content-Type", "application/json")], body: "{}")

    @Test func anAddressThatMayNotBeReachedIsNotEvenConnectedTo() async {
        let office = PostOffice { $0 != "127.0.0.1" }
        #expect(await office.send(letter) == .forbiddenAddress)
    }

    @Test func whoIsNotThereIsUnreachable() async {
        guard case .unreachable = await PostOffice(mayReach: { _ in true }).send(letter) else {
            Issue.record("nobody listens on port 1")
            return
        }
    }
}
