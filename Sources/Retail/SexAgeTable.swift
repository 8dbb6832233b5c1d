public import Kernel

/// Who bought, by sex and age 消费会员性别年龄分析 (F-84, CHAIN-87, M-13 to M-17). Whoever's sex or age is not known stands in
/// cells of their own, beside the others and in no share of them.
public struct SexAgeTable: Sendable {
    public enum Age: Hashable, Sendable {
        /// On the day of each ticket (M-14). A buyer who had a birthday between two of them counts once, by the last.
        case atPurchase
        /// On the day of the analysis.
        case on(Day)
    }

    /// Amounts in thousandths of the currency.
    public struct Cell: Hashable, Sendable {
        /// Different members with a purchase.
        public var buyers = 0
        /// With a purchase.
        public var tickets = 0
        /// What was taken back deducted, also from those who only took back.
        public var net: Int64 = 0

        public init(buyers: Int = 0, tickets: Int = 0, net: Int64 = 0) {
            self.buyers = buyers
            self.tickets = tickets
            self.net = net
        }

        /// Net of a ticket (M-15), in thousandths.
        public var averageTicket: Ratio { Ratio(net, of: tickets) }
        /// Tickets of a buyer (M-15, M-18).
        public var frequency: Ratio { Ratio(tickets, of: buyers) }

        public static func += (sum: inout Cell, more: Cell) {
            sum.buyers += more.buyers
            sum.tickets += more.tickets
            sum.net += more.net
        }
    }

    public let bands: AgeBands
    /// Three rows (female, male, not known), the last column of each for those whose age is not known.
    private var cells: [Cell]

    /// Costs a walk over all tickets.
    public init(
        _ sales: SalesColumns, _ people: MemberPeople, in window: ClosedRange<Day>, bands: AgeBands = AgeBands(),
        age: Age = .atPurchase
    ) {
        self.bands = bands
        cells = [Cell](repeating: Cell(), count: 3 * (bands.count + 1))
        let (from, until) = (Int32(window.lowerBound.number), Int32(window.upperBound.number))
        for member in 0..<sales.members {
            let row = people.sex(of: member)
            let born = people.born(member)
            let fixed = Self.fixed(born, age, bands, window)
            var last: (day: Int32, cell: Int)?
            sales.tickets(of: member) { place in
                let day = sales.day[place]
                guard day >= from, day <= until else { return }
                let band = fixed ?? bands.place(born: born, on: Day(number: Int(day))) ?? bands.count
                let cell = Self.place(row, band, bands)
                cells[cell].net += sales.net[place]
                guard sales.isPurchase(place) else { return }
                cells[cell].tickets += 1
                if last.map({ $0.day < day }) ?? true { last = (day, cell) }
            }
            if let last { cells[last.cell].buyers += 1 }
        }
    }

    /// Nothing: of those whose sex, or whose age, is not known.
    public func cell(_ sex: MemberPeople.Sex?, band: Int?) -> Cell {
        cells[Self.place(sex, band ?? bands.count, bands)]
    }

    public func sum(of sex: MemberPeople.Sex?) -> Cell { sum { rowSex, _ in rowSex == sex } }
    public func sum(ofBand band: Int?) -> Cell { sum { _, rowBand in rowBand == band } }
    public var all: Cell { sum { _, _ in true } }

    /// M-13: of the buyers whose sex is known.
    public func share(of sex: MemberPeople.Sex) -> Ratio {
        Ratio(sum(of: sex).buyers, of: sum { sex, _ in sex != nil }.buyers)
    }

    /// M-13, by what they bought.
    public func netShare(of sex: MemberPeople.Sex) -> Ratio {
        Ratio(sum(of: sex).net, of: sum { sex, _ in sex != nil }.net)
    }

    /// M-14: of the buyers whose age is known.
    public func share(ofBand band: Int) -> Ratio {
        Ratio(sum(ofBand: band).buyers, of: sum { _, band in band != nil }.buyers)
    }

    public func netShare(ofBand band: Int) -> Ratio {
        Ratio(sum(ofBand: band).net, of: sum { _, band in band != nil }.net)
    }

    /// M-17: buyers of whom both are known, of all buyers.
    public var completeness: Ratio { Ratio(sum { $0 != nil && $1 != nil }.buyers, of: all.buyers) }

    /// M-16: how much more of these buyers come here (a store, a category) than everywhere, `all` being everywhere.
    public func index(_ sex: MemberPeople.Sex?, band: Int?, in all: SexAgeTable) -> RatioIndex {
        precondition(bands == all.bands)
        let (here, everywhere) = (cell(sex, band: band).buyers, all.cell(sex, band: band).buyers)
        return RatioIndex(Ratio(here, of: self.all.buyers), to: Ratio(everywhere, of: all.all.buyers))
    }

    /// M-24: what a buyer of the cell spends beside what any buyer does.
    public func power(_ sex: MemberPeople.Sex?, band: Int?) -> RatioIndex {
        let (cell, all) = (cell(sex, band: band), all)
        return RatioIndex(Ratio(cell.net, of: cell.buyers), to: Ratio(all.net, of: all.buyers))
    }

    private func sum(where isCounted: (MemberPeople.Sex?, Int?) -> Bool) -> Cell {
        var sum = Cell()
        for sex in MemberPeople.Sex.allCases.map(Optional.some) + [nil] {
            for band in (0..<bands.count).map(Optional.some) + [nil] where isCounted(sex, band) {
                sum += cell(sex, band: band)
            }
        }
        return sum
    }

    private static func place(_ sex: MemberPeople.Sex?, _ band: Int, _ bands: AgeBands) -> Int {
        (sex.map { Int($0.rawValue) } ?? 2) * (bands.count + 1) + band
    }

    /// The band in the whole window, where no birthday changes it.
    private static func fixed(_ born: Day?, _ age: Age, _ bands: AgeBands, _ window: ClosedRange<Day>) -> Int? {
        switch age {
        case .on(let day): return bands.place(born: born, on: day) ?? bands.count
        case .atPurchase:
            guard let born else { return bands.count }
            guard let first = bands.place(born: born, on: window.lowerBound) else { return nil }
            return first == bands.place(born: born, on: window.upperBound) ? first : nil
        }
    }
}
