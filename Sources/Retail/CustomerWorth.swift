/// The eight kinds of customers by which Chinese shops speak of RFM: each of the three is high or low.
///
/// A part is high where its score is above a line: 3 of 5 unless the handbook says otherwise. The names are those of most
/// textbooks; some shops say 唤回 for 保持 and 深耕 for 发展.
public enum CustomerWorth: Int, CaseIterable, Sendable {
    /// Bought lately, often, for much: 重要价值客户.
    case champion = 0b111
    /// Often and for much, but not lately: 重要保持客户.
    case keep = 0b011
    /// Lately and for much, but seldom: 重要发展客户.
    case develop = 0b101
    /// For much, once: 重要挽留客户.
    case winBack = 0b001
    /// 一般价值客户
    case usual = 0b110
    /// 一般保持客户
    case usualKeep = 0b010
    /// New, or seldom and for little: 一般发展客户.
    case usualDevelop = 0b100
    /// 一般挽留客户
    case usualWinBack = 0b000

    /// - Parameter line: the highest score that is low.
    public init(_ score: RecencyFrequencyMoney.Score, line: Int = 3) {
        let bits = (score.recency > line ? 4 : 0) | (score.frequency > line ? 2 : 0) | (score.money > line ? 1 : 0)
        self = CustomerWorth(rawValue: bits) ?? .usualWinBack
    }

    public var chinese: String {
        switch self {
        case .champion: "重要价值客户"
        case .keep: "重要保持客户"
        case .develop: "重要发展客户"
        case .winBack: "重要挽留客户"
        case .usual: "一般价值客户"
        case .usualKeep: "一般保持客户"
        case .usualDevelop: "一般发展客户"
        case .usualWinBack: "一般挽留客户"
        }
    }
}
