import Foundation
import Kernel
import Retail
import Sheets

/// Customers with sex and day of birth, and what they bought in three years, as it lies beside the checkout
/// (`retail-case-dob`, made by others for a course; returns bear the number of their sale).
struct CaseShop {
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("../../../shared/data/retail-case-dob")
    static let isHere = FileManager.default.fileExists(atPath: folder.path)
    static let absence = "../shared/data/retail-case-dob is absent: figures by sex and age are not compared"
    static let day = Day(2014, 3, 1)
    static let window = Day(2011, 1, 1)...Day(2014, 2, 28)

    static let read = Result { try CaseShop() }

    var sales = SalesColumns()
    var people = MemberPeople()
    var birthdays: [Birthday] = []
    /// What was sold of each category, by its number.
    var categories: [Int: Int64] = [:]
    var rows = 0

    private init() throws {
        var numbers: [String: Int32] = [:]
        let customers = try LongTable(path: Self.folder.appendingPathComponent("Customer.csv").path)
        _ = try customers.next()
        while let row = try customers.next() {
            let reading = try Birthday.read(row.text(1), order: .dayFirst).get()
            guard let birthday = reading.birthday else { continue }
            let sex: MemberPeople.Sex? =
                switch row.text(2) {
                case "F": .female
                case "M": .male
                default: nil
                }
            people.set(Int32(birthdays.count), sex: sex, born: birthday.born)
            numbers[row.text(0)] = Int32(birthdays.count)
            birthdays.append(birthday)
        }
        let sold = try LongTable(path: Self.folder.appendingPathComponent("Transactions.csv").path)
        _ = try sold.next()
        var tickets: [String: SalesColumns.Ticket] = [:]
        var order: [String] = []
        while let row = try sold.next() {
            rows += 1
            let day = try TypedDate.read(row.cell(2), order: .dayFirst).get().day
            let pieces = try TypedNumber.read(row.cell(5), decimals: 0).get().value
            let amount = try TypedNumber.read(row.cell(8), decimals: 3).get().value
            categories[Int(row.text(4)) ?? -1, default: 0] += amount
            let key = pieces < 0 ? "\(row.text(0))/R/\(day)" : row.text(0)
            if tickets[key] == nil { order.append(key) }
            var ticket =
                tickets[key]
                ?? SalesColumns.Ticket(
                    member: numbers[row.text(1)] ?? SalesColumns.nobody, day: day, bought: 0, net: 0, isPurchase: false)
            ticket.net += amount
            if pieces > 0 {
                ticket.bought += amount
                ticket.units += Int32(pieces)
                ticket.isPurchase = true
            }
            tickets[key] = ticket
        }
        for key in order { if let ticket = tickets[key] { sales.add(ticket) } }
    }
}

/// What pandas found.
struct CaseFacts: Decodable {
    let customers, transactions, customers_with_tx, birthday_on_0229: Int
    let gender, age_band_customers, birthday_in_month, days_since_last: [String: Int]
    let net_amount: Double
    let net_by_gender, net_by_age_band, net_by_prod_cat: [String: Double]
    let age_min_max: [Int]
    let next7: Int

    private enum CodingKeys: String, CodingKey {
        case customers, transactions, customers_with_tx, birthday_on_0229, gender, age_band_customers, birthday_in_month
        case days_since_last, net_amount, net_by_gender, net_by_age_band, net_by_prod_cat, age_min_max
        case next7 = "birthday_next_7_days_from_2014-02-26"
    }

    static func read() throws -> CaseFacts {
        try JSONDecoder().decode(
            CaseFacts.self, from: Data(contentsOf: CaseShop.folder.appendingPathComponent("facts.json")))
    }
}
