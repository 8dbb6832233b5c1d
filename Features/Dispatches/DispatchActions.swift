import Database
import Handbook
import Kernel

/// Giving commands, and what comes of them (GAME-28).
extension Dispatches {
    /// One for each person: each acknowledges, does or refuses for themselves.
    @discardableResult
    func give(_ plan: Dispatch.Plan, to recipient: Dispatch.Recipient, by actor: Actor) throws -> [Dispatch] {
        try Dispatch.check(plan, at: tx.now)
        let people = try people(recipient, for: actor)
        guard people.count <= Dispatch.mostPeople else { throw Dispatch.Refusal.tooMany(Dispatch.mostPeople) }
        let group: ShiftGroup.ID? = if case .group(let id) = recipient { id } else { nil }
        var given: [Dispatch] = []
        for person in people {
            guard let unit = person.mainHolding?.unit else { continue }
            let ground = try tx.absenceGround(of: unit)
            let today = ground.zone.day(of: tx.now)
            let id: Dispatch.ID = tx.ids.make()
            let dispatch = Dispatch(
                id: id, number: "ZH\(today.description.replacing("-", with: ""))-\(try count(on: today) + 1)",
                order: given.first?.id ?? id, unit: unit, giver: actor.staff.id, staff: person.staff.id, group: group,
                plan: plan, givenAt: tx.now)
            let owing = owing(dispatch, on: ground)
            let passage = try tx.obligations.pass(try checks(person, in: unit, on: ground), of: owing)
            try insert(dispatch, on: today)
            let event = try tx.record(
                .dispatchGiven, of: owing, by: actor.staff.id, passage: passage, promised: plan.wantedBy,
                details: ["number": dispatch.number])
            try tx.notify([dispatch.staff], of: event)
            given.append(dispatch)
        }
        tx.announce("wall")
        return given
    }

    func acknowledge(_ id: Dispatch.ID, by actor: Actor) throws {
        var dispatch = try open(id, by: actor)
        try dispatch.acknowledge(by: actor.staff.id, at: tx.now)
        try finish(dispatch, .dispatchAcknowledged, by: actor, telling: dispatch.giver)
    }

    func refuse(_ id: Dispatch.ID, because reason: String, by actor: Actor) throws {
        var dispatch = try open(id, by: actor)
        try dispatch.refuse(by: actor.staff.id, because: reason, at: tx.now)
        try finish(dispatch, .dispatchRefused, by: actor, telling: dispatch.giver)
    }

    func report(_ id: Dispatch.ID, saying result: String, by actor: Actor) throws {
        var dispatch = try open(id, by: actor)
        try dispatch.report(by: actor.staff.id, saying: result, at: tx.now)
        try finish(dispatch, .dispatchDone, by: actor, telling: dispatch.giver)
    }

    func withdraw(_ id: Dispatch.ID, because reason: String, by actor: Actor) throws {
        var dispatch = try open(id, by: actor)
        try dispatch.withdraw(by: actor.staff.id, because: reason, at: tx.now)
        try finish(dispatch, .dispatchWithdrawn, by: actor, telling: dispatch.staff)
    }

    /// Whom it was given to, who gave it, and whoever may give commands there; to others it is not there.
    func open(_ id: Dispatch.ID, by actor: Actor) throws -> Dispatch {
        guard let dispatch = try find(id),
            [dispatch.staff, dispatch.giver].contains(actor.staff.id)
                || actor.may(.giveDispatch, in: dispatch.unit, isOwn: false)
        else { throw Dispatch.Refusal.unknown }
        return dispatch
    }

    /// At work now: on a shift, or on duty by their own word.
    func present(among people: [Staff.ID]) throws -> Set<Staff.ID> {
        let onShift = try tx.shifts.of(people, between: tx.now..<(tx.now + .milliseconds(1)))
        let here = onShift.filter { $0.value.contains { $0.span.contains(tx.now) } }.keys
        return try tx.presence.onDuty(among: people).union(here)
    }

    private func finish(
        _ dispatch: Dispatch, _ kind: EventKind, by actor: Actor, telling person: Staff.ID
    ) throws {
        try save(dispatch)
        let ground = try tx.absenceGround(of: dispatch.unit)
        let event = try tx.record(
            kind, of: owing(dispatch, on: ground), by: actor.staff.id, details: ["number": dispatch.number])
        try tx.notify([person], of: event)
        tx.announce("wall")
    }

    private func owing(_ dispatch: Dispatch, on ground: AbsenceGround) -> Owing {
        tx.absenceOwing(dispatch.subject, on: ground, deciders: [], handler: dispatch.staff)
    }

    /// Silent where nobody says when they are at work.
    private func checks(_ person: Actor, in unit: Unit.ID, on ground: AbsenceGround) throws -> [GateCheck] {
        let today = ground.zone.day(of: tx.now)
        let isRostered = try tx.units.chain(from: unit).contains {
            try !tx.rosters.binding(on: $0.id, days: today...today).isEmpty
        }
        guard try isRostered || tx.presence.isKept(around: person.staff.id) else { return [] }
        let isThere = try present(among: [person.staff.id]).contains(person.staff.id)
        return ground.check(.dispatchOnDuty, missing: isThere ? nil : Sentence(.dispatchNotThere, person.staff.name))
    }

    /// The people a command goes to: each stands below the giver.
    private func people(_ recipient: Dispatch.Recipient, for actor: Actor) throws -> [Actor] {
        switch recipient {
        case .person(let id):
            guard id != actor.staff.id else { throw Dispatch.Refusal.ownAct }
            guard try tx.staff.find(id)?.isActive == true else { throw Dispatch.Refusal.notBelow }
            let person = try tx.actor(id)
            guard try commands(actor, person) else { throw Dispatch.Refusal.notBelow }
            return [person]
        case .group(let id):
            guard let group = try tx.shiftGroups.find(id), actor.may(.giveDispatch, in: group.unit, isOwn: false) else {
                throw Dispatch.Refusal.unknown
            }
            let there = try tx.shifts.at(group.unit, tx.now).filter { $0.group == id }.compactMap(\.staff)
            return try below(actor, tx.actors(of: there.uniqued()))
        case .unit(let id):
            guard try tx.units.find(id) != nil, actor.may(.giveDispatch, in: id, isOwn: false) else {
                throw Dispatch.Refusal.unknown
            }
            let onShift = try tx.shifts.at(id, tx.now).compactMap(\.staff)
            let people = (try appointed(in: [id]) + onShift).uniqued()
            let here = try present(among: people)
            let there = try tx.actors(of: people.filter(here.contains))
            return try below(actor, there.filter { Self.isOf(id, $0, onShift: Set(onShift)) })
        }
    }

    /// Whether somebody at work is told when a unit is: their post is there, whichever roster they work by (a group's people
    /// may stand on that of the department), or they are on one of its shifts.
    static func isOf(_ unit: Unit.ID, _ person: Actor, onShift: Set<Staff.ID>) -> Bool {
        person.mainHolding?.unit == unit || onShift.contains(person.staff.id)
    }

    private func below(_ actor: Actor, _ there: [Actor]) throws -> [Actor] {
        let people = try there.filter { try commands(actor, $0) }
        guard !people.isEmpty else { throw Dispatch.Refusal.nobodyThere }
        return people
    }

    /// Whether one may tell the other: the right reaches their unit, and the post that has it stands above theirs.
    func commands(_ actor: Actor, _ person: Actor) throws -> Bool {
        guard actor.staff.id != person.staff.id, let unit = person.mainHolding?.unit,
            actor.may(.giveDispatch, in: unit, isOwn: false)
        else { return false }
        guard let handbook = try tx.handbooks.inForce(in: unit) else { throw NotFound() }
        let posts = person.holdings.filter { $0.lentBy == nil }.map(\.post.code)
        return actor.holdings.contains { holding in
            holding.post.permissions.contains(.giveDispatch) && holding.covers(unit, isOwn: false)
                && handbook.standsAbove(holding.post.code, posts)
        }
    }
}

extension Handbook {
    /// Above one of the posts, and neither among nor below any of them.
    fileprivate func standsAbove(_ post: String, _ posts: [String]) -> Bool {
        !posts.contains(post) && isAmongOrAbove(post, posts)
            && !posts.contains { isAmongOrAbove($0, [post]) }
    }
}
