import Database
import Handbook
import Kernel

extension Papers {
    /// What a form of this case is made of. Whoever may not see the case hears that there is none.
    func dossier(of id: Case.ID, for actor: Actor, in language: Language, isRevealed: Bool = false) throws
        -> CaseDossier
    {
        let view = try tx.cases.view(of: id, for: actor)
        let record = view.file.record
        let chain = try tx.units.chain(from: record.unit)
        var limits: [Compensation.ID: Money] = [:]
        for compensation in view.file.compensations {
            limits[compensation.id] = try tx.actor(compensation.applicant).compensationLimit(
                in: record.unit, of: compensation.kind)
        }
        let document = view.handbook.document
        let slips = try tx.slips.of(id)
        let people = slips.flatMap { [$0.sentBy, $0.receiver, $0.person, $0.doneBy, $0.verifiedBy].compactMap(\.self) }
        let atStore =
            try isStore(chain.first) ? working(in: record.unit, among: Set(view.entries.compactMap(\.author))) : []
        let title = { (post: Post) in post.title(in: language) }
        return CaseDossier(
            view: view, company: (chain.first { $0.parent == nil } ?? chain.last)?.name ?? view.unitName,
            document: (document.number, document.version), printedBy: actor.staff.name, printedAt: tx.now,
            language: language, isRevealed: isRevealed, limits: limits,
            slips: slips, names: try tx.names(of: Set(people)),
            region: region(chain), ofStore: atStore,
            handlerTitle: try record.handler.flatMap { try tx.actor($0).mainHolding?.post }.map(title),
            deciderTitle: try record.decision.flatMap { try deciding(as: $0.by, in: view) }.map(title),
            managerTitle: view.handbook.headPost.map(title) ?? language(.signManager),
            isBeyondAuthority: try isBeyondAuthority(view))
    }

    /// 华东大区 · 南京路店: without the company, unless there is nothing else.
    private func region(_ chain: [Unit]) -> String {
        let within = chain.filter { $0.parent != nil }
        return (within.isEmpty ? chain : within).reversed().map(\.name).joined(separator: " · ")
    }

    private func isStore(_ unit: Unit?) -> Bool { unit?.kind == .store }

    private func working(in unit: Unit.ID, among staff: Set<Staff.ID>) throws -> Set<Staff.ID> {
        try staff.filter { try tx.actor($0).holdings.contains { $0.unit == unit } }
    }

    /// Of the posts that somebody holds, the one whose word goes furthest: in it they decide.
    private func deciding(as staff: Staff.ID, in view: CaseView) throws -> Post? {
        let highest = try tx.actor(staff).posts.max { $0.compensationLimit < $1.compensationLimit }
        return highest.map { view.handbook.post($0.code) ?? $0 }
    }

    /// Whether what was decided costs more than the lowest post that decides in this unit may grant.
    private func isBeyondAuthority(_ view: CaseView) throws -> Bool {
        guard let decision = view.file.record.decision else { return false }
        let given =
            view.file.proposals.first { $0.id == decision.proposal }?.cost
            ?? view.file.compensations.map(\.value).max() ?? .zero
        let deciding =
            view.handbook.decidingPosts
            ?? view.handbook.posts.filter { $0.permissions.contains(.decideCase) }
            .sorted { $0.compensationLimit < $1.compensationLimit }
        let lowest = try deciding.first {
            try !tx.appointments.holders(of: $0.code, in: view.file.record.unit, at: tx.now).isEmpty
        }
        return lowest.map { given > Money(fen: $0.compensationLimit) } ?? false
    }

    /// Who has printed what is on record, and stands in the case's own timeline.
    func notePrint(_ form: CaseForm, of id: Case.ID, as format: PaperFormat, isRevealed: Bool, by actor: Actor) throws {
        let record = try tx.cases.work(on: id, by: actor, needing: .readCase).file.record
        try tx.record(
            .paperPrinted, about: record.subject, in: record.unit, by: actor.staff.id,
            details: ["text": "\(form.rawValue) \(format.rawValue)", "revealed": isRevealed ? "yes" : "no"])
    }

    /// «显示完整号码» on paper: with a reason, counted and logged like every look at personal data.
    func reveal(_ id: Case.ID, because reason: String, by actor: Actor) throws {
        let work = try tx.cases.work(on: id, by: actor, needing: .revealPersonalData)
        _ = try tx.customers.reveal(of: work, because: reason)
    }

    func tracking(for actor: Actor, in zone: Zone, _ language: Language) throws -> TrackingSheet {
        let lines = try unsolved(in: actor.units(permitting: .readCase), for: actor.staff.id)
        let home = try actor.mainHolding.map { try tx.units.chain(from: $0.unit) } ?? []
        let handbook = try actor.mainHolding.flatMap { try tx.handbooks.inForce(in: $0.unit) }
        return TrackingSheet(
            lines: lines, customers: try tx.customers.find(Set(lines.compactMap(\.customer))),
            names: try tx.names(of: Set(lines.compactMap(\.handler) + lines.compactMap(\.escalatedTo))),
            company: (home.first { $0.parent == nil } ?? home.last)?.name ?? "",
            document: handbook.map { ($0.document.number, $0.document.version) }, printedBy: actor.staff.name,
            printedAt: tx.now, zone: zone, language: language,
            managerTitle: handbook?.headPost?.title(in: language) ?? language(.signManager))
    }

    func notePrint(ofTracking format: PaperFormat, by actor: Actor) throws {
        try tx.record(
            .paperPrinted, about: Subject(.staff, actor.staff.id.rawValue), in: actor.mainHolding?.unit,
            by: actor.staff.id, details: ["text": "F-14 \(format.rawValue)"])
    }
}

extension Handbook {
    /// Who heads the department: the post of that name, which every pack may call as it likes.
    var headPost: Post? { post("manager") }
}
