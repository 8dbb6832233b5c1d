import Foundation
import Kernel
import Retail
import Sheets

/// A year of 482 households at a grocer's, as it lies beside the checkout (`complete-journey`, 84.51°, CC0).
struct Grocery {
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("../../../shared/data/complete-journey")
    static let isHere = FileManager.default.fileExists(atPath: folder.path)
    static let absence = "../shared/data/complete-journey is absent: figures by trait are not compared"
    static let day = Day(2018, 1, 1)
    static let window = Day(2017, 1, 1)...Day(2018, 1, 1)

    static let read = Result { try Grocery() }

    var sales = SalesColumns()
    private var numbers: [String: Int32] = [:]
    var households: [String] = []
    var rows = 0
    /// Departments by their number, and what each household bought of them.
    var departments: [String] = []
    var mix = PreferenceTable(values: [], groups: 0, categories: 0)

    private init() throws {
        var departmentOf: [String: Int32] = [:]
        var known: [String: Int32] = [:]
        let products = try LongTable(path: Self.folder.appendingPathComponent("products.csv.gz").path)
        _ = try products.next()
        while let row = try products.next() {
            let name = row.text(2)
            if known[name] == nil {
                known[name] = Int32(departments.count)
                departments.append(name)
            }
            departmentOf[row.text(0)] = known[name]
        }
        // Some things that were sold are in no list of products.
        departments.append("")
        mix = PreferenceTable(values: [], groups: 0, categories: departments.count)
        let sold = try LongTable(path: Self.folder.appendingPathComponent("transactions.csv.gz").path)
        _ = try sold.next()
        var (basket, ticket): (String, SalesColumns.Ticket?) = ("", nil)
        while let row = try sold.next() {
            rows += 1
            let name = row.text(0)
            let household = numbers[name] ?? Int32(households.count)
            if household == households.count {
                numbers[name] = household
                households.append(name)
            }
            let amount = try TypedNumber.read(row.cell(5), decimals: 3).get().value
            // Every row is a purchase here, those of nothing too.
            mix.add(
                member: household, category: departmentOf[row.text(3)].map(Int.init) ?? departments.count - 1,
                net: amount)
            if row.text(2) != basket {
                if let ticket { sales.add(ticket) }
                basket = row.text(2)
                let day = try TypedDate.read(row.cell(10)).get().day
                ticket = SalesColumns.Ticket(member: household, day: day, bought: 0, net: 0, isPurchase: true)
            }
            ticket?.net += amount
            ticket?.bought += amount
            ticket?.units += Int32(try TypedNumber.read(row.cell(4), decimals: 0).get().value)
        }
        if let ticket { sales.add(ticket) }
    }

    /// The values of one column of the households' facts, and which household has which.
    func trait(_ column: String) throws -> (names: [String], values: [Int32]) {
        let table = try LongTable(path: Self.folder.appendingPathComponent("demographics.csv").path)
        let heading = try table.next()
        let place = (0..<(heading?.count ?? 0)).first { heading?.text($0) == column } ?? 0
        var (names, values) = ([String](), [Int32](repeating: -1, count: households.count))
        while let row = try table.next() {
            guard let household = numbers[row.text(0)] else { continue }
            let name = row.text(place)
            let value = names.firstIndex(of: name) ?? names.count
            if value == names.count { names.append(name) }
            values[Int(household)] = Int32(value)
        }
        return (names, values)
    }
}

/// What pandas found.
struct GroceryFacts: Decodable {
    struct Row: Decodable {
        let households, baskets: Int
        let sales, avg_basket: Double
    }

    struct Scores: Decodable {
        let customers, n_555, n_111: Int
        let quintile_thresholds: [String: [Double]]
    }

    let households, rows, baskets: Int
    let sales_value, profiled_share_of_sales, top20pct_share: Double
    let by_age, by_income, by_household_size, by_kids_count: [String: Row]
    let rfm: Scores
    let days_since_last_purchase: [String: Int]
    let monthly_sales, department_top8: [String: Double]

    static func read() throws -> GroceryFacts {
        try JSONDecoder().decode(
            GroceryFacts.self, from: Data(contentsOf: Grocery.folder.appendingPathComponent("facts.json")))
    }
}
