import Kernel
import Testing

@testable import Desk

/// When a customer wishes to be spoken to, as people write it into the file (GAME-80).
@Suite struct ContactWindowTests {
    @Test(arguments: [
        ("19:00 以后", 20, true), ("19:00 以后", 18, false), ("19：00以后", 19, true), ("晚上 7 点后", 19, true),
        ("晚上 7 点后", 9, false), ("9:00-12:00、14:00-18:00", 10, true), ("9:00-12:00、14:00-18:00", 13, false),
        ("上午", 10, true), ("上午", 15, false), ("下午2点到5点", 15, true), ("下午2点到5点", 18, false), ("18:00 前", 9, true),
        ("18:00 前", 19, false), ("22:00-02:00", 1, true), ("22:00-02:00", 3, false), ("after 19:00", 20, true),
        ("上午9点到下午5点", 10, true), ("上午9点到下午5点", 18, false), ("上午9点到下午5点", 3, false),
        ("晚上9点到12点", 23, true), ("晚上9点到12点", 3, false), ("早上8点到晚上8点", 19, true),
    ])
    func isReadAsPeopleWriteIt(text: String, hour: Int, isFine: Bool) throws {
        let window = try #require(ContactWindow(text))
        #expect(window.holds(Zone.shanghai.instant(Day(2026, 3, 4), .at(hour)), in: .shanghai) == isFine)
    }

    @Test(arguments: ["", "随时", "先发短信", "25:00 以后", "周末", "19:00", "9:00-9:00", "中午不要打", "19:00以后勿打"])
    func whatCannotBeReadSaysNothing(text: String) { #expect(ContactWindow(text) == nil) }
}
