import Database
import Handbook
import Kernel

/// One person at work on one case: everything a verb needs, loaded once, and the one way to finish.
///
///     var work = try tx.cases.work(on: id, by: actor, needing: .workCase)
///     let passage = try work.pass(.judge(judgement))
///     try work.file.record.judge(judgement, under: work.handbook.steps)
///     try work.finish(.caseJudged, passage)
struct CaseWork {
    let tx: Transaction
    let actor: Actor
    let handbook: Handbook
    let calendar: BusinessCalendar
    var file: CaseFile
    /// As it stood in the register when the work began; nothing where it was not there yet.
    var loaded: Case?

    /// Answers of a clause that was not asked before a step: it was let pass by somebody who may.
    func exempted(_ clause: Clause, _ gate: Gate, _ missing: Sentence) -> Passage {
        Passage.exempted(GateCheck(clause: clause, rule: gate.rule, duty: .handler, missing: missing), of: owing)
    }

    var parts: CaseParts { tx.cases.parts(of: file.record.id) }
    var steps: [Step] { handbook.steps(for: file.record.type) }

    /// The record as the ledger sees it, with the severity and round it has now.
    var owing: Owing {
        Owing(
            subject: file.record.subject, unit: file.record.unit, circumstances: file.record.circumstances,
            round: file.record.round, version: file.record.version, handbook: handbook, calendar: calendar,
            holder: { try tx.holder(of: $0, for: file) })
    }

    func pass(_ act: CaseAct) throws -> Passage { try pass(act, in: try gateContext()) }

    func pass(_ act: CaseAct, in context: GateContext) throws -> Passage {
        var passage = try tx.obligations.pass(file.checks(before: act, in: context), of: owing)
        guard case .reply(let text) = act else { return passage }
        let blanks = QuickText.blanksLeft(in: text)
        guard blanks.isEmpty else { throw Case.Refusal.blanksLeft(blanks) }
        try PhraseWarning.heed(text, handbook, file.record.version, by: actor)
        passage.phrases = handbook.phrasesAgainst(text).flatMap(\.phrases)
        return passage
    }

    /// What is over owes nothing more, and nothing more may be begun on it.
    func refuseIfOver() throws {
        if file.record.state.isOver { throw Case.Refusal.notNow(file.record.state) }
    }

    /// What was said to the customer goes to them as a letter, where they write letters (CHAIN-11).
    func carry(_ text: String, at instant: Instant? = nil) throws {
        try tx.mailAnswers.carry(text, on: file.record, at: instant ?? tx.now, by: actor.staff.id)
    }

    func gateContext() throws -> GateContext {
        GateContext(
            handbook: handbook, calendar: calendar, actor: actor.staff.id,
            limit: actor.compensationLimit(in: file.record.unit), posts: Set(actor.posts.map(\.code)),
            mayApprove: actor.may(.approveCompensation, in: file.record.unit, isOwn: false), mayReassign: mayReassign,
            hasAcknowledged: try tx.acknowledgements.find(file.record.version, by: actor.staff.id) != nil,
            deciders: file.record.state == .awaitingDecision ? try tx.deciders(for: file, under: handbook) : nil,
            now: tx.now, isPhoneKnown: try isPhoneKnown(), hasHandInIt: try hasHandInIt(),
            receiverPosts: try receiverPosts())
    }

    /// Whether the acting person did a part of what the customer is now asked about (CHAIN-58).
    private func hasHandInIt() throws -> Bool {
        guard file.record.state == .awaitingVisit else { return false }
        return try tx.events.about(file.record.subject, limit: 500).contains {
            $0.actor == actor.staff.id && Self.workings.contains($0.kind)
        }
    }

    private static let workings: Set<EventKind> = [
        .caseJudged, .caseInvestigated, .caseImplemented, .caseAnswered, .caseAssessed, .caseArrived, .caseFixed,
        .caseMediated, .caseAgreed,
    ]

    private func receiverPosts() throws -> Set<String> {
        guard file.record.state == .awaitingVisit, file.record.source == .store else { return [] }
        return Set(try tx.actor(file.record.firstReceiver).posts.map(\.code))
    }

    /// Whoever has the case in hand, or may take it out of somebody's hand: for acts that end it, make it lighter or hand
    /// it on.
    func requireHand() throws { try file.record.requireHand(of: actor.staff.id, orOver: mayReassign) }

    /// The same, and whoever took it in (SOFT-60).
    func requireHandOrReceiver() throws {
        try file.record.requireHandOrReceiver(actor.staff.id, orOver: mayReassign)
    }

    private var mayReassign: Bool { actor.may(.reassignCase, in: file.record.unit, isOwn: false) }

    private func isPhoneKnown() throws -> Bool {
        guard file.record.channel == .email else { return true }
        return try file.record.customer.flatMap { try tx.customers.find($0) }?.phone != nil
    }

    /// Saves the case and says what happened: the clocks, the chain and the pages of others follow. `instant` is when
    /// the person acted, where the house let it go a little later (`HeldReply`).
    @discardableResult
    func finish(
        _ kind: EventKind, _ passage: Passage? = nil, item: String? = nil, promised: Instant? = nil,
        details: [String: String] = [:], at instant: Instant? = nil
    ) throws -> Event {
        // A word said or a promise made changes nothing of the case itself, whose row stands in twenty indexes.
        if file.record == loaded { try tx.cases.noteChange(of: file.record) } else { try tx.cases.save(file.record) }
        // A transfer that is no longer pending was settled by another way.
        for var slip in file.transfers where slip.isPending && slip.id.rawValue != file.record.transfer?.id {
            slip.settledAt = tx.now
            try parts.save(slip)
        }
        // What was promised until then is done with the case, as the ledger has it (GAME-95).
        if kind == .caseCompleted {
            for var promise in file.promises where promise.state == .open {
                try promise.keep(at: tx.now)
                try parts.save(promise)
            }
        }
        return try tx.record(
            kind, on: self, by: actor.staff.id, item: item, promised: promised, details: details, passage: passage,
            at: instant)
    }
}

extension Cases {
    /// Opens a case for an act: refuses who may not, and tells whoever may not even know of it that there is none.
    func work(on id: Case.ID, by actor: Actor, needing permission: Permission) throws -> CaseWork {
        let file = try file(id)
        let isOwn = file.concerns(actor.staff.id)
        do {
            try authorize(actor, .readCase, in: file.record.unit, isOwn: isOwn)
        } catch {
            throw NotFound()
        }
        try authorize(actor, permission, in: file.record.unit, isOwn: isOwn)
        return try work(on: file, by: actor)
    }

    func work(on file: CaseFile, by actor: Actor) throws -> CaseWork {
        let handbook = try tx.handbooks.handbook(file.record.version)
        return CaseWork(
            tx: tx, actor: actor, handbook: handbook,
            calendar: try tx.calendars.calendar(of: file.record.unit, under: handbook), file: file,
            loaded: file.record)
    }
}

extension Case {
    /// Whether a person has a part in it: received it, handles it, looks into it, is asked to sign for it.
    func concerns(_ staff: Staff.ID) -> Bool {
        firstReceiver == staff || handler == staff || investigator == staff || transfer?.to == staff
    }

    func requireHand(of staff: Staff.ID, orOver mayReassign: Bool) throws(Refusal) {
        guard mayReassign || (handler ?? firstReceiver) == staff else { throw .notYours }
    }

    /// Whoever took it in stays the one whom the customer tells that it has settled itself (SOFT-60); of what is grave the
    /// hand alone decides.
    func requireHandOrReceiver(_ staff: Staff.ID, orOver mayReassign: Bool) throws(Refusal) {
        if severity == .ordinary, firstReceiver == staff { return }
        try requireHand(of: staff, orOver: mayReassign)
    }
}

extension Transaction {
    /// The door for events of cases: nothing happens to a case that the ledger does not hear of.
    @discardableResult
    func record(
        _ kind: EventKind, on work: CaseWork, by actor: Staff.ID?, item: String? = nil, promised: Instant? = nil,
        details: [String: String] = [:], passage: Passage? = nil, at instant: Instant? = nil
    ) throws -> Event {
        try tell(
            kind, on: work, by: actor, item: item, promised: promised, details: details, passage: passage, at: instant
        ).event
    }

    /// The same, with what the case owes afterwards.
    func tell(
        _ kind: EventKind, on work: CaseWork, by actor: Staff.ID?, item: String? = nil, promised: Instant? = nil,
        details: [String: String] = [:], passage: Passage? = nil, at instant: Instant? = nil
    ) throws -> (event: Event, owed: [Obligation]) {
        let record = work.file.record
        var details = details
        if let phrases = passage?.phrases, !phrases.isEmpty { details["phrases"] = phrases.joined(separator: "\n") }
        let event = try self.record(kind, about: record.subject, in: record.unit, by: actor, details: details)
        let open = try obligations.follow(
            event, Happening(kind, at: instant ?? now, item: item, promised: promised, round: record.round),
            of: work.owing,
            pauseReason: details["reason"] ?? "suspended")
        if let passage { try obligations.enter(passage, under: event) }
        try cases.noteNextDeadline(of: record, among: open)
        if kind == .caseReported { announce("cases") }
        announce("wall")
        if record.state.isOver || record.completedAt != nil { try assignments.settle(record.id) }
        return (event, open)
    }
}
