import Database
import Handbook
import Hummingbird
import Kernel
import Web

/// GET  /rosters/terms/{id}           shifts, groups and patterns of a unit
/// POST …/handbook · templates · templates/{part}/retirement · groups · groups/{part} · groups/{part}/retirement
///      · groups/{part}/members · members/{part}/leaving · patterns · patterns/{part}/retirement
struct ShiftTermRoutes {
    let desk: Workplace

    func add(to routes: RouterGroup<SignedIn>) {
        routes.get("/rosters/terms/:id") { _, context in try await show(context) }
        act("/handbook", routes) { _, _, _ in { tx, unit, actor in try tx.rosters.takeOver(in: unit, by: actor) } }
        act("/templates", routes) { typed, t, _ in
            let template = try RosterForms.template(typed, in: t, unit: "", id: "")
            return { tx, unit, actor in
                let own = ShiftTemplate(
                    id: tx.ids.make(), unit: unit, code: template.code, chinese: template.chinese,
                    english: template.english, starts: template.starts, lengthMinutes: template.lengthMinutes,
                    breakMinutes: template.breakMinutes, isNight: template.isNight)
                try tx.rosters.add(own, by: actor)
            }
        }
        act("/templates/:part/retirement", routes) { _, _, part in
            { tx, unit, actor in
                guard try tx.shiftTemplates.require(ShiftTemplate.ID(part)).unit == unit else {
                    throw ShiftTemplate.Refusal.unknown
                }
                try tx.rosters.retire(template: ShiftTemplate.ID(part), by: actor)
            }
        }
        act("/groups", routes) { typed, _, _ in
            let group = try RosterForms.group(typed)
            return { tx, unit, actor in
                try tx.rosters.add(
                    ShiftGroup(
                        id: tx.ids.make(), unit: unit, name: group.name, line: group.line, minimum: group.minimum,
                        target: group.target), by: actor)
            }
        }
        act("/groups/:part", routes) { typed, _, part in
            let group = try RosterForms.group(typed)
            return { tx, unit, actor in
                try own(ShiftGroup.ID(part), in: unit, tx)
                try tx.rosters.set(
                    group.name, group.minimum, target: group.target, line: group.line, of: ShiftGroup.ID(part),
                    by: actor)
            }
        }
        act("/groups/:part/retirement", routes) { _, _, part in
            { tx, unit, actor in
                try own(ShiftGroup.ID(part), in: unit, tx)
                try tx.rosters.retire(group: ShiftGroup.ID(part), by: actor)
            }
        }
        act("/groups/:part/members", routes) { typed, _, part in
            let (staff, day) = try form(typed.identifier("staff", of: Staff.self), typed.day("from"))
            return { tx, unit, actor in
                try own(ShiftGroup.ID(part), in: unit, tx)
                try tx.rosters.join(staff, ShiftGroup.ID(part), from: day, by: actor)
            }
        }
        act("/members/:part/leaving", routes) { _, _, part in
            { tx, unit, actor in
                guard let member = try tx.shiftGroups.member(ShiftGroup.Member.ID(part)) else {
                    throw ShiftGroup.Refusal.noMember
                }
                try own(member.group, in: unit, tx)
                let today = try tx.rosters.setting(of: unit).calendar.day(of: tx.now)
                try tx.rosters.leave(member.id, through: today, by: actor)
            }
        }
        act("/patterns", routes) { typed, t, _ in
            let pattern = try RosterForms.pattern(typed, in: t)
            return { tx, unit, actor in
                let places = Dictionary(pattern.groups.enumerated().map { ($1, $0) }) { first, _ in first }
                try tx.rosters.add(
                    try RotationPattern(
                        id: tx.ids.make(), unit: unit, name: pattern.name, anchor: pattern.anchor,
                        cycle: pattern.cycle, days: pattern.days, edge: pattern.edge, offsets: places),
                    by: actor)
            }
        }
        act("/patterns/:part/retirement", routes) { _, _, part in
            { tx, unit, actor in
                guard try tx.rotationPatterns.require(RotationPattern.ID(part)).unit == unit else {
                    throw RotationPattern.Refusal.unknown
                }
                try tx.rosters.retire(pattern: RotationPattern.ID(part), by: actor)
            }
        }
    }

    private func show(_ context: SignedIn, typed: ShiftTermPages.Sent? = nil, refusal: HTML? = nil) async throws -> HTML
    {
        let viewer = context.viewer
        let id: Unit.ID = try context.identifier()
        return try await desk.read(context) { [desk] tx, actor in
            guard let unit = try tx.units.find(id), actor.may(.reassignCase, in: id, isOwn: false) else {
                throw Roster.Refusal.unknown
            }
            let today = viewer.zone.day(of: tx.now)
            let members = try tx.shiftGroups.members(of: id, on: today...today.advanced(by: 366))
            let t = viewer.language
            let pages = ShiftTermPages(
                viewer: viewer, unit: unit, templates: try tx.shiftTemplates.of(id), groups: try tx.shiftGroups.of(id),
                members: members, patterns: try tx.rotationPatterns.of(id),
                people: try tx.colleagues(of: id, limit: 300), lines: try tx.rosters.lines(of: id),
                names: try tx.names(of: Set(members.map(\.staff))),
                today: today)
            return desk.frame(
                viewer, actor, title: t(.shiftTerms), section: .rosters,
                trail: [Trail(t(.rostersTitle), url: "/rosters")], lead: "\(unit.name)"
            ).page(content: pages.page(refusal: refusal, typed: typed))
        }
    }

    private typealias Act = @Sendable (Transaction, Unit.ID, Actor) throws -> Void

    private func act(
        _ address: String, _ routes: RouterGroup<SignedIn>,
        _ read: @Sendable @escaping (FormData, Language, String) throws -> Act
    ) {
        routes.post("/rosters/terms/:id\(address)") { [self] _, context -> Response in
            let id: Unit.ID = try context.identifier()
            let part = address.contains(":part") ? try context.path("part") : ""
            let t = context.viewer.language
            return try await context.answer(saying: t(.rosterSaved)) {
                let act = try read(context.form, t, part)
                try await desk.act(context) { tx, actor in
                    guard try tx.units.find(id) != nil, actor.may(.reassignCase, in: id, isOwn: false) else {
                        throw Roster.Refusal.unknown
                    }
                    try act(tx, id, actor)
                }
                return "/rosters/terms/\(id)"
            } orShow: { typed, refusal in
                try await show(context, typed: ShiftTermPages.Sent(address, part, typed), refusal: refusal)
            }
        }
    }
}

/// A group of another unit is not there.
private func own(_ group: ShiftGroup.ID, in unit: Unit.ID, _ tx: Transaction) throws {
    guard try tx.shiftGroups.require(group).unit == unit else { throw ShiftGroup.Refusal.unknown }
}
