import Database
import Kernel

/// Who the texts of cases are about, for lists, forms of many cases and files that go out: what is masked beside a text
/// is masked in it (C02, GAME-24).
extension Cases {
    /// More sides of disputes than this in one list are covered case by case on their pages.
    private static let mostParties = 5000

    func cover(of file: CaseFile) throws -> Cover {
        let customer = try file.record.customer.flatMap { try tx.customers.find($0) }
        return Cover(of: customer, try contacts(of: customer), file.parties.map { ($0.name, $0.phone) })
    }

    /// Whom one talks to, where the customer is an organisation or a household.
    func contacts(of customer: Customer?) throws -> [PersonName] {
        guard let customer, customer.kind != .person else { return [] }
        return try tx.customers.contacts(of: customer.id).map(\.name)
    }

    /// Lines of lists, as everybody may see them.
    func covered(_ lines: [LibraryLine]) throws -> [LibraryLine] {
        try covered(lines, of: \.id) { line, cover in
            line.subject = cover(line.subject)
            line.solution = cover(line.solution)
            line.lesson = cover(line.lesson)
        }
    }

    func covered(_ lines: [UnsolvedLine]) throws -> [UnsolvedLine] {
        try covered(lines, of: \.id) { line, cover in line.subject = cover(line.subject) }
    }

    func covered(_ lines: [CaseLine]) throws -> [CaseLine] {
        try covered(lines, of: \.id) { line, cover in line.subject = cover(line.subject) }
    }

    func covered(_ slips: [Slip]) throws -> [Slip] {
        try covered(slips, of: \.record) { slip, cover in slip.cover(cover) }
    }

    func covered(_ issues: [QualityIssue]) throws -> [QualityIssue] {
        try covered(issues, of: \.record) { issue, cover in issue.cover(cover) }
    }

    private func covered<Line>(
        _ lines: [Line], of record: KeyPath<Line, Case.ID>, _ change: (inout Line, Cover) -> Void
    ) throws -> [Line] {
        let covers = try covers(of: lines.map { $0[keyPath: record] })
        return lines.map { line in
            var shown = line
            change(&shown, covers[line[keyPath: record]])
            return shown
        }
    }

    /// Of at most a thousand cases: three questions, however many they are.
    func covers(of ids: some Sequence<Case.ID>) throws -> CaseCovers {
        let ids = Array(Set(ids).sorted { $0.rawValue < $1.rawValue }.prefix(1000))
        guard !ids.isEmpty else { return CaseCovers() }
        let rows = try tx.execute(
            """
            SELECT id, customer_id FROM service_case
            WHERE id IN \(list: ids) AND customer_id IS NOT NULL
            ORDER BY id
            LIMIT 1000
            """
        )
        let customers = try tx.customers.find(Set(rows.map { try $0.id("customer_id") }))
        let contacts = try tx.customers.contactNames(
            of: customers.values.filter { $0.kind != .person }.map(\.id))
        let parties = try tx.execute(
            """
            SELECT case_id, name, phone FROM dispute_party
            WHERE case_id IN \(list: ids)
            ORDER BY case_id, id
            LIMIT \(Self.mostParties)
            """
        )
        var sides: [Case.ID: [(name: PersonName, phone: PhoneNumber?)]] = [:]
        for row in parties {
            let phone = try row.text(ifPresent: "phone").map(PhoneNumber.init(stored:))
            sides[try row.id("case_id"), default: []].append((PersonName(try row.text("name")), phone))
        }
        let owners: [Case.ID: Customer.ID] = Dictionary(
            try rows.map { (try $0.id("id"), try $0.id("customer_id")) }
        ) { first, _ in first }
        return CaseCovers(
            Dictionary(
                ids.map { id in
                    let customer = owners[id].flatMap { customers[$0] }
                    return (id, Cover(of: customer, customer.flatMap { contacts[$0.id] } ?? [], sides[id] ?? []))
                }
            ) { first, _ in first })
    }
}
