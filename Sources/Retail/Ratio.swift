/// So many of so many: every share and every mean is kept as its numerator and its denominator, and rounded by whoever shows
/// it. Where there is nothing to divide by it has no value and is shown as a dash.
public struct Ratio: Hashable, Sendable {
    public var part: Int64
    public var whole: Int64

    public init(_ part: some BinaryInteger, of whole: some BinaryInteger) {
        self.part = Int64(part)
        self.whole = Int64(whole)
    }

    public var value: Double? { whole == 0 ? nil : Double(part) / Double(whole) }

    /// Of both together: two stores, two weeks.
    public static func + (a: Ratio, b: Ratio) -> Ratio { Ratio(a.part + b.part, of: a.whole + b.whole) }
}

/// One ratio beside another, 100 where they are alike: TGI 偏好指数 (M-16), 消费力指数 (M-24).
public struct RatioIndex: Hashable, Sendable {
    public let of: Ratio
    public let to: Ratio

    public init(_ of: Ratio, to: Ratio) {
        self.of = of
        self.to = to
    }

    /// Above 100: more than in all.
    public var value: Double? {
        guard let mine = of.value, let all = to.value, all != 0 else { return nil }
        return mine / all * 100
    }
}
