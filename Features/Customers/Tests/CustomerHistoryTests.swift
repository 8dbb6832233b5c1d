import Kernel
import Testing
import Testkit

@testable import Desk
@testable import Web

/// C02, GAME-23: what changed is told, and who somebody was called is as masked as who they are.
struct CustomerHistoryTests {
    @Test func aFormerNameIsAsMaskedAsTheOneOfToday() {
        func shown(_ field: String, _ value: String, _ kind: Customer.Kind = .person) -> String {
            FieldChange(
                id: "change-1", customer: "customer-1", field: field, old: value, new: "", reason: "", by: nil,
                at: TimeMachine.start
            ).shown(value, of: kind, names: [:], in: .chinese)
        }
        #expect(shown("name", "诸葛孔明") == "诸葛**")
        #expect(shown("name", "卧龙商贸公司", .organisation) == "卧龙商贸公司")
        #expect(shown("contact", "王芳 采购经理") == "王* 采购经理")
        #expect(shown("contact-point", "13800138000") == "138****8000")
        #expect(shown("name", CustomerRedaction.mark) == CustomerRedaction.mark)
        #expect(shown("address", "济南路 9 号") == "济南路 9 号")
    }
}
