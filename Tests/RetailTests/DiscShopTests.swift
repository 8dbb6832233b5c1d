import Foundation
import Kernel
import Mathematics
import Retail
import Testing

/// A shop of compact discs as it lies beside the checkout (`cdnow`, P. Fader and B. Hardie): who bought again, by weeks.
struct DiscShopTests {
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("../../../shared/data/cdnow")
    private static let isHere = FileManager.default.fileExists(atPath: folder.path)
    private static let absence: Comment = "../shared/data/cdnow is absent: published estimates are not compared"
    private static let window = Day(1997, 1, 1)...Day(1998, 6, 30)

    /// A ticket for each customer and day.
    private static func read() throws -> SalesBook {
        let text = String(
            decoding: try Data(contentsOf: folder.appendingPathComponent("CDNOW_sample.txt")), as: UTF8.self)
        var tickets: [String: SalesBook.Ticket] = [:]
        for line in text.split(whereSeparator: \.isNewline) {
            let cells = line.split(separator: " ")
            guard cells.count == 5, let buyer = Int32(cells[1]), let pieces = Int32(cells[3]), let date = Int(cells[2])
            else { continue }
            let amount = Int64((Double(cells[4]) ?? 0) * 1000 + 0.5)
            let day = Day(date / 10_000, date / 100 % 100, date % 100)
            var ticket =
                tickets["\(cells[1])/\(cells[2])"]
                ?? SalesBook.Ticket(
                    id: 0, outlet: 1, day: Int32(day.number), hours: 0, buyer: buyer, isReturn: false, lines: 0,
                    purchaseLines: 0, units: 0, net: 0, bought: 0)
            ticket.lines += 1
            ticket.purchaseLines += 1
            ticket.units += pieces
            ticket.net += amount
            ticket.bought += amount
            tickets["\(cells[1])/\(cells[2])"] = ticket
        }
        var book = SalesBook()
        for (place, ticket) in tickets.sorted(by: { $0.key < $1.key }).map(\.value).enumerated() {
            var ticket = ticket
            ticket.id = Int64(place) + 1
            book.add(ticket)
        }
        return book
    }

    @Test(.enabled(if: isHere, absence)) func repeatPurchasesOf39WeeksAreThosePublished() throws {
        let repeats = RepeatPurchases(try Self.read().sales, in: Self.window, end: Day(1997, 9, 30), unit: 7)
        #expect(repeats.members.count == 2357 && repeats.repeats == 2457 && repeats.purchasesHeldOut == 1882)
        let histories = try PurchaseHistories(repeats.histories)
        let fit = try BGNBD.fit(histories)
        for (mine, theirs) in zip(fit.estimates, [0.242595, 4.413602, 0.792922, 2.425907]) { near(mine, theirs, 2e-5) }
        near(fit.logLikelihood, -9582.429207, 5e-6)
        let alive = repeats.histories.reduce(0) { $0 + fit.model.probabilityAlive($1) } / 2357
        near(alive, 0.81344, 2e-5)
        near(repeats.histories.reduce(0) { $0 + fit.model.expectedPurchases($1, within: 39) }, 1653.408693, 0.02)
        let spend = try GammaGamma.fit(SpendHistories(repeats.spends))
        #expect(spend.customers == 946)
        for (mine, theirs) in zip(spend.estimates, [6.248803, 3.744588, 15.447746]) { near(mine, theirs, 2e-3) }
        near(spend.logLikelihood, -4055.923244, 5e-5)
    }

    @Test(.enabled(if: isHere, absence)) func fifthsAndBucketsAreThoseFound() throws {
        let book = try Self.read()
        let totals = MemberTotals(book.sales, in: Self.window)
        let rfm = try #require(RecencyFrequencyMoney(totals, on: Day(1998, 7, 1)))
        #expect(rfm.members == 2357)
        #expect(rfm.thresholds.recency == [153, 443, 487, 513] && rfm.thresholds.frequency == [1, 1, 2, 4])
        for (mine, theirs) in zip(rfm.thresholds.money, [15.36, 31.958, 59.25, 130.436]) { near(mine, theirs, 1e-9) }
        #expect(rfm.counts[.init(recency: 5, frequency: 5, money: 5)] == 233)
        #expect(rfm.counts(of: \.frequency) == [1218, 0, 403, 358, 378])
        let buckets = RecencyBuckets(totals, on: Day(1998, 6, 30), ends: [30, 90, 180, 365])
        #expect(buckets.counts == [143, 157, 215, 303, 1539])
        near(totals.share(ofTop: 0.2), 0.67455)
        let counts = SalesCounts(book, in: Self.window)
        #expect(counts.total.all.rows == 6919 && counts.total.all.units == 16_479 && counts.total.all.tickets == 6696)
        near(Double(counts.total.all.net) / 1000, 244_091.94, 1e-6)
    }
}
