import Kernel
import Testing

@testable import Web

struct PromiseBarTests {
    @Test(arguments: [
        (0, PromiseBar.State.running, 100), (0.25, .running, 75), (0.69, .running, 31), (0.7, .warned, 30),
        (0.9, .urgent, 10), (1, .urgent, 2), (1.001, .broken, 100), (7, .broken, 100),
    ])
    func theBarTurnsAmberAtSeventyPercentAndCinnabarAtNinety(_ used: Double, _ state: PromiseBar.State, _ left: Int) {
        let bar = PromiseBar(used: used, proof: "")
        #expect(bar.state == state)
        #expect(bar.html(in: .chinese).description.contains("class=\"promise-left\" width=\"\(left)\""))
    }

    @Test(arguments: [Double.nan, .infinity, -.infinity, -3])
    func aShareThatIsNoShareDrawsABarAllTheSame(_ used: Double) {
        #expect(
            PromiseBar(used: used, state: .paused, proof: "").html(in: .chinese).description.contains("width=\"100\""))
    }

    @Test func theBarSaysInWordsWhatItShows() {
        let html = PromiseBar(used: 0.8, proof: "1 月 6 日 09:12 到期").html(in: .chinese).description
        #expect(html.contains("aria-label=\"时间过七成：1 月 6 日 09:12 到期\""))
    }

    @Test func everyToneHasAShapeOfItsOwn() {
        #expect(Set(Tone.allCases.map(\.shape.description)).count == Tone.allCases.count)
    }
}
