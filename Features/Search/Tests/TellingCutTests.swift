import Kernel
import Testing

@testable import Desk

/// Which cuts of a long question are worth asking the index for (decision 0057).
struct TellingCutTests {
    /// A cut that every `step`-th of a thousand texts has, the newest being number 1000.
    private func cut(_ name: String, every step: Int, from first: Int = 0) -> TellingCut {
        let numbers = stride(from: first, through: 1000, by: step).reversed().prefix(TellingCut.most)
        return TellingCut(cut: name, newest: numbers.map { SearchNumber(value: Int64($0)) })
    }

    @Test func ofOneWordASinglePairIsAskedFor() {
        let rated = [cut("冲锋", every: 20), cut("锋衣", every: 20), cut("的冲", every: 20), cut("用了", every: 3)]
        #expect(TellingCut.chosen(of: rated, most: 4) == ["冲锋", "用了"])
    }

    @Test func whatAllTextsHavePartsNothing() {
        let rated = [cut("买的", every: 1), cut("五一", every: 5), cut("双十", every: 7)]
        #expect(TellingCut.chosen(of: rated, most: 4) == ["双十", "五一"])
    }

    @Test func theRarestComesFirstAndNoMoreThanAreWanted() {
        let rated = [7, 11, 13, 17, 19].map { cut("每\($0)", every: $0) }
        #expect(TellingCut.chosen(of: rated, most: 3).first == "每19")
        #expect(TellingCut.chosen(of: rated, most: 3).count == 3)
        #expect(TellingCut.chosen(of: [], most: 3).isEmpty)
    }

    @Test func ofFewTextsNothingIsConcluded() {
        let few = TellingCut(cut: "稀", newest: [SearchNumber(value: 990), SearchNumber(value: 12)])
        #expect(TellingCut.chosen(of: [few, cut("买的", every: 1)], most: 4) == ["稀", "买的"])
    }
}
