import Database
import Handbook
import Kernel

/// One import at work on one chunk: what its rows are read against, loaded once, and the way of its rows into the register.
struct Bringing {
    let tx: Transaction
    let record: Import
    let actor: Actor
    let surroundings: ImportSurroundings
    private let desks: Desks

    /// What became of a row.
    enum Outcome { case brought, updated, skipped }

    /// As the person who started it (or, before that, who assigned its columns last), never as another who uploaded it.
    /// Stops the import where the person may no longer bring data in, or no handbook binds the unit.
    init(_ record: Import, in tx: Transaction) throws {
        self.tx = tx
        self.record = record
        actor = try tx.actor(record.runsAs)
        guard actor.may(.importData, in: record.unit, isOwn: false), actor.holds(.createCase) else {
            throw Stopped(reason: Sentence(.importNoRight))
        }
        desks = Desks(tx: tx, actor: actor)
        let desk: IntakeDesk
        do { desk = try desks.desk(record.unit) } catch is IntakeRefusal {
            throw Stopped(reason: Sentence(.caseNoHandbook))
        }
        let units = try tx.units(for: actor, permitting: .createCase)
        var people: [String: Staff.ID?] = [:]
        for colleague in try tx.colleagues(of: record.unit, limit: 1000) {
            people[colleague.name] = people[colleague.name] == nil ? .some(colleague.id) : .some(nil)
        }
        for (account, id) in try tx.accounts(of: people.values.compactMap(\.self)) { people[account] = .some(id) }
        surroundings = ImportSurroundings(
            unit: record.unit,
            units: Dictionary(units.flatMap { [($0.code, $0.id), ($0.name, $0.id)] }) { first, _ in first },
            people: people,
            types: Dictionary(desk.handbook.caseTypes.map { ($0.label, $0.type) }) { first, _ in first },
            details: desk.handbook.details, now: tx.now, zone: desk.calendar.zone)
    }

    var details: [String: String] { ["import": record.id.rawValue, "source": record.source] }

    /// The records whose external numbers stand in these rows.
    func known(among rows: [SheetRow]) throws -> [String: String] {
        try tx.externalNumbers.find(
            rows.compactMap(externalNumber), kind: record.kind, source: record.source)
    }

    func externalNumber(of row: SheetRow) -> String? {
        let text = record.mapping.text("external_number", of: row)
        guard !text.isEmpty, text.count <= 64, !text.utf8.contains(0) else { return nil }
        return text
    }

    /// The problems of a row that an act has refused; throws on what is no refusal.
    func said(by error: any Error) throws -> [RowProblem] {
        switch error {
        case let refused as RowRefused: return refused.problems
        case let refusal as GateRefusal:
            return refusal.objections.map {
                RowProblem(
                    field: nil,
                    sentence: Sentence(.importClause, $0.clause, Language.chinese($0.missing)))
            }
        case IntakeRefusal.typeNotTaken(let type):
            return [RowProblem(field: "type", sentence: Sentence(.importTypeNotTaken, type.chinese))]
        case IntakeRefusal.noHandbookInForce: return [RowProblem(field: "unit", sentence: Sentence(.caseNoHandbook))]
        case Case.Refusal.noSuchCategory:
            return [RowProblem(field: "category", sentence: Sentence(.caseNoSuchCategory))]
        case Case.Refusal.noColleague: return [RowProblem(field: "handler", sentence: Sentence(.caseNoColleague))]
        case is Case.Refusal: return [RowProblem(field: "external_number", sentence: Sentence(.importCaseOver))]
        case is Customer.Refusal: return [RowProblem(field: nil, sentence: Sentence(.importCustomerRefused))]
        case is NotAllowed, is NotFound:
            return [RowProblem(field: "external_number", sentence: Sentence(.importElsewhere))]
        default: throw error
        }
    }

    func prepare(_ read: CaseRow, of customer: Customer?) throws -> PreparedCase {
        try tx.cases.prepare(read.brought, of: customer, at: desks.desk(read.brought.intake.unit))
    }
}

/// A row whose cells are no good.
struct RowRefused: Error {
    let problems: [RowProblem]
}

/// The desks of the units that stand in a chunk, each looked up once.
private final class Desks {
    private let tx: Transaction
    private let actor: Actor
    private var known: [Unit.ID: IntakeDesk] = [:]

    init(tx: Transaction, actor: Actor) {
        self.tx = tx
        self.actor = actor
    }

    func desk(_ unit: Unit.ID) throws -> IntakeDesk {
        if let desk = known[unit] { return desk }
        let desk = try tx.cases.desk(of: unit, for: actor)
        known[unit] = desk
        return desk
    }
}
