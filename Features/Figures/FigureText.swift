import Kernel

/// How values are written: the same on the page, in the table beneath a chart, and on paper.
enum FigureText {
    static func value(_ value: FigureValue, _ t: Language) -> String {
        guard let number = value.number else { return t(.figureNA) }
        return switch value.figure.shape {
        case .count: String(value.whole)
        case .share: percent(number)
        case .time: duration(number, t)
        case .money: t(.figureYuan, Money(fen: value.sum).description)
        }
    }

    /// Against the period before: for shares in points, else in per cent.
    static func change(_ now: FigureValue, _ before: FigureValue, _ t: Language) -> String {
        guard let a = now.number, let b = before.number else { return "–" }
        if now.figure.shape == .share { return t(.figurePoints, signed(oneDecimal(100 * (a - b)))) }
        if b == 0 { return a == 0 ? "–" : t(.figureNew) }
        return "\(signed(oneDecimal(100 * (a - b) / b)))%"
    }

    static func row(_ value: Int64, _ shape: Figure.Shape, _ t: Language) -> String {
        switch shape {
        case .time: duration(Double(value), t)
        case .money: t(.figureYuan, Money(fen: value).description)
        case .count, .share: String(value)
        }
    }

    static func percent(_ share: Double) -> String { "\(oneDecimal(100 * share))%" }

    /// Hours below two days, days from there on.
    static func duration(_ milliseconds: Double, _ t: Language) -> String {
        let hours = milliseconds / 3_600_000
        return abs(hours) < 48 ? t(.figureHours, oneDecimal(hours)) : t(.figureDays, oneDecimal(hours / 24))
    }

    static func oneDecimal(_ number: Double) -> String {
        let tenths = Int64((number * 10).rounded())
        return "\(tenths < 0 ? "-" : "")\(abs(tenths) / 10).\(abs(tenths) % 10)"
    }

    private static func signed(_ text: String) -> String { text.hasPrefix("-") || text == "0.0" ? text : "+\(text)" }
}
