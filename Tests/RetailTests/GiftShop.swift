import Foundation
import Kernel
import Retail

/// Half a year of a gift shop as it lies beside the checkout (`online-retail`, CC BY 4.0, D. Chen 2015), and what others
/// computed of it.
struct GiftShop {
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("../../../shared/data/online-retail")
    static let isHere = FileManager.default.fileExists(atPath: folder.path)
    static let absence = "../shared/data/online-retail is absent: figures of half a year are not compared"
    /// The whole of the file.
    static let window = Day(2010, 12, 1)...Day(2011, 5, 31)
    /// On which everything is counted.
    static let day = Day(2011, 6, 1)

    /// Once for all who ask.
    static let read = Result { try GiftShop() }

    var sales = SalesColumns()
    /// The same, as tables number it: a member's number is one more, a store is a country.
    var book = SalesBook()
    var countries: [String] = []
    /// The numbers on the members' cards, by their number here.
    var cards: [String] = []
    /// Lines without a card count for nobody.
    var lines = (all: 0, ofMembers: 0)

    private init() throws {
        let unpack = Process()
        let pipe = Pipe()
        unpack.executableURL = URL(fileURLWithPath: "/bin/gzip")
        unpack.arguments = ["-dc", Self.folder.appendingPathComponent("online_retail_2010-12_2011-05.csv.gz").path]
        unpack.standardOutput = pipe
        try unpack.run()
        let text = try pipe.fileHandleForReading.readToEnd() ?? Data()
        var numbers: [String: Int32] = [:]
        var tickets: [String: SalesColumns.Ticket] = [:]
        var booked: [String: SalesBook.Ticket] = [:]
        var order: [String] = []
        for line in text.split(separator: UInt8(ascii: "\n")).dropFirst() {
            // Descriptions have commas: the number of the ticket from the front, the rest from the end.
            let cells = line.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
            let last = cells.suffix(5).map { String(decoding: $0, as: UTF8.self) }
            guard cells.count >= 8, let pieces = Int32(last[0]), let price = thousandths(last[2]),
                let day = Day(iso: last[1].prefix(10))
            else { continue }
            let (number, card) = (String(decoding: cells[0], as: UTF8.self), last[3])
            lines.all += 1
            var member = SalesColumns.nobody
            if !card.isEmpty {
                lines.ofMembers += 1
                member = numbers[card] ?? Int32(cards.count)
                if numbers[card] == nil {
                    numbers[card] = member
                    cards.append(card)
                }
            }
            let key = "\(number)/\(card)"
            if tickets[key] == nil { order.append(key) }
            var ticket =
                tickets[key]
                ?? SalesColumns.Ticket(member: member, day: day, bought: 0, net: 0, isPurchase: false)
            let amount = Int64(pieces) * price
            ticket.net += amount
            if !number.hasPrefix("C"), pieces > 0, price > 0 {
                ticket.bought += amount
                ticket.units += pieces
                ticket.isPurchase = true
            }
            tickets[key] = ticket
            booked[key, default: empty(number, country: last[4], member, day)].add(
                amount, pieces, isPurchase: !number.hasPrefix("C") && pieces > 0 && price > 0,
                hour: UInt32(last[1].dropFirst(11).prefix(2)) ?? 0)
        }
        for (place, key) in order.enumerated() {
            if let ticket = tickets[key] { sales.add(ticket) }
            if var ticket = booked[key] {
                ticket.id = Int64(place) * 3 + 5
                book.add(ticket)
            }
        }
    }

    private mutating func empty(_ number: String, country: String, _ member: Int32, _ day: Day) -> SalesBook.Ticket {
        if !countries.contains(country) { countries.append(country) }
        return SalesBook.Ticket(
            id: 0, outlet: Int32(countries.firstIndex(of: country) ?? 0), day: Int32(day.number), hours: 0,
            buyer: member + 1, isReturn: number.hasPrefix("C"), lines: 0, purchaseLines: 0, units: 0, net: 0, bought: 0)
    }

    private func thousandths(_ text: String) -> Int64? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard let whole = Int64(parts[0]) else { return nil }
        let rest = parts.count > 1 ? String(parts[1]) : ""
        guard let part = Int64((rest + "000").prefix(3)), rest.dropFirst(3).allSatisfy({ $0 == "0" }) else {
            return nil
        }
        return whole < 0 || text.hasPrefix("-") ? whole * 1000 - part : whole * 1000 + part
    }
}

extension SalesBook.Ticket {
    mutating func add(_ amount: Int64, _ pieces: Int32, isPurchase: Bool, hour: UInt32) {
        lines += 1
        net += amount
        guard isPurchase else { return }
        purchaseLines += 1
        units += pieces
        bought += amount
        hours |= 1 << hour
    }
}

/// What pandas found, as it was written down.
struct Facts: Decodable {
    let member_share_of_net_amount, member_share_of_purchase_amount, top20pct_members_share: Double
    let avg_basket_member, avg_basket_nonmember, net_amount_all_rows, purchase_amount: Double
    let rfm: Scores
    let days_since_last_purchase: [String: Int]
    let rfm_10_sample_members: [String: Sample]
    let cohort_first_month_by_month_active_members: [String: [String: Int]]
    let one_invoice_members, rows, invoices, customers, countries, member_rows, cancel_rows, cancel_invoices: Int
    let purchase_rows: Int
    let cancel_amount, member_net_amount, nonmember_net_amount: Double
    let monthly: [Month]
    let hour_of_day_purchase_invoices, weekday_purchase_invoices_Mon0: [String: Int]
    let country_purchase_amount_top5: [String: Double]

    struct Month: Decodable {
        let month: String
        let net, purchase: Double
        let invoices: Int
    }

    struct Spread: Decodable {
        let p10, p20, p25, p40, p50, p60, p75, p80, p90, p95, p99, mean, min, max, sum: Double
        let n: Int

        var quantiles: [Double] { [p10, p20, p25, p40, p50, p60, p75, p80, p90, p95, p99] }
    }

    struct Scores: Decodable {
        let customers: Int
        let recency_days, frequency, monetary: Spread
        let quintile_thresholds: [String: [Double]]
        let score_counts_R, score_counts_F, score_counts_M, score_counts: [String: Int]
    }

    struct Sample: Decodable {
        let R, F: Int
        let M: Double
        let score: String
    }

    static func read() throws -> Facts {
        try JSONDecoder().decode(
            Facts.self, from: Data(contentsOf: GiftShop.folder.appendingPathComponent("facts.json")))
    }
}
