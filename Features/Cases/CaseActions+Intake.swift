import Database
import Handbook
import Kernel

/// What is known when a matter comes in: the register of GAME-86, typed once.
struct Intake: Equatable, Sendable {
    var unit: Unit.ID
    var type: CaseType
    var source: CaseSource
    var channel: Channel
    var severity: Severity
    var complainant: String
    var phone: PhoneNumber?
    var memberNumber: String
    var report: Case.Report
    /// A definite time given to the customer on the spot, and what was promised.
    var promise: Pledge?
    /// What kind of customer it is: the service level of the case (SOFT-64).
    var grade: CustomerGrade = .ordinary
    /// What a matter of this category has to be asked at once (SOFT-58).
    var details: [String: String] = [:]
    var parent: Case.ID? = nil
    /// The customer whom a person chose: nobody is looked for or filed again.
    var customer: Customer.ID? = nil
    /// When the customer brought it, where that was before it is registered: a letter's arrival.
    var raisedAt: Instant? = nil
    /// The address of the letter it came by.
    var mail = ""

    struct Pledge: Equatable, Sendable {
        var text: String
        var due: Instant
        /// The customer has named this time (GAME-80).
        var isAgreed = false
    }
}

/// Nothing binds a unit without a handbook in force: it cannot take cases.
enum IntakeRefusal: Error, Equatable {
    case noHandbookInForce
    case typeNotTaken(CaseType)
}

extension Cases {
    /// Registers a matter: numbered on first save, its clocks running from this instant.
    func register(_ intake: Intake, by actor: Actor) throws -> Case {
        guard try tx.units(for: actor, permitting: .createCase).contains(where: { $0.id == intake.unit }) else {
            throw NotAllowed(permission: .createCase, isElsewhere: actor.holds(.createCase))
        }
        let code = try tx.units.handbookCode(of: intake.unit)
        guard let version = try tx.handbooks.inForce(code, at: tx.now) else { throw IntakeRefusal.noHandbookInForce }
        let handbook = try tx.handbooks.handbook(of: version)
        guard handbook.caseTypes.contains(where: { $0.type == intake.type }) else {
            throw IntakeRefusal.typeNotTaken(intake.type)
        }
        try handbook.requireListed(intake.report.category)
        let calendar = try tx.calendars.calendar(of: intake.unit, under: handbook)
        let customer = try bringer(of: intake, by: actor)
        try customer?.requireService(bySupervisor: actor.may(.blockCustomer, in: intake.unit, isOwn: false))
        let record = Case(
            id: tx.ids.make(), number: try nextNumber(in: calendar.zone), unit: intake.unit, type: intake.type,
            source: intake.source, channel: intake.channel, severity: intake.severity, customer: customer?.id,
            grade: customer?.level(on: calendar.zone.day(of: tx.now)) ?? intake.grade, report: intake.report,
            receivedBy: actor.staff.id, under: version.id,
            steps: handbook.steps(for: intake.type), at: min(intake.raisedAt ?? tx.now, tx.now))
        var file = CaseFile(
            record: record, proposals: [], promises: [], penaltyLines: [], compensations: [], visits: [])
        let asked = Set(handbook.details[intake.report.category] ?? [])
        let details = intake.details.filter { asked.contains($0.key) && !$0.value.isEmpty }
        file.details = details
        var work = CaseWork(tx: tx, actor: actor, handbook: handbook, calendar: calendar, file: file)
        // What is on file need not be typed.
        let phone = intake.phone ?? customer?.phone
        let known = customer?.facts
        let complainant = intake.complainant.isEmpty ? (known?.name ?? "") : intake.complainant
        let memberNumber = intake.memberNumber.isEmpty ? (known?.memberNumber ?? "") : intake.memberNumber
        let passage = try work.pass(
            .register(
                phone: phone?.revealed ?? "", complainant: complainant, memberNumber: memberNumber, mail: intake.mail))
        try insert(record)
        if let customer {
            try tx.customers.noteNeeds(
                record.report.specialNeeds, of: customer.id, from: record.number, by: actor.staff.id)
        }
        // The row has just been written: there is nothing to save anew.
        var (_, owed) = try tx.tell(
            .caseReported, on: work, by: actor.staff.id,
            details: ["number": record.number, "type": record.type.rawValue], passage: passage, at: record.reportedAt)
        if !details.isEmpty { try work.parts.save(details: details) }
        if record.severity > .ordinary {
            try announceSeverity(work)
            owed = try tx.obligations.open(of: record.subject)
        }
        if phone == nil, !intake.mail.isEmpty { try oweNumber(work) }
        try acknowledge(work, owing: owed)
        try sendReceipt(of: work, to: customer)
        // A major matter belongs to the department manager at once (SOFT-09).
        try giveMajorToItsOwner(&work)
        if let parent = intake.parent { try link(record.id, to: parent, by: actor) }
        if let promise = intake.promise {
            try self.promise(
                promise.text, due: promise.due, isAgreed: promise.isAgreed, on: record.id, by: actor)
        }
        // Last of all: who gets it.
        let isChanged = intake.parent != nil || intake.promise != nil
        try tx.assignments.place(isChanged ? self.work(on: self.file(record.id), by: actor) : work)
        return record
    }

    /// Whom a person chose, as far as they may know of them; else who is known by what was typed, or is new.
    private func bringer(of intake: Intake, by actor: Actor) throws -> Customer? {
        guard let id = intake.customer else {
            if intake.complainant.isEmpty { return nil }
            return try tx.customers.know(
                name: intake.complainant, phone: intake.phone, memberNumber: intake.memberNumber, in: intake.unit,
                by: actor.staff.id)
        }
        let customer = try tx.customers.chosen(id, for: actor)
        try customer.requireInUse()
        guard customer.phone == nil, let phone = intake.phone else { return customer }
        return try tx.customers.learn(phone, of: customer, by: actor)
    }

    /// Where the clause wants a number and took an address for the time being, the case says that it is to be asked for.
    private func oweNumber(_ work: CaseWork) throws {
        for case (let clause, .registration(let fields)) in work.handbook.gates() where fields.contains(.contact) {
            try work.parts.insert(
                CaseEntry(
                    id: tx.ids.make(), kind: .note, author: nil, at: tx.now,
                    text: Language.chinese(.caseOwesNumber, clause.number)))
        }
    }

    /// 回执: number and expected time, for the customer to be told or sent; it answers no clause (GEN2-17).
    func acknowledge(_ work: CaseWork, owing owed: [Obligation]) throws {
        let record = work.file.record
        let due =
            owed
            .filter { [.deadline(.firstReply), .deadline(.complete)].contains($0.rule) }.map(\.dueAt).min()
        let expected = due.map { $0.dateAndTime(in: work.calendar.zone) } ?? ""
        let t = Language.chinese
        let text = t(due == nil ? .caseReceiptBare : .caseReceipt, record.number, expected)
        try work.parts.insert(
            CaseEntry(id: tx.ids.make(), kind: .receipt, author: nil, at: tx.now, text: text))
    }
}
