import Database
import Handbook
import Kernel
import Testing
import Testkit

@testable import Desk

/// How much a post may grant, by kind where the handbook says so (CHAIN-56, CHAIN-93).
@Suite struct CompensationLimitTests {
    /// CHAIN-56: a store manager gives away coupons more freely than money; beyond either, somebody else decides.
    @Test(arguments: TestDatabase.engines)
    func aKindOfCompensationHasALimitOfItsOwn(engine: Engine) async throws {
        try await TestDesk.open("chain-retail", on: engine) { desk in
            let manager = try #require(desk.handbook.posts.first { $0.code == "store-manager" })
            #expect(
                manager.compensationLimit(of: .refund) == 30_000 && manager.compensationLimit(of: .coupon) == 50_000)
            let keeper = desk.people["store-manager"] ?? "nobody"
            let id = try await desk.registered(.complaint)
            for (kind, yuan) in [(Compensation.Kind.coupon, 450), (.refund, 310)] {
                try await desk.act(as: keeper) { tx, actor in
                    try tx.cases.compensate(
                        id,
                        CompensationWish(
                            kind: kind, value: Money(fen: Int64(yuan * 100)), reason: "致歉", deliverBy: nil),
                        by: actor)
                }
            }
            let granted = try await desk.database.read { tx in
                try tx.cases.file(id).compensations.map { "\($0.kind.rawValue) \($0.approvedAt != nil)" }.sorted()
            }
            #expect(granted == ["coupon true", "refund false"])
        }
    }

    /// A pack that names a kind there is not, or an amount that is none, is refused with its line.
    @Test func anUnknownKindIsRefused() throws {
        for (limits, told) in [("{money: 5}", "money"), ("{gift: 很多}", "不是金额")] {
            do {
                let text = try PackText(
                    file: "test.yaml",
                    text: """
                        handbook: test
                        extends: base
                        document: {title: 测试手册, number: T-1, version: "1.0", effective: 2026-01-01}
                        posts:
                          agent:
                            compensation-limits: \(limits)
                        """)
                _ = try Handbook(texts: TestDesk.shelf.lineage("base") + [text])
                Issue.record("\(limits) was taken")
            } catch {
                #expect(String(describing: error).contains(told), "\(error)")
            }
        }
    }
}
