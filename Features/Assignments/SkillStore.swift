import Database
import Kernel

/// What people can: skills and languages with a level, and which key customers have an agent of their own (SOFT-64).
struct Skills {
    let tx: Transaction

    /// Of one person.
    static let most = 50

    func of(_ person: Staff.ID) throws -> [(skill: String, level: Int)] {
        try tx.execute(
            """
            SELECT skill, level FROM staff_skill WHERE staff_id = \(person)
            ORDER BY level DESC, skill LIMIT \(Self.most)
            """
        ).map { (try $0.text("skill"), try $0.int("level")) }
    }

    func of(_ people: [Staff.ID]) throws -> [Staff.ID: [String: Int]] {
        guard !people.isEmpty else { return [:] }
        var skills: [Staff.ID: [String: Int]] = [:]
        for row in try tx.execute(
            """
            SELECT staff_id, skill, level FROM staff_skill WHERE staff_id IN \(list: people)
            ORDER BY staff_id, skill LIMIT \(people.count * Self.most)
            """
        ) {
            skills[try row.id("staff_id"), default: [:]][try row.text("skill")] = try row.int("level")
        }
        return skills
    }

    /// Every skill there is a word for, to choose from.
    func known() throws -> [String] {
        try tx.execute(
            """
            SELECT skill FROM (SELECT skill FROM staff_skill UNION SELECT skill FROM line_need) AS named
            ORDER BY skill LIMIT 200
            """
        ).map { try $0.text("skill") }
    }

    func put(_ skill: String, level: Int, of person: Staff.ID) throws {
        try tx.execute(
            """
            INSERT INTO staff_skill (staff_id, skill, level) VALUES (\(person), \(skill), \(level))
            ON CONFLICT (staff_id, skill) DO UPDATE SET level = \(level)
            """
        )
    }

    func remove(_ skill: String, of person: Staff.ID) throws {
        try tx.execute("DELETE FROM staff_skill WHERE staff_id = \(person) AND skill = \(skill)")
    }

    func dedicatedAgent(of customer: Customer.ID) throws -> Staff.ID? {
        try tx.execute("SELECT staff_id FROM dedicated_agent WHERE customer_id = \(customer)").first?.id("staff_id")
    }

    func dedicate(_ agent: Staff.ID?, to customer: Customer.ID, by staff: Staff.ID) throws {
        guard let agent else {
            try tx.execute("DELETE FROM dedicated_agent WHERE customer_id = \(customer)")
            return
        }
        try tx.execute(
            """
            INSERT INTO dedicated_agent (customer_id, staff_id, since, by_staff)
            VALUES (\(customer), \(agent), \(tx.now), \(staff))
            ON CONFLICT (customer_id) DO UPDATE SET staff_id = \(agent), since = \(tx.now), by_staff = \(staff)
            """
        )
    }
}

extension Transaction {
    var skills: Skills { Skills(tx: self) }
}
