import Database
import Handbook
import Kernel

/// One import at work on one chunk: what its rows are read against, loaded once, and the way of a row into the register.
struct Bringing {
    let tx: Transaction
    let record: Import
    let actor: Actor
    let surroundings: ImportSurroundings
    private let desks: Desks

    /// What became of a row.
    enum Outcome { case brought, updated, skipped }

    /// Stops the import where the person may no longer bring data in, or no handbook binds the unit.
    init(_ record: Import, in tx: Transaction) throws {
        self.tx = tx
        self.record = record
        actor = try tx.actor(record.by)
        guard actor.may(.importData, in: record.unit, isOwn: false), actor.holds(.createCase) else {
            throw Stopped(reason: Sentence(.importNoRight))
        }
        desks = Desks(tx: tx)
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
            now: tx.now, zone: desk.calendar.zone)
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

    /// Everything that is wrong with a row; it is brought in as far as it goes, so the caller undoes it.
    func problems(of row: SheetRow, known: [String: String]) throws -> [RowProblem] {
        switch record.kind {
        case .cases:
            let read = CaseRow(row, record.mapping, in: surroundings)
            let isKnown = read.externalNumber.map { known[$0] != nil } ?? false
            guard !isKnown || read.problems.isEmpty else { return read.problems }
            do {
                if isKnown { _ = try bring(row, known: known) } else { _ = try prepare(read) }
                return read.problems
            } catch {
                return read.problems + (try said(by: error))
            }
        case .customers:
            let read = CustomerRow(row, record.mapping, in: surroundings)
            guard read.problems.isEmpty else { return read.problems }
            do {
                _ = try bringCustomer(read, known: known, .update)
                return []
            } catch { return try said(by: error) }
        }
    }

    /// One row into the register. Throws a refusal, which `said(by:)` turns into the problems of the row.
    func bring(_ row: SheetRow, known: [String: String]) throws -> Outcome {
        let existing = record.existing ?? .update
        switch record.kind {
        case .cases:
            let read = CaseRow(row, record.mapping, in: surroundings)
            guard read.problems.isEmpty else { throw RowRefused(problems: read.problems) }
            if let number = read.externalNumber, let id = known[number] {
                if existing == .skip { return .skipped }
                let changed = try tx.cases.amend(
                    Case.ID(id), CaseAmendment(report: read.brought.intake.report), by: actor, details: details)
                return changed.isEmpty ? .skipped : .updated
            }
            let prepared = try prepare(read)
            try tx.cases.enter(prepared, details: details)
            if let number = read.externalNumber {
                try tx.externalNumbers.add(
                    number, kind: .cases, source: record.source, record: prepared.record.id.rawValue,
                    under: record.id)
            }
            return .brought
        case .customers:
            return try bringCustomer(CustomerRow(row, record.mapping, in: surroundings), known: known, existing)
        }
    }

    /// A row that waits to be published with all others.
    func stage(_ row: SheetRow, known: [String: String], chunk: Int) throws -> Outcome {
        let read = CaseRow(row, record.mapping, in: surroundings)
        guard read.problems.isEmpty else { throw RowRefused(problems: read.problems) }
        if let number = read.externalNumber, let id = known[number] {
            if record.existing == .skip { return .skipped }
            let work = try tx.cases.work(on: Case.ID(id), by: actor, needing: .createCase)
            try work.refuseIfOver()
            let amended = CaseAmendment(report: read.brought.intake.report).applied(to: work.file.record.report)
            guard !amended.changed.isEmpty else { return .skipped }
            var corrected = PreparedCase(work: work, passage: nil, intake: read.brought.intake)
            corrected.work.file.record.report = amended.report
            try tx.cases.stage(
                corrected, isNew: false, externalSource: record.source, externalNumber: nil,
                under: record.id.rawValue, chunk: chunk)
            return .updated
        }
        try tx.cases.stage(
            try prepare(read), isNew: true, externalSource: record.source, externalNumber: read.externalNumber,
            under: record.id.rawValue, chunk: chunk)
        return .brought
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
        case is Case.Refusal: return [RowProblem(field: "external_number", sentence: Sentence(.importCaseOver))]
        case is Customer.Refusal: return [RowProblem(field: nil, sentence: Sentence(.importCustomerRefused))]
        case is NotAllowed, is NotFound:
            return [RowProblem(field: "external_number", sentence: Sentence(.importElsewhere))]
        default: throw error
        }
    }

    private func prepare(_ read: CaseRow) throws -> PreparedCase {
        try tx.cases.prepare(read.brought, at: desks.desk(read.brought.intake.unit), by: actor)
    }

    private func bringCustomer(
        _ read: CustomerRow, known: [String: String], _ existing: Import.Existing
    ) throws -> Outcome {
        guard read.problems.isEmpty else { throw RowRefused(problems: read.problems) }
        if let number = read.externalNumber, let id = known[number] {
            if existing == .skip { return .skipped }
            return try tx.customers.correct(
                Customer.ID(id), read.facts, phone: read.phone, by: actor, because: "E-\(record.number)")
                ? .updated : .skipped
        }
        let (customer, isNew) = try tx.customers.bring(read.facts, phone: read.phone, in: read.unit, by: actor)
        if let number = read.externalNumber {
            try tx.externalNumbers.add(
                number, kind: .customers, source: record.source, record: customer.id.rawValue, under: record.id)
        }
        return isNew ? .brought : .skipped
    }
}

/// A row whose cells are no good.
struct RowRefused: Error {
    let problems: [RowProblem]
}

/// The desks of the units that stand in a chunk, each looked up once.
private final class Desks {
    private let tx: Transaction
    private var known: [Unit.ID: IntakeDesk] = [:]

    init(tx: Transaction) { self.tx = tx }

    func desk(_ unit: Unit.ID) throws -> IntakeDesk {
        if let desk = known[unit] { return desk }
        let desk = try tx.cases.desk(of: unit)
        known[unit] = desk
        return desk
    }
}
