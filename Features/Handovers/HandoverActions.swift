import Database
import Handbook
import Kernel

/// What is stated on a sheet: its lines, what there is none of, and the difficult problems that begin to roll.
struct HandoverStatement: Equatable, Sendable {
    struct Matter: Equatable, Sendable {
        var text: String
        /// The number of a case, or nothing.
        var caseNumber = ""
    }

    var lines: [HandoverSheet.Line] = []
    var none: Set<HandoverSection> = []
    var other = ""
    var matters: [Matter] = []
    /// Who is to take it over; of a shift whoever of the next one signs.
    var taker: Staff.ID?
}

/// Opening a sheet, writing it, and handing it over (GAME-50, GAME-53).
extension Handovers {
    /// The sheet of the shift that a person works or has just worked; there is one for all of a shift.
    @discardableResult
    func open(by actor: Actor) throws -> Handover {
        let around = (tx.now - .hours(12))..<(tx.now + .hours(1))
        guard let shift = try HandoverChange.own(tx.shifts.of(actor.staff.id, between: around), at: tx.now) else {
            throw Handover.Refusal.noShift
        }
        if let there = try of(shift.unit, endingAt: shift.span.upperBound) { return there }
        guard let change = try change(in: shift.unit, at: shift.span.upperBound) else { throw Handover.Refusal.noShift }
        return try draft(change, giver: actor.staff.id, by: actor.staff.id)
    }

    func write(_ id: Handover.ID, _ statement: HandoverStatement, by actor: Actor) throws {
        var handover = try own(id, by: actor)
        try write(statement, on: &handover, by: actor)
        try save(handover)
        try record(.handoverWritten, handover, by: actor.staff.id)
    }

    /// What the clauses want stated is stated, or nothing is handed over and every section that is missing is named.
    func offer(_ id: Handover.ID, _ statement: HandoverStatement, by actor: Actor) throws {
        var handover = try own(id, by: actor)
        try refuseEarly(handover)
        try write(statement, on: &handover, by: actor)
        try handover.offer(by: actor.staff.id, at: tx.now)
        let ground = try tx.absenceGround(of: handover.unit)
        let entries = try filling(of: handover, on: ground).entries()
        try requireFit(handover, entries)
        try tx.handoverSheets.keep(entries, of: handover.id)
        let passage = try tx.obligations.pass(
            try sheetChecks(of: handover, on: ground) + dayChecks(of: handover, on: ground),
            of: owing(handover, on: ground, handler: actor.staff.id))
        try save(handover)
        let takers = try takers(of: handover)
        // Due when the next shift begins; a quarter of an hour where it has begun already.
        let due = max(handover.time.next?.lowerBound ?? tx.now + .hours(12), tx.now + .minutes(15))
        let event = try tx.record(
            .handoverOffered, of: owing(handover, on: ground, handler: takers.first), by: actor.staff.id,
            passage: passage, promised: handover.kind.isLeaving ? min(due, handover.time.until) : due,
            details: ["number": handover.number])
        try tx.notify(takers, of: event)
    }

    func takeBack(_ id: Handover.ID, by actor: Actor) throws {
        var handover = try visible(id, to: actor)
        try handover.takeBack(by: actor.staff.id)
        try save(handover)
        let ground = try tx.absenceGround(of: handover.unit)
        let event = try tx.record(
            .handoverTakenBack, of: owing(handover, on: ground, handler: actor.staff.id), by: actor.staff.id,
            promised: handover.time.until, details: ["number": handover.number])
        try tx.notify(try takers(of: handover), of: event)
    }

    /// Somebody says what became of something that rolled on; whoever works there may.
    func close(_ id: HandoverMatter.ID, on sheet: Handover.ID, saying text: String, by actor: Actor) throws {
        let handover = try visible(sheet, to: actor)
        guard var matter = try tx.handoverSheets.matter(id), matter.unit == handover.unit else {
            throw Handover.Refusal.unknownMatter
        }
        // A matter of somebody who left is closed on their own sheet alone.
        if matter.handover != sheet {
            guard handover.kind == .shift, try find(matter.handover)?.kind == .shift else {
                throw Handover.Refusal.unknownMatter
            }
        }
        try matter.close(saying: text, by: actor.staff.id, at: tx.now)
        try tx.handoverSheets.save(matter)
        let event = try record(.handoverMatterClosed, handover, by: actor.staff.id)
        try tx.notify([matter.openedBy], of: event)
    }

    /// Who may see a sheet: its two people, whoever works in the unit (of a shift), and whoever may settle handovers there.
    func visible(_ id: Handover.ID, to actor: Actor) throws -> Handover {
        guard let handover = try find(id), try sees(handover, actor) else { throw Handover.Refusal.unknown }
        return handover
    }

    func sees(_ handover: Handover, _ actor: Actor) throws -> Bool {
        if handover.giver == actor.staff.id || handover.taker == actor.staff.id { return true }
        if actor.may(.settleHandover, in: handover.unit, isOwn: false) { return true }
        return try handover.kind == .shift && tx.workUnits(of: actor).contains(handover.unit)
    }

    /// Chore: the shifts that end within the half hour get their sheet, and owe it; answers how many there were.
    func openDue(limit: Int) throws -> Int {
        var count = 0
        for (unit, until) in try tx.shifts.ending(between: tx.now..<(tx.now + .minutes(30)), limit: limit)
        where try of(unit, endingAt: until) == nil {
            let ground = try tx.absenceGround(of: unit)
            guard !ground.handbook.deadlines(.writeHandover, for: Circumstances()).isEmpty,
                let change = try change(in: unit, at: until),
                let giver = change.outgoing.first
            else { continue }
            try draft(change, giver: giver, by: nil)
            count += 1
        }
        return count
    }

    func change(in unit: Unit.ID, at until: Instant) throws -> HandoverChange? {
        HandoverChange(in: unit, at: until, among: try tx.shifts.covering(unit, HandoverChange.around(until)))
    }

    @discardableResult
    private func draft(_ change: HandoverChange, giver: Staff.ID, by staff: Staff.ID?) throws -> Handover {
        let ground = try tx.absenceGround(of: change.unit)
        let today = ground.zone.day(of: tx.now)
        let handover = Handover(
            id: tx.ids.make(), number: try nextNumber(on: today), unit: change.unit, kind: .shift,
            time: Handover.Time(until: change.until, next: change.next), openedAt: tx.now, giver: giver)
        try insert(handover, on: today)
        let event = try tx.record(
            .handoverDue, of: owing(handover, on: ground, handler: giver), by: staff, promised: change.until,
            details: ["number": handover.number])
        if staff == nil { try tx.notify(change.outgoing, of: event) }
        return handover
    }

    private func write(_ statement: HandoverStatement, on handover: inout Handover, by actor: Actor) throws {
        try handover.write(by: actor.staff.id)
        if handover.kind.isLeaving {
            if let taker = statement.taker, try tx.staff.find(taker)?.isActive != true {
                throw Handover.Refusal.noColleague
            }
            try handover.name(taker: statement.taker)
        }
        var sheet = try tx.handoverSheets.of(handover.id)
        sheet.lines = statement.lines
        sheet.none = statement.none
        sheet.other = statement.other
        try tx.handoverSheets.save(sheet, of: handover.id)
        let open = try tx.handoverSheets.openMatters(of: handover.unit).count
        guard open + statement.matters.count <= Handover.mostMatters else {
            throw Handover.Refusal.tooManyMatters(Handover.mostMatters)
        }
        for matter in statement.matters { try begin(matter.text, matter.caseNumber, on: handover, by: actor) }
    }

    private func begin(_ text: String, _ caseNumber: String, on handover: Handover, by actor: Actor) throws {
        var record: Case?
        if !caseNumber.isEmpty {
            record = try tx.cases.find(number: caseNumber)
            guard let record, actor.may(.readCase, in: record.unit, isOwn: record.concerns(actor.staff.id)) else {
                throw Handover.Refusal.unknownCase(caseNumber)
            }
        }
        try tx.handoverSheets.insert(
            HandoverMatter(
                id: tx.ids.make(), unit: handover.unit, handover: handover.id, text: text, record: record?.id,
                openedBy: actor.staff.id, openedAt: tx.now), isLeaving: handover.kind.isLeaving)
    }

    private func sheetChecks(of handover: Handover, on ground: AbsenceGround) throws -> [GateCheck] {
        guard handover.kind == .shift, case .handoverSheet(let sections)? = ground.gate(.handoverSheet)?.gate else {
            return []
        }
        let items = try items(of: handover, on: ground)
        let missing = try tx.handoverSheets.of(handover.id).missing(sections, of: items)
        return ground.check(
            .handoverSheet,
            missing: missing.isEmpty ? nil : Sentence(.handoverMissing(missing)))
    }

    /// No step of the shift's day is open (MART-26): done, or left out with a reason.
    private func dayChecks(of handover: Handover, on ground: AbsenceGround) throws -> [GateCheck] {
        guard handover.kind == .shift, ground.gate(.dayClose) != nil else { return [] }
        let open = try tx.dayPlans.undone(in: handover.unit, endingAt: handover.time.until).filter(\.state.isOpen)
        let names = open.prefix(6).map(\.terms.name).joined(separator: " / ") + (open.count > 6 ? "…" : "")
        return ground.check(.dayClose, missing: open.isEmpty ? nil : Sentence(.dayStepsOpen, names))
    }

    /// A sheet may be written by whoever works the shift it is of; of a leave by who leaves.
    private func own(_ id: Handover.ID, by actor: Actor) throws -> Handover {
        let handover = try visible(id, to: actor)
        if handover.kind == .shift {
            let outgoing = try change(in: handover.unit, at: handover.time.until)?.outgoing ?? []
            guard outgoing.contains(actor.staff.id) || handover.giver == actor.staff.id else {
                throw Handover.Refusal.notYours
            }
        }
        return handover
    }
}
