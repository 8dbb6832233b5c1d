import Database
import Handbook
import Kernel

extension Papers {
    /// What a form of this case is made of. Whoever may not see the case hears that there is none.
    func dossier(of id: Case.ID, for actor: Actor, in language: Language, isRevealed: Bool = false) throws
        -> CaseDossier
    {
        let kept = try tx.cases.view(of: id, for: actor)
        let view = isRevealed ? kept : kept.covered()
        let record = view.file.record
        let chain = try tx.units.chain(from: record.unit)
        var limits: [Compensation.ID: Money] = [:]
        for compensation in view.file.compensations {
            limits[compensation.id] =
                try compensation.applicantLimit
                ?? tx.actor(compensation.applicant, at: compensation.askedAt).compensationLimit(
                    in: record.unit, of: compensation.kind)
        }
        let authority = try authority(view)
        let document = view.handbook.document
        let slips = view.slips
        let people = slips.flatMap { [$0.sentBy, $0.receiver, $0.person, $0.doneBy, $0.verifiedBy].compactMap(\.self) }
        let title = { (post: Post) in post.title(in: language) }
        return CaseDossier(
            view: view, company: (chain.first { $0.parent == nil } ?? chain.last)?.name ?? view.unitName,
            document: (document.number, document.version), printedBy: actor.staff.name, printedAt: tx.now,
            language: language, isRevealed: isRevealed, limits: limits,
            slips: slips, names: try tx.names(of: Set(people)),
            region: region(chain), storeAnswer: isStore(chain.first) ? try storeAnswer(view) : nil,
            handlerTitle: try record.handler.flatMap { try tx.actor($0, at: handledAt(view)).mainHolding?.post }
                .map(title),
            deciderTitle: authority?.post.flatMap(view.handbook.post).map(title),
            managerTitle: view.handbook.headPost.map(title) ?? language(.signManager),
            isBeyondAuthority: authority?.isBeyond ?? false)
    }

    /// 华东大区 · 南京路店: without the company, unless there is nothing else.
    private func region(_ chain: [Unit]) -> String {
        let within = chain.filter { $0.parent != nil }
        return (within.isEmpty ? chain : within).reversed().map(\.name).joined(separator: " · ")
    }

    private func isStore(_ unit: Unit?) -> Bool { unit?.kind == .store }

    /// What the store itself first answered the customer: written or said by somebody who had a post in it then.
    private func storeAnswer(_ view: CaseView) throws -> CaseEntry? {
        try view.entries.first { entry in
            guard let author = entry.author, entry.kind == .reply || entry.kind == .call else { return false }
            return try tx.actor(author, at: entry.at).holdings.contains { $0.unit == view.file.record.unit }
        }
    }

    /// When whoever has it in hand took it: in the post of that time they sign.
    private func handledAt(_ view: CaseView) -> Instant {
        let handler = view.file.record.handler
        return view.file.transfers.last { $0.signature?.by == handler }?.signature?.at
            ?? view.events.first { $0.kind == .caseAccepted }?.at ?? view.file.record.reportedAt
    }

    /// As it was kept with the decision; of one from before that, what was held at its time.
    private func authority(_ view: CaseView) throws -> DecidingAuthority? {
        guard let decision = view.file.record.decision else { return nil }
        return try decision.authority
            ?? tx.cases.authority(
                of: tx.actor(decision.by, at: decision.at),
                deciding: view.file.given(by: decision.proposal, at: decision.at), in: view.file.record.unit,
                under: view.handbook, at: decision.at)
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
        let (kept, total) = try unsolved(in: actor.units(permitting: .readCase), for: actor.staff.id)
        let covers = try tx.cases.covers(of: kept.map(\.id))
        let lines = kept.map { $0.covered(by: covers[$0.id]) }
        let home = try actor.mainHolding.map { try tx.units.chain(from: $0.unit) } ?? []
        let handbook = try actor.mainHolding.flatMap { try tx.handbooks.inForce(in: $0.unit) }
        return TrackingSheet(
            lines: lines, total: total, customers: try tx.customers.find(Set(lines.compactMap(\.customer))),
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
