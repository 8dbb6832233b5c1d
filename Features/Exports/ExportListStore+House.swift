import Database
import Handbook
import Kernel

extension ExportList {
    static let people = ExportList(
        code: "people", word: .sectionPeople, page: "/people", needs: .manageStaff,
        columns: [
            ExportColumn(code: "account", word: .exportAccount), ExportColumn(code: "name", word: .importName),
            ExportColumn(code: "posts", word: .exportPosts, width: 36),
            ExportColumn(code: "phone", word: .importPhone, width: 16, isPersonal: true),
            ExportColumn(code: "active", word: .exportActive),
        ],
        ids: { ask, tx, limit in
            let filter = ExportForms.staffFilter(ask.query)
            let reach = ask.actor.units(permitting: .manageStaff)
            var ids: [String] = []
            while ids.count < limit {
                let page = try tx.staff.list(filter, within: reach, limit: 500, offset: ids.count).people
                ids += page.map(\.id.rawValue)
                if page.count < 500 { break }
            }
            return Array(ids.prefix(limit))
        },
        cells: { ask, tx, ids in
            let people = try tx.staff.find(Set(ids.map { Staff.ID($0) }))
            let held = try tx.execute(
                """
                SELECT staff_id, post, unit_id FROM appointment
                WHERE staff_id IN \(list: ids) AND starts_at <= \(tx.now) AND (ends_at IS NULL OR ends_at > \(tx.now))
                ORDER BY staff_id, starts_at, id
                LIMIT 5000
                """
            )
            let units = try tx.unitNames(of: Set(held.map { try $0.id("unit_id") }))
            let catalogue = PostsInForce(tx: tx)
            var posts: [String: [String]] = [:]
            for row in held {
                let unit: Unit.ID = try row.id("unit_id")
                let code = try row.text("post")
                let title = try catalogue.post(code, in: unit)?.title ?? code
                posts[try row.text("staff_id"), default: []].append("\(units[unit] ?? "") \(title)")
            }
            return cells(of: Array(people.values), by: \.id) { person in
                [
                    "account": SheetCell(person.account.description), "name": SheetCell(person.name),
                    "posts": SheetCell(posts[person.id.rawValue]?.joined(separator: "；")),
                    "phone": SheetCell(ask.reveals ? person.phone?.revealed : person.phone?.description),
                    "active": .text(ask.language(person.isActive ? .exportYes : .exportNo)),
                ]
            }
        })

    static let events = ExportList(
        code: "events", word: .sectionAudit, page: "/audit", needs: .readAudit,
        columns: [
            ExportColumn(code: "at", word: .exportAt, width: 17), ExportColumn(code: "kind", word: .exportKind),
            ExportColumn(code: "record", word: .exportRecord, width: 36),
            ExportColumn(code: "actor", word: .exportPerson),
            ExportColumn(code: "unit", word: .importUnit),
            ExportColumn(code: "details", word: .exportDetails, width: 50),
        ],
        ids: { ask, tx, limit in
            let reach = EventReach(units: ask.actor.units(permitting: .readAudit), own: ask.actor.staff.id)
            return try tx.events.search(
                ExportForms.eventFilter(ask.query, zone: ask.zone, in: ask.language), within: reach, limit: limit
            ).map(\.id.rawValue)
        },
        cells: { ask, tx, ids in
            let rows = try tx.execute(
                """
                SELECT id, kind, subject_kind, subject_id, unit_id, actor_id, at, details FROM event
                WHERE id IN \(list: ids) ORDER BY id LIMIT 1000
                """
            )
            let events = try rows.map(Event.init(row:))
            let labels = try tx.labels(of: events.map(\.subject))
            let names = try tx.names(of: Set(events.compactMap(\.actor)))
            let units = try tx.unitNames(of: Set(events.compactMap(\.unit)))
            return cells(of: events, by: \.id) { event in
                let label = labels[event.subject].map { "\($0.number ?? "") \($0.title)" }
                let details = event.details.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
                return [
                    "at": .time(event.at, ask.zone), "kind": .text(ask.language(event.kind.word)),
                    "record": SheetCell(
                        label ?? "\(ask.language(event.subject.kind.word)) \(event.subject.id)"),
                    "actor": SheetCell(event.actor.flatMap { names[$0] }),
                    "unit": SheetCell(event.unit.flatMap { units[$0] }),
                    "details": SheetCell(details.joined(separator: " ")),
                ]
            }
        })
}
