import Database
import Handbook
import Kernel

extension PaletteUses {
    /// The acts of a case, each with what speaks against it now; nothing where the reader may not know of it.
    func acts(on id: Case.ID, for actor: Actor, in t: Language) throws -> [PaletteEntry] {
        guard let record = try tx.cases.find(id) else { return [] }
        let isOwn = record.concerns(actor.staff.id)
        guard actor.may(.readCase, in: record.unit, isOwn: isOwn) else { return [] }
        let standing = try standing(of: id, for: actor)
        // Steps of other types of cases would only be in the way.
        let whole = CasePossible.all.filter { !standing.isForeign($0) }.map { ($0, t($0.word)) }
        let parts = standing.file.partActs.map {
            ($0.possible, t(.palettePart, t($0.possible.word), $0.part.opening(20)))
        }
        return (whole + parts).map { possible, text in
            let objection = standing.objection(to: possible)
            return PaletteEntry(
                key: "act:\(possible.address)", text: text,
                deed: .act(possible.address, on: "/cases/\(id.rawValue)"), group: .paletteGroupAct,
                forbidden: objection.map { forbidden($0, t) }, isUsual: objection?.isClause ?? true)
        }
    }

    /// What may be written on a case, as its composer offers it.
    func writing(on id: Case.ID, for actor: Actor, in t: Language) throws -> [PaletteEntry] {
        guard let record = try tx.cases.find(id), !record.state.isOver else { return [] }
        let isOwn = record.concerns(actor.staff.id)
        guard actor.may(.readCase, in: record.unit, isOwn: isOwn) else { return [] }
        let kinds: [CaseEntry.Kind] =
            actor.may(.workCase, in: record.unit, isOwn: isOwn) ? [.reply, .call, .customer, .asking, .note] : [.note]
        return kinds.map { kind in
            PaletteEntry(
                key: "entry:\(kind.rawValue)", text: t(kind.word),
                deed: .act("entries/\(kind.rawValue)", on: "/cases/\(id.rawValue)"), group: .paletteGroupAct)
        }
    }

    /// The acts on the ticked rows; greyed where each of them would be refused.
    func batch(_ kinds: [CaseBatchAct.Kind], on ids: [Case.ID], for actor: Actor, in t: Language) throws
        -> [PaletteEntry]
    {
        guard !ids.isEmpty else { return [] }
        let standings = try ids.prefix(Self.mostTried).filter { try tx.caseMayBeRead($0, by: actor) }
            .map { try standing(of: $0, for: actor) }
        return kinds.map { kind in
            let possible = CasePossible.all.first { $0.address == kind.address }
            let objections = standings.compactMap { standing in
                possible.flatMap { standing.objection(to: $0) }
            }
            let isHopeless = !standings.isEmpty && objections.count == ids.count
            return PaletteEntry(
                key: "batch:\(kind.rawValue)", text: t(kind.word), deed: .batch(kind.rawValue),
                group: .paletteGroupRows,
                forbidden: isHopeless ? objections.first.map { forbidden($0, t) } : nil,
                hint: isHopeless || objections.isEmpty ? "" : t(.paletteSome, String(objections.count)))
        }
    }

    /// Cases looked into before the palette opens; the preview looks into all of them.
    private static let mostTried = 20

    private struct Standing {
        let file: CaseFile
        let context: GateContext
        let permissions: Set<Permission>
        let exempted: Set<String>

        func objection(to possible: CasePossible) -> CasePossible.Objection? {
            file.objection(to: possible, permissions: permissions, in: context, exempted: exempted)
        }

        /// Whether an act belongs to a step that cases of this type never take.
        func isForeign(_ possible: CasePossible) -> Bool {
            guard let step = possible.step else { return false }
            return !context.handbook.steps(for: file.record.type).contains(step)
        }
    }

    private func standing(of id: Case.ID, for actor: Actor) throws -> Standing {
        let work = try tx.cases.work(on: id, by: actor, needing: .readCase)
        let record = work.file.record
        let isOwn = record.concerns(actor.staff.id)
        let exempted = try tx.exceptions.about(record.subject).filter { $0.obligation == nil && $0.isApproved }.map(
            \.clause)
        return Standing(
            file: work.file, context: try work.gateContext(),
            permissions: Set(Permission.allCases.filter { actor.may($0, in: record.unit, isOwn: isOwn) }),
            exempted: Set(exempted))
    }

    private func forbidden(_ objection: CasePossible.Objection, _ t: Language) -> PaletteEntry.Forbidden {
        switch objection {
        case .notAllowed(let permission):
            PaletteEntry.Forbidden(clause: nil, sentence: t(.paletteNoRight, t(permission.word)))
        case .refused(let refusal): PaletteEntry.Forbidden(clause: nil, sentence: refusal.sentence(in: t))
        case .outOfOrder(let state, let clause):
            PaletteEntry.Forbidden(clause: clause, sentence: t(.paletteOrder, t(state.word)))
        case .clauses(let objections):
            PaletteEntry.Forbidden(
                clause: objections.first?.clause, sentence: objections.first.map { t($0.missing) } ?? "")
        }
    }
}

extension CasePossible.Objection {
    /// Worth showing unasked: the step is there, and a clause stands before it.
    fileprivate var isClause: Bool { if case .clauses = self { true } else { false } }
}

extension CaseBatchAct.Kind {
    fileprivate var address: String? {
        switch self {
        case .assign: "assignment"
        case .assess: "severity"
        case .suspend: "suspension"
        case .archive: "archive"
        case .categorise: "severity"
        case .note: nil
        }
    }
}

extension Transaction {
    fileprivate func caseMayBeRead(_ id: Case.ID, by actor: Actor) throws -> Bool {
        guard let record = try cases.find(id) else { return false }
        return actor.may(.readCase, in: record.unit, isOwn: record.concerns(actor.staff.id))
    }
}

extension ExceptionRequest {
    fileprivate var isApproved: Bool { if case .approved = state { true } else { false } }
}
