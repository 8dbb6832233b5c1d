public import Kernel

/// Bands of amounts, each from its bound on: what members spend in a period (M-11), what a piece costs (M-22).
public struct AmountBands: Hashable, Sendable {
    /// In thousandths of the currency, rising; below the first is a band, from the last on another.
    public let bounds: [Int64]

    public init(from bounds: [Int64]) {
        precondition(!bounds.isEmpty && zip(bounds, bounds.dropFirst()).allSatisfy { $0 < $1 })
        self.bounds = bounds
    }

    public var count: Int { bounds.count + 1 }

    /// An amount of exactly a bound is in the band that begins with it.
    public func place(of amount: Int64) -> Int { bounds.lastIndex { amount >= $0 }.map { $0 + 1 } ?? 0 }

    /// What the band begins with, and what the next one does.
    public func bounds(of band: Int) -> (from: Int64?, below: Int64?) {
        (band > 0 ? bounds[band - 1] : nil, band < bounds.count ? bounds[band] : nil)
    }
}

/// Members by what they spent in a period, net 消费额分段 (M-11): how many, and how much of it is theirs.
public struct SpendBands: Hashable, Sendable {
    public let bands: AmountBands
    public private(set) var members: [Int]
    /// In thousandths. Whoever took back more than they bought is in the lowest band and lowers its sum.
    public private(set) var net: [Int64]

    public init(_ sales: SalesColumns, in window: ClosedRange<Day>, bands: AmountBands) {
        self.bands = bands
        members = [Int](repeating: 0, count: bands.count)
        net = [Int64](repeating: 0, count: bands.count)
        let nets = sales.netsByMember(in: window)
        for spent in nets where spent.isBuyer {
            let band = bands.place(of: spent.net)
            members[band] += 1
            net[band] += spent.net
        }
    }

    public func share(of band: Int) -> Ratio { Ratio(members[band], of: members.reduce(0, +)) }
    public func netShare(of band: Int) -> Ratio { Ratio(net[band], of: net.reduce(0, +)) }
}

/// Pieces by what one of them cost 价格带 (M-22), counted line by line.
public struct PriceBands: Hashable, Sendable {
    public let bands: AmountBands
    /// In thousandths of a piece; what was taken back is deducted from the band of its price.
    public private(set) var units: [Int64]

    public init(_ bands: AmountBands) {
        self.bands = bands
        units = [Int64](repeating: 0, count: bands.count)
    }

    public mutating func add(price: Int64, units more: Int64) { units[bands.place(of: price)] += more }

    public func share(of band: Int) -> Ratio { Ratio(units[band], of: units.reduce(0, +)) }
}

extension SalesColumns {
    /// What each member bought less what they took back, in thousandths, and whether they bought at all. Costs a walk over
    /// all tickets.
    public func netsByMember(in window: ClosedRange<Day>) -> [(net: Int64, isBuyer: Bool)] {
        let (from, until) = (Int32(window.lowerBound.number), Int32(window.upperBound.number))
        var nets = [(net: Int64, isBuyer: Bool)](repeating: (0, false), count: members)
        for place in 0..<count where member[place] != Self.nobody && day[place] >= from && day[place] <= until {
            nets[Int(member[place])].net += net[place]
            if isPurchase(place) { nets[Int(member[place])].isBuyer = true }
        }
        return nets
    }
}
