import Database
import Handbook
import Kernel

/// Puts together what the pages about people show.
struct PeopleReading {
    let tx: Transaction
    let actor: Actor
    let catalogue: any PostCatalogue

    /// Colleagues to choose from in one list; beyond it one searches.
    static let mostColleagues = 500

    private var mandate: Mandate { .person(actor) }

    /// Everybody may know who works where; those who left are shown to whoever manages staff.
    func list(_ filter: StaffFilter, limit: Int, offset: Int) throws -> (lines: [PersonLine], total: Int) {
        let reach = filter.isActive == true ? UnitReach.all : mandate.reach
        let (people, total) = try tx.staff.list(filter, within: reach, limit: limit, offset: offset)
        let held = Dictionary(grouping: try tx.appointments.inForce(of: people.map(\.id), at: tx.now), by: \.staff)
        let units = try tx.unitNames(of: Set(held.values.joined().map(\.unit)))
        return (
            try people.map { person in
                PersonLine(person: person, posts: try (held[person.id] ?? []).map { try heldPost($0, units) })
            }, total
        )
    }

    func person(_ id: Staff.ID, under rules: SessionRules) throws -> PersonView {
        let person = try tx.staff.require(id)
        let mayManage = try id != actor.staff.id && tx.staff.isVisible(id, within: mandate.reach)
        guard person.isActive || mayManage else { throw Staff.Refusal.unknown }
        let appointments = try tx.appointments.history(of: id)
        let delegations = try tx.delegations.history(of: id)
        let units = try tx.unitNames(of: Set(appointments.map(\.unit) + delegations.map(\.unit)))
        let posts = try appointments.map { try heldPost($0, units) }
        let names = try tx.names(
            of: Set(
                delegations.flatMap { [$0.giver, $0.recipient, $0.givenBy] } + appointments.compactMap(\.appointedBy)))
        return PersonView(
            person: person, posts: posts, delegations: delegations,
            sessions: mayManage ? try tx.sessions.standing(of: id, under: rules) : [],
            attempts: mayManage ? try tx.signInLimits.attempts(on: id) : [],
            names: names, units: units, titles: try titles(of: delegations, posts),
            choices: try choices(for: person, mayManage: mayManage),
            rights: PersonView.Rights(
                isSelf: id == actor.staff.id, mayManage: mayManage,
                mayReveal: try tx.staff.isVisible(id, within: actor.units(permitting: .revealPersonalData))))
    }

    /// The units in which the person may give posts, and the posts there are in them.
    func placesToFill() throws -> (units: [Unit], posts: [Post]) {
        let reach = mandate.reach
        let units = try tx.units.all().filter { reach.contains($0.id) }
        var known: Set<String> = []
        // Units that work by one handbook have the same posts: one of them is asked.
        var asked: Set<String> = []
        let posts = try units.flatMap { unit -> [Post] in
            try asked.insert(tx.units.handbookCode(of: unit.id)).inserted ? catalogue.posts(in: unit.id) : []
        }.filter { known.insert($0.code).inserted }
        return (units, posts)
    }

    private func choices(for person: Staff, mayManage: Bool) throws -> PersonView.Choices {
        var choices = PersonView.Choices()
        guard person.isActive else { return choices }
        if mayManage { (choices.units, choices.posts) = try placesToFill() }
        if mayManage || person.id == actor.staff.id {
            choices.colleagues = try tx.staff.list(
                StaffFilter(), within: .all, limit: Self.mostColleagues, offset: 0
            ).people.filter { $0.id != person.id && $0.id != actor.staff.id }
        }
        return choices
    }

    private func heldPost(_ appointment: Appointment, _ units: [Unit.ID: String]) throws -> HeldPost {
        HeldPost(
            appointment: appointment, post: try catalogue.post(appointment.post, in: appointment.unit),
            unit: units[appointment.unit] ?? "")
    }

    private func titles(of delegations: [Delegation], _ posts: [HeldPost]) throws -> [String: Post] {
        var titles: [String: Post] = [:]
        for held in posts { titles[held.appointment.post] = held.post }
        for lent in delegations where titles[lent.post] == nil {
            titles[lent.post] = try catalogue.post(lent.post, in: lent.unit)
        }
        return titles
    }
}
