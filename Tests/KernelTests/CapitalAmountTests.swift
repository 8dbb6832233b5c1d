import Kernel
import Testing

struct CapitalAmountTests {
    /// The examples of the regulation itself, then the usual traps.
    @Test(arguments: [
        (140_950, "壹仟肆佰零玖元伍角"), (600_714, "陆仟零柒元壹角肆分"), (168_032, "壹仟陆佰捌拾元零叁角贰分"),
        (10_700_053, "壹拾万柒仟元零伍角叁分"), (1_640_902, "壹万陆仟肆佰零玖元零贰分"), (32_504, "叁佰贰拾伍元零肆分"),
        (0, "零元整"), (1, "壹分"), (10, "壹角"), (53, "伍角叁分"), (100, "壹元整"), (101, "壹元零壹分"), (1000, "壹拾元整"),
        (1050, "壹拾元零伍角"), (100_000, "壹仟元整"), (100_100, "壹仟零壹元整"), (101_000, "壹仟零壹拾元整"),
        (1_000_000, "壹万元整"), (1_000_100, "壹万零壹元整"), (10_070_000, "壹拾万零柒佰元整"), (-12_345, "负壹佰贰拾叁元肆角伍分"),
        (10_000_000_000, "壹亿元整"), (10_000_000_100, "壹亿零壹元整"), (10_001_000_000, "壹亿零壹万元整"),
        (100_000_000_000_000, "壹万亿元整"), (120_000_000_000_000, "壹万贰仟亿元整"), (102_000_000_000_000, "壹万零贰佰亿元整"),
        (100_000_000_000_100, "壹万亿零壹元整"), (123_456_789_012_345, "壹万贰仟叁佰肆拾伍亿陆仟柒佰捌拾玖万零壹佰贰拾叁元肆角伍分"),
    ])
    func anAmountIsWrittenAsTheRegulationHasIt(_ fen: Int64, _ expected: String) {
        #expect(Money(fen: fen).capital == expected)
    }

    @Test func theLargestAmountsHaveAWordToo() {
        #expect(Money(fen: .max).capital.hasPrefix("玖亿贰仟贰佰叁拾叁万柒仟贰佰零叁亿"))
        #expect(Money(fen: .min).capital.hasPrefix("负"))
    }

    /// No two figures have one word: what is read back is what was written.
    @Test func noTwoAmountsAreWrittenAlike() {
        var seen: Set<String> = []
        for fen in (0..<20_000).map({ Int64($0) }) + (1...2000).map({ Int64($0) * 999_983 }) {
            #expect(seen.insert(Money(fen: fen).capital).inserted, "\(fen)")
        }
    }
}
