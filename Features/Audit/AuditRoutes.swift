import Database
import Handbook
import Hummingbird
import Kernel
import Web

/// GET /audit    the events a person may read, newest first
struct AuditRoutes {
    let desk: Workplace

    func add(to routes: RouterGroup<SignedIn>) {
        routes.get("/audit", use: list)
    }

    @Sendable func list(_ request: Request, _ context: SignedIn) async throws -> Response {
        let viewer = context.viewer
        do {
            let filter = try AuditForms.filter(context.query, zone: viewer.zone, in: viewer.language)
            return try await page(filter, context, Typed(context.query)).response()
        } catch let invalid as Invalid {
            return context.invalid(try await page(EventFilter(), context, Typed(context.query, invalid)))
        }
    }

    private func page(_ filter: EventFilter, _ context: SignedIn, _ typed: Typed) async throws -> HTML {
        let viewer = context.viewer
        let query = context.query
        let paging = Paging(query)
        return try await desk.read(context) { [desk] tx, actor in
            let units = actor.units(permitting: .readAudit)
            guard units != .nothing else { throw NotAllowed(permission: .readAudit, isElsewhere: false) }
            let reach = EventReach(units: units, own: actor.staff.id)
            let events = try tx.events.search(filter, within: reach, limit: paging.limit, offset: paging.offset)
            let chain = AuditPages.Chain(
                head: try tx.seals.head() ?? .origin, unsealed: try tx.seals.unsealedCount())
            return desk.frame(
                viewer, actor, title: viewer.language(.auditTitle), section: .audit,
                lead: "\(viewer.language(.auditLead))",
                acts: exportButton("events", query, for: actor, in: viewer.language)
            ).page(
                content: AuditPages(viewer: viewer, types: try tx.caseTypeNames(for: actor)).list(
                    try tx.lines(of: events), total: try tx.events.count(filter, within: reach), chain: chain,
                    paging: paging, query: query, typed: typed))
        }
    }
}

extension Transaction {
    fileprivate func lines(of events: [Event]) throws -> [AuditPages.Line] {
        let people = events.map(\.subject).filter { $0.kind == .staff }.map { Staff.ID($0.id) }
        let spokenOf = events.flatMap { EventDetail.people(in: $0.details) }
        let names = try names(of: Set(events.compactMap(\.actor) + people + spokenOf))
        let units = try unitNames(of: Set(events.compactMap(\.unit)))
        let labels = try labels(of: events.map(\.subject))
        let catalogue = PostsInForce(tx: self)
        var posts: [Unit.ID: [String: Post]] = [:]
        for unit in Set(events.compactMap(\.unit)) {
            posts[unit] = Dictionary(try catalogue.posts(in: unit).map { ($0.code, $0) }) { first, _ in first }
        }
        return events.map { event in
            AuditPages.Line(
                event: event, actor: event.actor.map { names[$0] ?? $0.rawValue },
                unit: event.unit.map { units[$0] ?? $0.rawValue },
                label: labels[event.subject] ?? person(event.subject, names),
                people: Dictionary(
                    EventDetail.people(in: event.details).compactMap { id in names[id].map { (id.rawValue, $0) } }
                ) { first, _ in first },
                posts: event.unit.flatMap { posts[$0] } ?? [:])
        }
    }

    /// A member of staff is called by name.
    private func person(_ subject: Subject, _ names: [Staff.ID: String]) -> SubjectLabel? {
        guard subject.kind == .staff, let name = names[Staff.ID(subject.id)] else { return nil }
        return SubjectLabel(number: nil, title: name, url: "/people/\(subject.id)", unit: nil)
    }
}
