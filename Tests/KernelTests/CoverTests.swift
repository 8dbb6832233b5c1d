import Kernel
import Testing
import Testkit

/// What a text may show of people (GB/T 35273-2020, 7.2; GAME-24).
struct CoverTests {
    private let cover = Cover(
        names: ["欧阳锋利", "欧阳", "李", "Ann Lee"].map(PersonName.init),
        numbers: [PhoneNumber(typed: "87654321"), PhoneNumber(typed: "+44 20 7946 0958")].compactMap(\.self))

    @Test(arguments: [
        ("我是欧阳锋利，来退货", "我是欧阳**，来退货"), ("欧阳先生", "欧*先生"), ("李先生来过", "李先生来过"),
        ("said ann lee today", "said A*** today"), ("Joann Leeds", "Joann Leeds"),
        ("电话13912345678，晚上打", "电话139****5678，晚上打"), ("139 1234 5678", "139****5678"),
        ("１３９-1234-５６７８", "139****5678"), ("+86 139 1234 5678。", "139****5678。"), ("8613912345678", "139****5678"),
        ("(13912345678)", "(139****5678)"), ("vx13912345678", "vx139****5678"),
        ("座机010-87650000转801", "座机0108****00转801"), ("（0755）8765 4321", "0755****21"),
        ("02087654321", "0208****21"), ("本地 87654321", "本地 ****21"),
        ("他爱人13812345678、13912345678", "他爱人138****5678、139****5678"),
        ("13812345678 13912345678", "138****5678 139****5678"), ("2026-01-05 13912345678", "2026-01-05 139****5678"),
    ])
    func namesAndNumbersAreMasked(_ text: String, _ shown: String) { #expect(cover(text) == shown) }

    @Test(arguments: [
        "工单 20261120-10104", "订单 13912345678901", "小票 0099123", "13 2026-01-05 09:20", "价格 1390.00 元", "A2026-00123",
        "400-820-8820", "95588", "批次 A-0217", "", "没有什么", "12345678", "身份证 110101199003071234", "10 00 00 00 00 0",
    ])
    func otherNumbersStay(_ text: String) { #expect(cover(text) == text) }

    /// Covered once is covered for good, and nothing that was covered can be read out of it.
    @Test func coveringTwiceChangesNothing() {
        var dice = SeededDice(7)
        let cover = Cover(names: ["欧阳锋利", "Ann Lee"].map(PersonName.init), numbers: [])
        let pieces = [
            "欧阳锋利", "欧阳", "Ann Lee", "13912345678", "010 8765 4321", "，", "a", "0", "1", " ", "-", "𠮷", "\u{202E}",
        ]
        for _ in 0..<2_000 {
            let text = (0..<8).map { _ in pieces[Int.random(in: 0..<pieces.count, using: &dice)] }.joined()
            let once = cover(text)
            #expect(cover(once) == once, "\(text)")
            #expect(!once.contains("欧阳锋利"))
        }
    }

    @Test func itTellsWhichNumbersAreThere() {
        #expect(
            cover.numbers(in: "13812345678 或 139-1234-5678，订单 20261120-10104，13812345678").map(\.revealed)
                == ["13812345678", "13912345678"])
    }

    /// A long text with nothing in it is looked through once.
    @Test func aLongTextIsQuick() {
        let text = String(repeating: "到货三天袖口就开线，店员不肯换。", count: 5_000)
        var shown = ""
        let spent = ContinuousClock().measure { shown = cover(text) }
        #expect(shown == text && spent < .seconds(5))
    }
}
