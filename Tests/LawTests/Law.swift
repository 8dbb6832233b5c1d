import Database
import Handbook
import Kernel

@testable import Desk

/// What holds of a department at rest, whoever has worked in it at once. Answers what breaks it, in words.
///
/// A new feature adds its laws to a list of its own, and the list to `Law.all`.
struct Law: Sendable {
    let name: String
    let broken: @Sendable (Transaction, Department) throws -> [String]

    init(_ name: String, _ broken: @Sendable @escaping (Transaction, Department) throws -> [String]) {
        self.name = name
        self.broken = broken
    }

    /// A question whose answer must be empty.
    init(_ name: String, nothing question: SQL) {
        self.init(name) { tx, _ in
            try tx.execute(question).prefix(3).map { row in
                row.names.map { "\($0) \(row[$0])" }.joined(separator: ", ")
            }
        }
    }

    static let all = counters + shifts + obligations + kinship + machines

    static func broken(in tx: Transaction, of department: Department, among laws: [Law] = all) throws -> [String] {
        try laws.flatMap { law in try law.broken(tx, department).map { "«\(law.name)»: \($0)" } }
    }
}
