import Database
import Handbook
import Kernel

extension Handovers {
    func view(_ id: Handover.ID, for actor: Actor) throws -> HandoverView {
        let handover = try visible(id, to: actor)
        let ground = try tx.absenceGround(of: handover.unit)
        var sheet = try tx.handoverSheets.of(id)
        // Until it is handed over the house fills in what is true now; from then on what was.
        if handover.state == .drafted || handover.state == .refused {
            sheet.entries = try filling(of: handover, on: ground).entries()
        }
        let matters = try matters(on: sheet, of: handover)
        let objections = try objections(of: id)
        let people =
            [handover.giver] + [handover.taker, handover.witnessed?.by].compactMap(\.self)
            + matters.flatMap { [$0.openedBy] + [$0.closed?.by].compactMap(\.self) }
            + objections.flatMap { [$0.by] + [$0.answer?.by].compactMap(\.self) }
        let change = handover.kind == .shift ? try change(in: handover.unit, at: handover.time.until) : nil
        let isOwn = handover.giver == actor.staff.id
        let other = actor.apart(from: handover.people)
        let owed = try owedCases(on: sheet)
        let subjects = try subjects(on: sheet, matters, owed, actor)
        let posts = witnesses(on: ground)
        return HandoverView(
            handover: handover, sheet: sheet, items: try items(of: handover, on: ground), objections: objections,
            matters: matters, names: try tx.names(of: Set(people)),
            unit: try tx.units.find(handover.unit)?.name ?? "", subjects: subjects,
            owedCases: owed.filter { subjects[$0.value] != nil },
            isNobodyNext: handover.kind == .shift && handover.state.isPending && change?.takers.isEmpty != false,
            mayWrite: handover.state.isOpen
                && (isOwn || (handover.kind == .shift && change?.outgoing.contains(actor.staff.id) == true)),
            mayTake: handover.state == .offered && !isOwn ? try isTaker(actor, of: handover) : false,
            mayWitness: handover.state == .signed && !isOwn && handover.taker != actor.staff.id
                && other.maySettle(in: handover.unit, posts, under: ground.handbook),
            maySettle: other.may(.settleHandover, in: handover.unit, isOwn: false),
            colleagues: handover.kind.isLeaving && handover.state.isOpen ? try tx.colleagues(of: handover.unit) : [],
            annual: try annual(of: handover, for: actor, on: ground))
    }

    /// Of a resignation, for whoever leaves, settles it, or keeps the people of the unit: what nobody took is paid for. As it
    /// stood when the sheet was handed over (职工带薪年休假条例, article 5; 实施办法, article 12).
    private func annual(
        of handover: Handover, for actor: Actor, on ground: AbsenceGround
    ) throws -> HandoverView.Annual {
        guard handover.kind == .resignation else { return .none }
        let isEntitled =
            handover.giver == actor.staff.id || actor.may(.settleHandover, in: handover.unit, isOwn: false)
            || actor.may(.manageStaff, in: handover.unit, isOwn: false)
        guard isEntitled, let leaver = try tx.staff.find(handover.giver) else { return .none }
        let asOf = handover.state.isOpen ? tx.now : handover.offeredAt ?? tx.now
        let lastDay = ground.zone.day(of: handover.time.until - .milliseconds(1))
        return try tx.annualLeaves.due(to: leaver, leavingOn: lastDay, asOf: asOf).map { .due($0) } ?? .unknown
    }

    func board(of actor: Actor) throws -> HandoverBoard {
        let units = try tx.workUnits(of: actor)
        let around = (tx.now - .hours(12))..<(tx.now + .hours(1))
        let own = try HandoverChange.own(tx.shifts.of(actor.staff.id, between: around), at: tx.now)
        let offered = try pending(in: units, [.offered])
        let leaving = try leaving(of: actor.staff.id)
        let reached = try settled(by: actor)
        let elsewhere = try pending(in: reached.filter { !units.contains($0) }, [.offered])
        let toTake = try taking((offered + elsewhere).filter { $0.giver != actor.staff.id }, by: actor)
        let latest = try latest(of: units, limit: Self.bound)
        let settling = try toSettle(in: reached, by: actor)
        let shown = toTake + settling + leaving + latest
        let matters = try own.map { try tx.handoverSheets.openMatters(of: $0.unit) } ?? []
        let paces = try paces(in: reached)
        return HandoverBoard(
            mine: try own.map { ($0.span.upperBound, try of($0.unit, endingAt: $0.span.upperBound)) },
            toTake: toTake
                + leaving.filter { one in
                    one.state == .offered && one.taker == actor.staff.id && !toTake.contains { $0.id == one.id }
                }, toSettle: settling, leaving: leaving, latest: latest, matters: matters,
            names: try tx.names(
                of: Set(shown.flatMap { [$0.giver] + [$0.taker].compactMap(\.self) } + matters.map(\.openedBy))),
            units: try tx.unitNames(of: Set(shown.map(\.unit) + paces.map(\.unit))),
            colleagues: try actor.mainHolding.map { try tx.colleagues(of: $0.unit) } ?? [],
            promises: try tx.obligations.running(of: shown.map(\.subject)), paces: paces)
    }

    /// Where a person may settle handovers.
    private func settled(by actor: Actor) throws -> [Unit.ID] {
        switch actor.units(permitting: .settleHandover) {
        case .all: try tx.units.all().prefix(500).map(\.id)
        case .some(let some): some
        case .own, .nothing: []
        }
    }

    /// What waits for a third signature, or has an objection that nobody has settled.
    private func toSettle(in reached: [Unit.ID], by actor: Actor) throws -> [Handover] {
        guard !reached.isEmpty else { return [] }
        let ids: [Handover.ID] = try tx.execute(
            """
            SELECT DISTINCT handover_objection.handover_id AS id FROM handover_objection
            JOIN handover ON handover.id = handover_objection.handover_id
            WHERE answered_at IS NULL AND handover.unit_id IN \(list: reached)
            ORDER BY handover_objection.handover_id
            LIMIT \(Self.bound)
            """
        ).map { try $0.id("id") }
        let unsettled = try find(ids)
        let signed = try pending(in: reached, [.signed]).filter { $0.taker != actor.staff.id }
        let known = Set(unsettled.map(\.id))
        return (unsettled + signed.filter { !known.contains($0.id) }).filter { $0.giver != actor.staff.id }
    }

    private func matters(on sheet: HandoverSheet, of handover: Handover) throws -> [HandoverMatter] {
        let listed = try tx.handoverSheets.matters(sheet.entries(.matter).map { HandoverMatter.ID($0.record) })
        let known = Set(listed.map(\.id))
        return listed + (try tx.handoverSheets.matters(of: handover.id)).filter { !known.contains($0.id) }
    }

    /// Which case each obligation on the sheet is about, where it is about one.
    private func owedCases(on sheet: HandoverSheet) throws -> [String: String] {
        let ids = sheet.entries(.promise).map(\.record)
        guard !ids.isEmpty else { return [:] }
        var cases: [String: String] = [:]
        for owed in try tx.obligations.load("WHERE id IN \(list: ids.uniqued()) ORDER BY id LIMIT 200")
        where owed.subject.kind == .serviceCase {
            cases[owed.id.rawValue] = owed.subject.id
        }
        return cases
    }

    private func subjects(
        on sheet: HandoverSheet, _ matters: [HandoverMatter], _ owed: [String: String], _ actor: Actor
    ) throws -> [String: String] {
        let ids =
            sheet.entries(.openCase).map(\.record) + matters.compactMap { $0.record?.rawValue }
            + owed.values.sorted()
        guard !ids.isEmpty else { return [:] }
        var subjects: [String: String] = [:]
        for line in try tx.caseLists.lines("WHERE id IN \(list: ids.uniqued()) ORDER BY id LIMIT 200")
        where actor.may(.readCase, in: line.unit, isOwn: line.handler == actor.staff.id) {
            subjects[line.id.rawValue] = "\(line.number) \(Cover.numbersOnly(line.subject))"
        }
        return subjects
    }
}
