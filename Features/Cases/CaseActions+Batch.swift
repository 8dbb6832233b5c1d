import Database
import Handbook
import Kernel

/// Many prepared cases enter the register together: each with its number, its customer, its event, what it owes from that
/// event on, its place in the search, as one that is registered alone; only the tables are written table by table.
extension Cases {
    /// Numbers what is sure to come. Nothing of it is saved yet.
    func number(_ prepared: inout [PreparedCase]) throws {
        let numbers = try next("case", prepared.count)
        let closed = prepared.indices.filter { prepared[$0].closing != nil }
        for (index, number) in zip(prepared.indices, numbers) {
            let day = prepared[index].work.calendar.zone.day(of: tx.now)
            prepared[index].work.file.record.give(number: Self.number(number, on: day))
        }
        for (index, number) in zip(closed, try next("archive", closed.count)) {
            guard let closing = prepared[index].closing else { continue }
            let work = prepared[index].work
            prepared[index].work.file.record.endElsewhere(
                solution: closing.solution,
                Case.Archive(
                    number: Self.archiveNumber(number, on: work.calendar.zone.day(of: tx.now)),
                    evaluation: closing.evaluation, lesson: closing.lesson, at: closing.at, by: work.actor.staff.id))
        }
    }

    func enter(_ prepared: [PreparedCase], details: [String: String]) throws {
        try finish(prepared, details: details) { entered in try insert(entered) }
    }

    /// Cases that were published with their import: their rows are there already, what belongs to them is not.
    func finishPublished(_ staged: [StagedCase], by actor: Actor, details: [String: String]) throws {
        var desks: [HandbookVersion.ID: [Unit.ID: IntakeDesk]] = [:]
        let records = try require(staged.map(\.id))
        var prepared: [PreparedCase] = []
        for staged in staged {
            guard let record = records[staged.id] else { continue }
            let desk = try desks[record.version]?[record.unit] ?? desk(of: record.unit, for: actor)
            desks[record.version, default: [:]][record.unit] = desk
            let handbook = try tx.handbooks.handbook(record.version)
            var file = CaseFile(
                record: record, proposals: [], promises: [], penaltyLines: [], compensations: [], visits: [])
            file.details = staged.details
            let work = CaseWork(tx: tx, actor: actor, handbook: handbook, calendar: desk.calendar, file: file)
            guard staged.isNew else {
                try index(record)
                try work.finish(.caseAmended, details: details)
                continue
            }
            let registration = CaseAct.register(
                phone: staged.phone?.revealed ?? "", complainant: staged.complainant,
                memberNumber: staged.memberNumber)
            let intake = Intake(
                unit: record.unit, type: record.type, source: record.source, channel: record.channel,
                severity: record.severity, complainant: staged.complainant, phone: staged.phone,
                memberNumber: staged.memberNumber, report: record.report, grade: record.grade,
                details: staged.details)
            prepared.append(
                PreparedCase(
                    work: work,
                    passage: record.state == .archived
                        ? nil : try work.pass(registration, in: desk.gateContext(under: record.version, handbook)),
                    intake: intake, isHandlerSaid: staged.isHandlerSaid))
        }
        try finish(prepared, details: details) { entered in try complete(entered) }
        try tx.searchIndex.putNew(
            externalNumbers: staged.compactMap { staged in
                guard let number = staged.externalNumber, let record = records[staged.id] else { return nil }
                return (record, number)
            })
    }

    /// A case with what it owes next, for its row.
    struct Entered {
        let record: Case
        let next: Obligation?
    }

    private func finish(
        _ prepared: [PreparedCase], details: [String: String], save: ([Entered]) throws -> Void
    ) throws {
        guard let actor = prepared.first?.work.actor else { return }
        var prepared = prepared
        try meetCustomers(of: &prepared, by: actor)
        let holders = Holders(tx)
        var entered: [Entered] = []
        var events: [Event] = []
        var obligations: [(obligation: Obligation, event: Event.ID)] = []
        for entry in prepared {
            let record = entry.record
            var details = details
            details["number"] = record.number
            details["type"] = record.type.rawValue
            let kind: EventKind = entry.isHistory ? .caseImported : .caseReported
            let event = Event(
                id: tx.ids.make(), kind: kind, subject: record.subject, unit: record.unit, actor: actor.staff.id,
                at: tx.now, details: details)
            let owing = holders.owing(of: entry.work)
            let opened = try tx.obligations.begin(Happening(kind, at: tx.now, round: record.round), of: owing)
            obligations += opened.map { ($0, event.id) }
            if let passage = entry.passage {
                obligations += tx.obligations.answers(of: passage, under: event).map { ($0, event.id) }
            }
            events.append(event)
            entered.append(
                Entered(record: record, next: opened.min { ($0.dueAt, $0.id.rawValue) < ($1.dueAt, $1.id.rawValue) }))
        }
        try tx.record(events)
        try save(entered)
        try tx.obligations.insert(obligations)
        try tx.searchIndex.putNew(entered.map(\.record))
        try insertDetails(prepared.map { ($0.record.id, $0.intake.details) })
        if prepared.contains(where: { !$0.isHistory }) { tx.announce("cases") }
        tx.announce("wall")
        try hand(prepared.filter { !$0.isHistory }, by: actor)
    }

    private func meetCustomers(of prepared: inout [PreparedCase], by actor: Actor) throws {
        let named = prepared.indices.filter { !prepared[$0].intake.complainant.isEmpty }
        let customers = try tx.customers.know(
            named.map { CustomerCall(of: prepared[$0].intake) }, by: actor.staff.id)
        for (index, customer) in zip(named, customers) {
            prepared[index].work.file.record.customer = customer.id
            let entry = prepared[index]
            guard !entry.isHistory else { continue }
            try tx.customers.noteNeeds(
                entry.record.report.specialNeeds, of: customer.id, from: entry.record.number, by: actor.staff.id)
        }
    }

    /// Last of all who gets it: a major matter its owner (SOFT-09), every other whoever the lines say, where the file has
    /// not said it.
    private func hand(_ prepared: [PreparedCase], by actor: Actor) throws {
        var lines: [Unit.ID: Bool] = [:]
        for entry in prepared {
            var work = entry.work
            if work.file.record.severity == .major {
                try announceSeverity(work)
                try giveMajorToItsOwner(&work)
            }
            guard !entry.isHandlerSaid else { continue }
            let unit = entry.record.unit
            let hasLines = try lines[unit] ?? tx.assignments.hasLines(unit)
            lines[unit] = hasLines
            if hasLines { try tx.assignments.place(work) }
        }
    }
}

/// The people behind the duties, each looked up once: at one instant they do not change.
private final class Holders {
    private struct Key: Hashable {
        let duty: Duty
        let unit: Unit.ID
        let version: HandbookVersion.ID
    }

    private let tx: Transaction
    private var known: [Key: Staff.ID?] = [:]

    init(_ tx: Transaction) { self.tx = tx }

    func owing(of work: CaseWork) -> Owing {
        let record = work.file.record
        return Owing(
            subject: record.subject, unit: record.unit, circumstances: record.circumstances, round: record.round,
            version: record.version, handbook: work.handbook, calendar: work.calendar,
            holder: { duty in try self.holder(of: duty, for: work.file) })
    }

    private func holder(of duty: Duty, for file: CaseFile) throws -> Staff.ID? {
        switch duty {
        // Of the case itself: nothing to ask the database about.
        case .firstReceiver, .handler, .investigator, .transferor, .everyone, .post:
            return try tx.holder(of: duty, for: file)
        case .dutySupervisor, .decider:
            let key = Key(duty: duty, unit: file.record.unit, version: file.record.version)
            if let staff = known[key] { return staff }
            let staff = try tx.holder(of: duty, for: file)
            known[key] = .some(staff)
            return staff
        }
    }
}

extension CustomerCall {
    init(of intake: Intake) {
        self.init(
            name: intake.complainant, phone: intake.phone, memberNumber: intake.memberNumber, unit: intake.unit)
    }
}
