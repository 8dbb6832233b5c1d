import Kernel
import Testing

struct LiTests {
    /// Decision 0093: a sum of sales with three decimals is itself, and becomes 分 where somebody is promised something.
    @Test(
        arguments: [
            (3_332_591_961, "3332591.961", 333_259_196), (5, "0.005", 1), (4, "0.004", 0), (-5, "-0.005", -1),
            (-4, "-0.004", 0), (-12_345, "-12.345", -1235), (12_345, "12.345", 1235), (0, "0.000", 0),
        ] as [(Int64, String, Int64)])
    func asTextAndInFen(li: Int64, text: String, fen: Int64) {
        #expect("\(Li(li: li))" == text && Li(li: li).money == Money(fen: fen))
    }

    @Test func arithmetic() {
        #expect([Li(li: 1), Li.yuan(2), -Li(li: 3)].reduce(.zero, +) == Li(li: 1998))
        #expect(Li(Money(fen: 125)) == Li(li: 1250) && Li(li: 1) < Li(li: 2))
        // 1.234 kg at 9.990
        #expect(Li(price: Li(li: 9990), thousandths: 1234) == Li(li: 12_328))
        #expect(Li(price: Li(li: 9990), thousandths: -1234) == Li(li: -12_328))
        #expect(Li(price: Li(li: .max), thousandths: 2) == nil)
    }
}
