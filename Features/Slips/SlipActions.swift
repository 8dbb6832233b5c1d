import Database
import Handbook
import Kernel

/// What is done with a slip. Its clocks are obligations of the case, one set for each slip: answer (SOFT-71: 4 h), done
/// by the date named, verified by another.
extension Slips {
    @discardableResult
    func send(_ order: SlipOrder, on id: Case.ID, by actor: Actor) throws -> Slip {
        let work = try tx.cases.work(on: id, by: actor, needing: .workCase)
        try work.refuseIfOver()
        guard order.needBy > tx.now else { throw Slip.Refusal.inThePast }
        guard try tx.canTakeCases(order.receiver) else { throw Case.Refusal.noColleague }
        guard try of(id).count < Self.bound else { throw TooMany(Self.bound) }
        let slip = Slip(id: tx.ids.make(), order, on: work.file.record, sentBy: actor.staff.id, at: tx.now)
        try save(slip)
        // A supervision has its date from the start; a cooperation gets one from whoever accepts it.
        try finish(.slipSent, slip, on: work, promised: slip.kind == .supervision ? slip.needBy : nil)
        return slip
    }

    func accept(_ id: Slip.ID, naming person: Staff.ID, until due: Instant, by actor: Actor) throws {
        var (slip, work) = try open(id, by: actor)
        guard try tx.canTakeCases(person) else { throw Case.Refusal.noColleague }
        try slip.accept(by: actor.staff.id, naming: person, until: due, at: tx.now)
        try save(slip)
        try finish(.slipAccepted, slip, on: work, promised: due)
    }

    func decline(_ id: Slip.ID, because reason: String, by actor: Actor) throws {
        var (slip, work) = try open(id, by: actor)
        try slip.decline(by: actor.staff.id, because: reason)
        try save(slip)
        try finish(.slipDeclined, slip, on: work)
    }

    func urge(_ id: Slip.ID, by actor: Actor) throws {
        var (slip, work) = try asking(id, by: actor)
        try slip.urge()
        try save(slip)
        try finish(.slipUrged, slip, on: work)
    }

    func finish(_ id: Slip.ID, saying reply: String, by actor: Actor) throws {
        var (slip, work) = try open(id, by: actor)
        try slip.finish(by: actor.staff.id, saying: reply, at: tx.now)
        try save(slip)
        try finish(.slipDone, slip, on: work)
    }

    func verify(_ id: Slip.ID, by actor: Actor) throws {
        var (slip, work) = try asking(id, by: actor)
        try slip.verify(by: actor.staff.id, at: tx.now)
        try save(slip)
        try finish(.slipVerified, slip, on: work)
    }

    func sendBack(_ id: Slip.ID, until due: Instant, because reason: String, by actor: Actor) throws {
        var (slip, work) = try asking(id, by: actor)
        try slip.sendBack(by: actor.staff.id, until: due, because: reason, at: tx.now)
        try save(slip)
        try finish(.slipSentBack, slip, on: work, promised: due)
    }

    /// Held back where somebody else has moved it on since the form was opened.
    func refuseIfOvertaken(_ id: Slip.ID, since seen: String, in t: Language, by actor: Actor) throws {
        let (slip, _) = try open(id, by: actor)
        let name = try slip.person.map { try tx.names(of: [$0])[$0] ?? "" } ?? ""
        try Overtaken.refuse(
            seen, unless: slip.mark,
            theirs: [t(slip.state.word), name, slip.answer].filter { !$0.isEmpty }.joined(separator: " · "))
    }

    /// A slip for somebody who may know of it: it is theirs, or the case is.
    func view(_ id: Slip.ID, for actor: Actor) throws -> (slip: Slip, work: CaseWork) { try open(id, by: actor) }

    /// The slip as paper, for whoever may see it.
    func paper(_ id: Slip.ID, for actor: Actor, in zone: Zone, _ language: Language) throws -> SlipPaper {
        let (kept, work) = try open(id, by: actor)
        var slip = kept
        slip.cover(try tx.cases.cover(of: work.file))
        let people = [slip.sentBy, slip.receiver, slip.person, slip.doneBy, slip.verifiedBy].compactMap(\.self)
        let chain = try tx.units.chain(from: slip.unit)
        let own = chain.first?.name ?? ""
        let company = (chain.first { $0.parent == nil } ?? chain.last)?.name ?? own
        let document = work.handbook.document
        return SlipPaper(
            slip: slip, number: work.file.record.number, names: try tx.names(of: Set(people)), zone: zone,
            language: language, organisation: company == own ? company : "\(company) · \(own)",
            document: (document.number, document.version), printedBy: actor.staff.name, printedAt: tx.now)
    }

    /// Who has printed what is on record, and stands in the case's own timeline.
    func notePrint(_ id: Slip.ID, as format: PaperFormat, by actor: Actor) throws {
        let (slip, _) = try open(id, by: actor)
        try tx.record(
            .paperPrinted, about: Subject(.serviceCase, slip.record.rawValue), in: slip.unit, by: actor.staff.id,
            details: ["text": "F-134 \(format.rawValue)", "slip": id.rawValue, "revealed": "no"])
    }

    private func open(_ id: Slip.ID, by actor: Actor) throws -> (Slip, CaseWork) {
        let slip = try require(id)
        let file = try tx.cases.file(slip.record)
        let isOwn = slip.concerns(actor.staff.id) || file.record.concerns(actor.staff.id)
        do {
            if !slip.concerns(actor.staff.id) { try authorize(actor, .readCase, in: slip.unit, isOwn: isOwn) }
        } catch {
            throw NotFound()
        }
        return (slip, try tx.cases.work(on: file, by: actor))
    }

    /// Urging, verifying and sending back are for whoever asked, or works the case: reading it is no right to them.
    private func asking(_ id: Slip.ID, by actor: Actor) throws -> (Slip, CaseWork) {
        let (slip, work) = try open(id, by: actor)
        guard mayAsk(slip, of: work.file.record, actor) else {
            throw NotAllowed(permission: .workCase, isElsewhere: actor.holds(.workCase))
        }
        return (slip, work)
    }

    func mayAsk(_ slip: Slip, of record: Case, _ actor: Actor) -> Bool {
        let isOwn = slip.sentBy == actor.staff.id || record.concerns(actor.staff.id)
        return actor.may(.workCase, in: record.unit, isOwn: isOwn)
    }

    /// The event, its clocks, and the news to the other side.
    private func finish(
        _ kind: EventKind, _ slip: Slip, on work: CaseWork, promised: Instant? = nil
    ) throws {
        let event = try tx.record(
            kind, on: work, by: work.actor.staff.id, item: slip.id.rawValue, promised: promised,
            details: ["slip": slip.kind.rawValue, "department": slip.department, "urged": String(slip.urged)])
        let theirs = slip.person ?? slip.receiver
        // What is to be verified is owed by whoever asked; the rest by the department.
        try tx.obligations.hand(
            .handler, item: slip.id.rawValue, of: work.file.record.subject,
            to: slip.state == .done ? slip.sentBy : theirs)
        let others = Set([slip.sentBy, slip.receiver, theirs]).subtracting([work.actor.staff.id])
        try tx.notify(others.sorted { $0.rawValue < $1.rawValue }, of: event)
    }
}
