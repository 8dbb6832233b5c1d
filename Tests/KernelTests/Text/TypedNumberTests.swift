import Kernel
import Testing

/// CHAIN-43, CHAIN-67: money with commas and in full width is read, and what cannot be read is told.
struct TypedNumberTests {
    @Test(
        arguments: [
            ("1,234.50", 1_234_500), ("１２３．５", 123_500), ("（12.00）", -12_000), ("-12", -12_000), ("1.2E3", 1_200_000),
            ("￥12.5", 12_500), ("¥ 1,234,567.891", 1_234_567_891), ("12元", 12_000), ("12.00-", -12_000), ("－３", -3000),
            ("+7", 7000), (" 7\u{3000}", 7000), ("\u{A0}7.1\u{A0}", 7100), (".5", 500), ("12.", 12_000), ("0", 0),
            ("-0.00", 0), ("00012", 12_000), ("1E+05", 100_000_000), ("2.5E-3", 3), ("-￥12", -12_000),
            ("￥-12", -12_000),
            ("CNY 12", 12_000), ("RMB12", 12_000), ("\u{2212}12", -12_000), ("'-12", -12_000), ("\u{FEFF}12", 12_000),
            ("0E999", 0), ("１，２３４．５０", 1_234_500), ("12,345", 12_345_000),
            ("9223372036854775.807", .max), ("000000000000000000000000000009", 9000),
        ] as [(String, Int64)])
    func read(text: String, thousandths: Int64) throws {
        #expect(try TypedNumber.read(text, decimals: 3).get().value == thousandths)
    }

    /// Tills carry the dust of floating point: 3.9 may arrive as 3.8999999999999995.
    @Test(
        arguments: [
            ("3.8999999999999995", 3900, true), ("1.2345", 1235, true), ("-1.2345", -1235, true),
            ("1.2344", 1234, true),
            ("1.2340000", 1234, false), ("0.0004999", 0, true), ("0.0005", 1, true), ("1E-9", 0, true),
            ("0.9999", 1000, true), ("1.5E-400", 0, true),
        ] as [(String, Int64, Bool)])
    func halvesGoAwayFromZero(text: String, thousandths: Int64, isRounded: Bool) throws {
        let number = try TypedNumber.read(text, decimals: 3).get()
        #expect(number.value == thousandths && number.isRounded == isRounded)
    }

    @Test(arguments: [
        "1,5", "1,23,456", "12,34.5", "1234,567", ",123", "1,234,", "1.2.3", "--1", "(-1)", "+-1", "1-2", "12a", "a",
        "-",
        "$", "()", "(12", "12)", "1E", "1E+", "1E1.5", "E5", "十二", "1 234", "NaN", "0x12", "1,234.5,6", "𝟙", "-12-",
        "USD 5",
    ])
    func whatIsNoNumberIsRefused(text: String) {
        #expect(TypedNumber.read(text, decimals: 3) == .failure(.unreadable))
    }

    @Test func theOtherFaults() {
        #expect(TypedNumber.read("", decimals: 2) == .failure(.empty))
        #expect(TypedNumber.read(" \u{3000}", decimals: 2) == .failure(.empty))
        #expect(TypedNumber.read("9223372036854775.8075", decimals: 3) == .failure(.tooLarge))
        #expect(TypedNumber.read("1E30", decimals: 0) == .failure(.tooLarge))
        #expect(TypedNumber.read("99999999999999999999999", decimals: 0) == .failure(.tooLarge))
        #expect(TypedNumber.read(String(repeating: "1", count: 97), decimals: 0) == .failure(.unreadable))
        let broken: [UInt8] = [0x31, 0xEF, 0xBC]
        broken.withUnsafeBytes { #expect(TypedNumber.read($0, decimals: 0) == .failure(.unreadable)) }
    }

    @Test func fullWidthIsSaid() throws {
        #expect(try TypedNumber.read("１２", decimals: 0).get().isFullWidth)
        #expect(try !TypedNumber.read("12元", decimals: 0).get().isFullWidth)
    }
}
