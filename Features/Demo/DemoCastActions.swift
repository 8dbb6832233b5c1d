import Database
import Handbook
import Kernel

/// Who does what: the person the clause points at where there is one, else the nearest whose posts allow it.
extension DemoStage {
    func doer(of deed: DemoDeed, on file: CaseFile, asker: Staff.ID?) throws -> Actor {
        let record = file.record
        let handler = record.handler ?? record.firstReceiver
        switch deed {
        case .register, .accept, .informManager, .reply, .inform, .note, .renewPromise, .keepPromise, .judge,
            .refer, .answerUnfounded, .propose, .submitProposals, .compensate, .deliverCompensation, .implement,
            .answerEnquiry, .respond, .thank, .dispatch, .takeRepair, .arrive, .fix, .signRepair, .party, .reportBack,
            .conclude, .agree, .answered, .withdraw, .suspend, .resume, .transfer, .escalate, .acknowledge, .askForTime:
            return try tx.actor(handler)
        case .sendSlip: return try tx.actor(handler)
        case .urgeSlip, .verifySlip: return try tx.actor(slip(of: file).sentBy)
        case .acceptSlip, .finishSlip:
            let slip = try slip(of: file)
            return try tx.actor(slip.person ?? slip.receiver)
        case .reveal: return try somebody(who: .revealPersonalData, on: record, preferring: [handler])
        case .ask: return try tx.actor(asker ?? handler)
        case .signTransfer, .returnTransfer: return try tx.actor(record.transfer?.to ?? handler)
        case .investigate, .assess:
            let preferred = [record.investigator, handler].compactMap(\.self)
            return try somebody(who: .investigateCase, on: record, preferring: preferred)
        case .hold:
            return try somebody(who: .workCase, on: record, preferring: holders(owing: .mediate, record) + [handler])
        case .readProposals, .decide: return try decider(of: file)
        case .punish:
            return try somebody(who: .decideCase, on: record, preferring: [record.decision?.by].compactMap(\.self))
        case .takeEscalation:
            return try somebody(who: .decideCase, on: record, preferring: holders(owing: .takeEscalation, record))
        case .approveCompensation: return try approver(of: file)
        case .visit(_, let byAnother):
            if record.source == .store, let stores = try postVisitingStores(of: record) {
                return try somebody(who: .workCase, on: record, preferring: []) {
                    $0.staff.id != record.firstReceiver && $0.staff.id != handler
                        && $0.posts.contains { $0.code == stores }
                }
            }
            guard byAnother else { return try somebody(who: .workCase, on: record, preferring: [record.firstReceiver]) }
            return try somebody(who: .workCase, on: record, preferring: []) {
                $0.staff.id != record.firstReceiver && $0.staff.id != handler
            }
        case .archive:
            return try somebody(who: .summariseCase, on: record, preferring: holders(owing: .summarise, record))
        case .reopen: return try somebody(who: .reopenCase, on: record, preferring: [])
        case .grant, .decline: return try judge(of: file)
        }
    }

    /// To whom a case is handed on: somebody at these posts, of the case's own unit if there is one.
    func receiver(of file: CaseFile, among posts: [String]) throws -> Staff.ID {
        let record = file.record
        let able = try ranked(for: record.unit).filter { person in
            guard posts.contains(person.post), let id = staff[person.account], id != record.handler else {
                return false
            }
            return try tx.canTake(casesOf: record.unit, id)
        }
        // Whoever is to ask a store's customer afterwards keeps their hands off the matter, where others can take it.
        let visiting = record.source == .store ? try postVisitingStores(of: record) : nil
        let free = able.filter { $0.post != visiting }
        let others = (free.isEmpty ? able : free).compactMap { staff[$0.account] }
        guard !others.isEmpty else { throw NotFound() }
        // Not always the same: the number of hands it went through says whose turn it is.
        let near = others.prefix(3)
        return near[near.startIndex + record.transfers % near.count]
    }

    /// The post that visits the customers of stores, where the handbook names one (CHAIN-93).
    private func postVisitingStores(of record: Case) throws -> String? {
        try tx.handbooks.handbook(record.version).gates().compactMap { _, gate in
            if case .visitor(_, let stores?) = gate { stores.postCode } else { nil }
        }.first
    }

    /// Somebody with enough authority for the proposal that will be chosen, who did not write it.
    private func decider(of file: CaseFile) throws -> Actor {
        let dearest = file.currentProposals.map(\.cost).max() ?? .zero
        let authors = Set(file.currentProposals.map(\.author))
        // Where the handbook names the post, whoever it names: the same person reads and decides.
        let named = try tx.deciders(for: file, under: department.handbook)
        let readers = file.currentProposals.flatMap(\.readings).map(\.by).filter { reader in
            file.currentProposals.allSatisfy { $0.isRead(by: reader) }
        }
        let preferred = try readers + [tx.decider(for: file)].compactMap(\.self) + holders(owing: .decide, file.record)
        return try somebody(who: .decideCase, on: file.record, preferring: preferred) { actor in
            !authors.contains(actor.staff.id) && actor.compensationLimit(in: file.record.unit) >= dearest
                && (named?.contains(actor.staff.id) ?? true)
        }
    }

    /// Whoever may grant so much alone, of these the one who may grant least.
    private func approver(of file: CaseFile) throws -> Actor {
        guard let compensation = file.compensations.last else { throw NotFound() }
        let unit = file.record.unit
        if compensation.approvedAt != nil { return try tx.actor(compensation.applicant) }
        let able = try ranked(for: unit).compactMap { person in try staff[person.account].map(tx.actor) }
            .filter { $0.compensationLimit(in: unit) >= compensation.value && $0.staff.id != compensation.applicant }
            .sorted { $0.compensationLimit(in: unit) < $1.compensationLimit(in: unit) }
        return try somebody(who: .approveCompensation, on: file.record, preferring: able.map(\.staff.id)) { actor in
            able.contains { $0.staff.id == actor.staff.id }
        }
    }

    /// Who decides on an exception: somebody above the one who asked.
    private func judge(of file: CaseFile) throws -> Actor {
        let requests = try tx.exceptions.about(file.record.subject)
        guard let asker = requests.last?.requestedBy else { throw NotFound() }
        let above = try tx.appointments.superiors(of: asker, at: tx.now, under: PostsInForce(tx: tx))
        return try somebody(who: .decideException, on: file.record, preferring: above) { $0.staff.id != asker }
    }

    /// The nearest person who may: those preferred first, and whoever has signed for the handbook before others.
    private func somebody(
        who permission: Permission, on record: Case, preferring preferred: [Staff.ID],
        where fits: (Actor) -> Bool = { _ in true }
    ) throws -> Actor {
        let others = ranked(for: record.unit).compactMap { staff[$0.account] }
        var unread: Actor?
        for id in (preferred + others).uniqued() {
            let actor = try tx.actor(id)
            let isOwn = record.concerns(id)
            guard actor.may(.readCase, in: record.unit, isOwn: isOwn),
                actor.may(permission, in: record.unit, isOwn: isOwn), fits(actor)
            else { continue }
            if try tx.acknowledgements.find(record.version, by: id) != nil { return actor }
            unread = unread ?? actor
        }
        guard let unread else { throw DemoNobody(permission: permission) }
        return unread
    }

    private func holders(owing rule: DeadlineRule, _ record: Case) throws -> [Staff.ID] {
        guard let post = department.handbook.post(owing: rule, in: record.circumstances) else { return [] }
        return try tx.appointments.holders(of: post, in: record.unit, at: tx.now)
    }

    /// Everybody, those of the unit first, each in the order of the pack.
    private func ranked(for unit: Unit.ID) -> [DemoPerson] {
        let isHere = { (person: DemoPerson) in department.units[person.unit] == unit }
        return department.pack.people.filter(isHere) + department.pack.people.filter { !isHere($0) }
    }
}

/// Nobody in the department may do this: its people do not fit its handbook.
struct DemoNobody: Error, CustomStringConvertible {
    let permission: Permission
    var description: String { "nobody may \(permission.rawValue) here" }
}
