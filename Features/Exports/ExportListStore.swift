import Database
import Handbook
import Kernel

/// What an export is made for: who asked, under which filter, in which language and zone.
struct ExportAsk: Sendable {
    let actor: Actor
    let query: String
    let language: Language
    let zone: Zone
    let reveals: Bool
}

/// A list that can be taken out. A new one is one such value in `all`, and a button on its page.
struct ExportList: Sendable {
    let code: String
    let word: Word
    /// The page it is taken out of.
    let page: String
    /// The right without which it is not there at all.
    let needs: Permission
    let columns: [ExportColumn]
    /// The records under the filter and within the reach of the asker, in the order of the list, at most so many.
    let ids: @Sendable (ExportAsk, Transaction, _ limit: Int) throws -> [String]
    /// The cells of some records, by record and column. A record that is gone has none.
    let cells: @Sendable (ExportAsk, Transaction, [String]) throws -> [String: [String: SheetCell]]

    static let all: [ExportList] = [
        .cases, .customers, .obligations, .exceptions, .people, .events, .contacts, .messages, .slips, .library,
        .quality, .problems, .unsolved, .digests, .imports, .exports, .lines, .calendars, .figures, .found,
        .dispatches, .dailyReports, .daySteps,
    ]

    /// The cells of each record, by its id.
    static func cells<Record, Owner>(
        of records: [Record], by id: (Record) -> Identifier<Owner>, _ cells: (Record) throws -> [String: SheetCell]
    ) rethrows -> [String: [String: SheetCell]] {
        Dictionary(try records.map { (id($0).rawValue, try cells($0)) }) { first, _ in first }
    }

    static func find(_ code: String) -> ExportList? { all.first { $0.code == code } }
}

extension UnitReach {
    /// The condition of a list whose records belong to units; `own` are those of the person's own.
    func condition(unit: SQL, own: SQL) -> SQL {
        switch self {
        case .all: "1 = 1"
        case .some(let units): "(\(unit) IN \(list: units) OR \(own))"
        case .own: own
        case .nothing: "1 = 0"
        }
    }
}

extension SheetCell {
    init(_ text: String?) { self = text.map { $0.isEmpty ? .empty : .text($0) } ?? .empty }
    init(_ instant: Instant?, _ zone: Zone) { self = instant.map { .time($0, zone) } ?? .empty }
}

extension Transaction {
    /// The rows of a statement by their `id`.
    func byID<Value>(_ rows: [Row], _ value: (Row) throws -> Value) throws -> [String: Value] {
        Dictionary(try rows.map { (try $0.text("id"), try value($0)) }) { first, _ in first }
    }
}
