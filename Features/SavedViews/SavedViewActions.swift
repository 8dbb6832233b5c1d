import Database
import Handbook
import Kernel

/// Everybody keeps views of their own; a team's views are made and changed by whoever may reassign its cases.
extension SavedViews {
    func add(named name: String, _ query: String, sharedWith unit: Unit.ID?, by actor: Actor) throws -> SavedView {
        let count = try count(of: actor.staff.id)
        guard count < SavedView.mostOfOne else { throw SavedView.Refusal.tooMany(SavedView.mostOfOne) }
        if let unit { try authorize(actor, .reassignCase, in: unit, isOwn: false) }
        let last = try seen(by: actor).map(\.position).max() ?? 0
        let view = SavedView(
            id: tx.ids.make(), owner: actor.staff.id, unit: unit, name: name, query: query, position: last + 1)
        try save(view)
        return view
    }

    func rename(_ id: SavedView.ID, to name: String, by actor: Actor) throws {
        var view = try own(id, of: actor)
        view.name = name
        try save(view)
    }

    /// The filter that is looked at now takes the place of the one kept.
    func replace(_ id: SavedView.ID, with query: String, by actor: Actor) throws {
        var view = try own(id, of: actor)
        view.query = query
        try save(view)
    }

    /// Changes places with the view above it; the uppermost stays.
    func moveUp(_ id: SavedView.ID, by actor: Actor) throws {
        var view = try own(id, of: actor)
        let group = try seen(by: actor).filter { ($0.unit == nil) == (view.unit == nil) }
        guard let place = group.firstIndex(where: { $0.id == id }), place > 0 else { return }
        var above = group[place - 1]
        _ = try own(above.id, of: actor)
        (view.position, above.position) = (above.position, max(view.position, above.position + 1))
        try save(view)
        try save(above)
    }

    func delete(_ id: SavedView.ID, by actor: Actor) throws {
        try delete(own(id, of: actor).id)
    }

    /// The view with which «cases» opens; nothing is «open». Any view one sees may be it.
    func choose(_ id: SavedView.ID?, by actor: Actor) throws {
        if let id { guard try seen(by: actor).contains(where: { $0.id == id }) else { throw NotFound() } }
        try setDefault(id, of: actor.staff.id)
    }

    func mayChange(_ view: SavedView, _ actor: Actor) -> Bool {
        guard let unit = view.unit else { return view.owner == actor.staff.id }
        return view.owner == actor.staff.id || actor.may(.reassignCase, in: unit, isOwn: false)
    }

    private func own(_ id: SavedView.ID, of actor: Actor) throws -> SavedView {
        guard let view = try seen(by: actor).first(where: { $0.id == id }) else { throw NotFound() }
        guard mayChange(view, actor) else { throw SavedView.Refusal.notYours }
        return view
    }
}
