import Kernel
import Testing
import Testkit

@testable import Desk

/// What is taken out of texts with a customer's personal data, and what stays (PIPL 47).
@Suite struct RedactionTests {
    private let redaction = CustomerRedaction(
        names: ["欧阳娜娜", "娜娜", "浦东大道 1 号", "nana@example.cn", "王", "2026"],
        numbers: ["13800138000", "021-62345678", "62345678", "110"])

    @Test func numbersAreFoundHoweverTheyWereTyped() {
        let mark = CustomerRedaction.mark
        for number in [
            "13800138000", "138 0013 8000", "138-0013-8000", "+86 138 0013 8000", "８６１３８００１３８０００", "021-62345678",
            "021 6234 5678",
        ] {
            #expect(redaction.redact("回拨\(number)即可") == "回拨\(mark)即可", "\(number)")
        }
        #expect(redaction.redact("13800138000 13900139000") == "\(mark) 13900139000")
        for other in ["13800138001", "1380013800", "9962345678", "6234567899", "订单 20260105 共 110 元"] {
            #expect(redaction.redact(other) == other)
        }
    }

    @Test func namesAndAddressesGoAndTheStoryStays() {
        let mark = CustomerRedaction.mark
        #expect(redaction.redact("欧阳娜娜女士说，娜娜姐住浦东大道 1 号。") == "\(mark)女士说，\(mark)姐住\(mark)。")
        #expect(redaction.redact("NANA@Example.CN") == mark)
        #expect(redaction.redact("王牌洗衣机 2026 年产，𠮷野家旁") == "王牌洗衣机 2026 年产，𠮷野家旁", "one letter and a year are no name")
        #expect(CustomerRedaction(names: [], numbers: []).redact("照旧") == "照旧")
    }

    /// Law: what was taken out does not come back, and what holds nothing of it is as it was.
    @Test func redactingTwiceIsRedactingOnce() {
        var dice = SeededDice(seed: 9)
        let pieces = ["欧阳", "娜娜", "138", "0013", "8000", " ", "-", "的", "𠮷", "浦东大道 1 号", "021", "62345678", "\n"]
        for _ in 0..<500 {
            let text = (0..<Int.random(in: 0...14, using: &dice)).map { _ in
                pieces[Int.random(in: 0..<pieces.count, using: &dice)]
            }.joined()
            let once = redaction.redact(text)
            #expect(redaction.redact(once) == once)
            #expect(!once.contains("娜娜") && !once.contains("13800138000") && !once.contains("浦东大道 1 号"))
        }
    }
}
