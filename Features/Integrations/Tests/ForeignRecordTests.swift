import Database
import Foundation
import Handbook
import HTTPTypes
import Kernel
import Testkit
import Testing

@testable import Desk
@testable import Web

/// Ids of others' records answer as ids that do not exist: for every route that takes one, and for every role that may
/// not see it. The routes are those of the whole house, pages and interface alike, so a new one is walked as soon as it is
/// there; one whose kind of record is not known here fails.
@Suite struct ForeignRecordTests {
    @Test func everyRouteWithAnIdBelongsToAKindOfRecord() async throws {
        try await ApiHouse.open(.property) { house in
            let records = try await ForeignRecords.lay(in: house, owner: "tianye", boss: "baixue", of: "binjiang")
            let unknown = house.routes.filter { route in
                route.contains("{") && records.kind(of: route) == nil
                    && !ForeignRecords.sets.contains { route.contains($0) }
            }
            #expect(unknown.isEmpty, "whose records are these? \(unknown)")
            let missing = records.kinds.filter(\.id.isEmpty).map(\.prefix)
            #expect(missing.isEmpty, "no record was laid for \(missing)")
        }
    }

    @Test(arguments: TestDatabase.engines)
    func aRecordOfAnotherUnitIsNotThereForAnybody(engine: Engine) async throws {
        try await ApiHouse.open(.property, on: engine) { house in
            let records = try await ForeignRecords.lay(in: house, owner: "tianye", boss: "baixue", of: "binjiang")
            let strangers = try await Self.strangers(to: "binjiang", house)
            #expect(strangers.count >= 5, "people of the other estate: \(strangers.count)")
            // Personal things are strange even to colleagues and superiors.
            let colleagues = ["panhong", "cuihai"].map(house.person)
            let before = try await Self.traces(house)
            let shapes = try Self.shapes(house)
            var walked = 0
            // What every route came to: one that only ever says that its form cannot be read, or that a right is lacking,
            // was not walked to the question whose the record is.
            var asked: [String: Set<Int>] = [:]
            for person in strangers + colleagues {
                let token = try await house.token(of: person)
                for route in house.routes where !route.hasPrefix("HEAD") {
                    guard let kind = records.kind(of: route), kind.isPersonal || strangers.contains(person) else {
                        continue
                    }
                    let foreign = try await Self.status(route, kind, kind.id, token, person, house, shapes)
                    let nobodys = try await Self.status(route, kind, "018f-nobody", token, person, house, shapes)
                    walked += 1
                    asked[route, default: []].insert(foreign)
                    // 422: the form could not be read, and nothing was looked up. 403: the right is lacking altogether.
                    if kind.isOwnList {
                        #expect(foreign == nobodys, "\(route) as \(person): \(foreign), where nothing is: \(nobodys)")
                    } else if kind.isOpen {
                        // Whoever reads the handbook signs for it: that is an act on oneself.
                        let isRead = route.hasPrefix("GET") || route.hasSuffix("/acknowledgement")
                        #expect(
                            isRead || [403, 404, 409, 422].contains(foreign), "\(route) as \(person): \(foreign)")
                    } else {
                        #expect([403, 404, 422].contains(foreign), "\(route) as \(person): \(foreign)")
                        #expect(foreign == nobodys, "\(route) as \(person): \(foreign), where nothing is: \(nobodys)")
                    }
                }
            }
            #expect(walked > 1000, "\(walked)")
            let withIds = Set(house.routes.filter { $0.contains("{") && !$0.hasPrefix("HEAD") })
            let skipped = withIds.filter { asked[$0] == nil && records.kind(of: $0) != nil }
            #expect(skipped.isEmpty, "nobody walked these: \(skipped.sorted())")
            let unread = asked.filter { $0.value == [422] }.keys.sorted()
            #expect(unread.isEmpty, "give `fields` what these forms ask for: \(unread)")
            let barred = asked.filter { $0.value.isSubset(of: [403, 422]) }.keys.sorted()
            #expect(barred == Self.rightsFirst, "nobody came past the right: \(barred)")
            #expect(try await Self.traces(house) == before, "somebody changed what is not theirs")
        }
    }

    /// Routes for which no stranger of this department has the right anywhere, so that all of them hear of the right.
    private static let rightsFirst = [
        "GET /calendars/{id}/change", "GET /handbook/{id}/draft", "GET /handbook/{id}/readers", "POST /calendars/{id}",
        "POST /calendars/{id}/change", "POST /calendars/{id}/preview", "POST /handbook/{id}/draft",
        "POST /handbook/{id}/issuance", "POST /handbook/{id}/review", "POST /people/appointments/{id}/ending",
        "POST /people/delegations/{id}/ending", "POST /people/{id}/appointments", "POST /people/{id}/phone-reveal",
        "POST /people/{id}/skills", "POST /people/{id}/skills/removal",
    ]

    /// The stream of events tells nobody of a record they may not see (SSE).
    @Test(arguments: TestDatabase.engines)
    func nobodyListensToARecordOfAnotherUnit(engine: Engine) async throws {
        try await ApiHouse.open(.property, on: engine) { house in
            let records = try await ForeignRecords.lay(in: house, owner: "tianye", boss: "baixue", of: "binjiang")
            let mayListen = try Furnishing(database: house.database, configuration: .forTests()).mayListen
            func id(_ prefix: String) -> String { records.kinds.first { $0.prefix == prefix }?.id ?? "" }
            let topics = [
                "case:\(records.record)", "watch:\(records.record)", "held:\(records.record)",
                "import:\(id("/imports"))",
                "export:\(id("/exports"))", "staff:\(house.person("tianye"))", "customer:\(id("/customers"))",
                "contact:\(id("/contacts"))", "message:\(id("/messages"))", "proposal:\(records.proposal)",
            ]
            for person in try await Self.strangers(to: "binjiang", house) {
                let viewer = Viewer(
                    id: person.rawValue, name: "", post: "", unit: "", session: "", csrf: "", now: house.clock.now,
                    zone: .shanghai, address: "")
                for topic in topics {
                    #expect(await !mayListen(viewer, topic), "\(person) to \(topic)")
                }
                #expect(await mayListen(viewer, "staff:\(person)"))
            }
            let owner = Viewer(
                id: house.person("tianye").rawValue, name: "", post: "", unit: "", session: "", csrf: "",
                now: house.clock.now, zone: .shanghai, address: "")
            #expect(await mayListen(owner, topics[0]))
        }
    }

    /// Through a record of one's own nobody reaches the parts of another's.
    @Test(arguments: TestDatabase.engines)
    func aPartOfAnotherRecordIsNotReachedThroughOnesOwn(engine: Engine) async throws {
        try await ApiHouse.open(.property, on: engine) { house in
            let records = try await ForeignRecords.lay(in: house, owner: "tianye", boss: "baixue", of: "binjiang")
            let person = house.person("jiangnan")
            let unit = house.department.units["cuihu"] ?? "none"
            let own = try await house.database.write { tx in
                try tx.cases.register(ForeignRecords.intake(in: unit), by: tx.actor(person))
            }
            let token = try await house.token(of: person)
            let before = try await Self.traces(house)
            let shapes = try Self.shapes(house)
            var walked = 0
            for route in house.routes where route.contains("/{part}") && !route.hasPrefix("HEAD") {
                let pieces = route.split(separator: "/").map(String.init)
                guard let place = pieces.firstIndex(of: "{part}"), let part = records.parts[pieces[place - 1]] else {
                    continue
                }
                let mine = route.contains("/customers/") ? own.customer?.rawValue : own.id.rawValue
                let kinds = [part, "018f-nobody"].map {
                    ForeignRecords.Kind(prefix: "", id: mine ?? "", parts: ["part": $0])
                }
                let foreign = try await Self.status(route, kinds[0], mine ?? "", token, person, house, shapes)
                let nobodys = try await Self.status(route, kinds[1], mine ?? "", token, person, house, shapes)
                walked += 1
                #expect(foreign == nobodys && foreign >= 400, "\(route): \(foreign), where nothing is: \(nobodys)")
            }
            #expect(walked > 20, "\(walked)")
            #expect(try await Self.traces(house) == before, "somebody changed what is not theirs")
        }
    }

    static func status(
        _ route: String, _ kind: ForeignRecords.Kind, _ id: String, _ token: String, _ person: Staff.ID,
        _ house: ApiHouse, _ shapes: [String: [FieldShape]]
    ) async throws -> Int {
        let parts = route.split(separator: " ").map(String.init)
        var path = parts[1].replacing("{id}", with: id)
        for (name, part) in kind.parts { path = path.replacing("{\(name)}", with: part) }
        path = path.replacing(/\{\w+\}/) { _ in "018f0000" }
        let method = HTTPRequest.Method(parts[0]) ?? .get
        let fields = asked(by: route, shapes)
        // A token may ask ten times a second.
        house.clock.advance(by: .milliseconds(100))
        if path.hasPrefix("/api/v1") {
            let body = method == .get || method == .delete ? nil : body(fields)
            return try await house.call(method, String(path.dropFirst(7)), token: token, body).status
        }
        return Int(try await house.page(method, path, as: person, form(fields)).status.code)
    }

    /// What the acts of the interface ask for, by method and address.
    static func shapes(_ house: ApiHouse) throws -> [String: [FieldShape]] {
        let operations = try Furnishing(database: house.database, configuration: .forTests()).operations
        return Dictionary(
            operations.map { operation in
                let path = operation.path.replacing(/:(\w+)/) { "{\($0.output.1)}" }
                return ("\(operation.method.rawValue) \(path)", operation.body ?? [])
            }
        ) { $0 + $1 }
    }

    /// What an act asks for, as its form itself says: a page asks like the interface at the same address. A form whose
    /// fields nobody knows gets the dozens below.
    static func asked(by route: String, _ shapes: [String: [FieldShape]]) -> [String: String] {
        let address = route.replacing(" /api/v1/", with: " /")
        var fields = dozens.merging(special[address] ?? [:]) { $1 }
        for shape in shapes[address] ?? [] {
            switch shape.kind {
            case .choice(let values): fields[shape.name] = values.first
            case .identifier: fields[shape.name] = "018f"
            case .flag: fields[shape.name] = "1"
            case .integer(let bounds): fields[shape.name] = String(max(bounds.lowerBound, min(1, bounds.upperBound)))
            case .money: fields[shape.name] = "1.00"
            case .phone: fields[shape.name] = "13800138000"
            case .day: fields[shape.name] = "2030-01-01"
            case .time: fields[shape.name] = "2030-01-01T00:00:00Z"
            case .timeOfDay: fields[shape.name] = "09:00"
            case .text, .other: fields[shape.name] = fields[shape.name] ?? "说明"
            }
        }
        return fields
    }

    /// Fields by the dozen: what an act wants is among them, so that it comes to the question whether one may.
    private static let special = [
        "POST /people/{id}/delegations": ["to": "2030-01-02T00:00", "appointment": "018f", "recipient": "018f"],
        "POST /customers/{id}/contact-points": ["value": "13800138000"],
        "POST /contacts/{id}/items": ["place": "1"],
        "POST /line-boards/{id}": ["at": "2030-01-01T09:00"],
        "POST /pre-shift/{id}/review": ["score": "60"],
        "POST /samples/{id}": ["verdict": "confirmed", "note": "问过了"],
        "POST /handovers/{id}/matters/{part}": ["closing": "办好了"],
        "POST /rosters/{id}/proposal": ["seconds": "60"],
        "POST /roster-terms/{id}": [
            "share": "80", "within": "20", "occupancy": "85", "shrinkage": "15", "cases": "15", "least": "1",
            "cover": "1", "spare": "1", "wish": "1", "nights": "1", "weekends": "1", "evenness": "1", "pattern": "1",
        ],
        "POST /rosters/{id}/shifts": ["day": "2030-01-01", "template": "018f"],
        "POST /rosters/{id}/shifts/{part}/move": ["day": "2030-01-01"],
        "POST /rosters/{id}/moves": ["day": "2030-01-01", "on": "2030-01-01"],
        "POST /rosters/{id}/duties": [
            "kind": "duty", "day": "2030-01-01", "hours": "09:00-18:00", "primary": "018f",
        ],
        "POST /rosters/terms/{id}/templates": ["code": "X", "hours": "09:00-18:00", "break": "60"],
        "POST /rosters/terms/{id}/groups": ["minimum": "1", "target": "1"],
        "POST /rosters/terms/{id}/groups/{part}": ["minimum": "1", "target": "1"],
        "POST /rosters/terms/{id}/groups/{part}/members": ["from": "2030-01-01"],
        "POST /rosters/terms/{id}/patterns": ["cycle": "X -", "anchor": "2030-01-01"],
    ]

    private static let dozens = [
        "severity": "ordinary", "verdict": "founded", "reason": "理由充分", "department": "工程部", "text": "好",
        "kind": "note", "to": "x", "known": "x", "due": "2030-01-01T00:00:00Z", "until": "2030-01-01T00:00:00Z",
        "notice": "x", "result": "reached", "answer": "accepted", "solution": "x", "target": "direct", "person": "x",
        "value": "1", "category": "x", "evaluation": "x", "lesson": "x", "reaction": "understood", "cause": "x",
        "root_cause": "x", "name": "x", "version": "1", "holds": "yes", "decision": "declined", "end": "solved",
        "reply": "x", "measure": "x", "follow_up": "x", "line": "line-1", "effect": "x", "owner": "x", "problems": "x",
        "causes": "x", "block": "service", "act": "anonymise", "channel": "sms", "given": "yes", "source": "x",
        "point_kind": "other", "contact_name": "x", "role": "other", "power": "none", "mode": "good-rows-only",
        "existing": "skip", "outcome": "x", "staff": "x", "weight": "1", "skill": "x", "level": "3", "post": "agent",
        "unit": "x", "title": "x", "opinion": "x", "leg": "swap", "share": "50",
        "from": "2030-01-01T00:00", "body": "x", "key": "own:x",
    ]

    static func body(_ fields: [String: String]) -> String {
        "{\(fields.sorted { $0.key < $1.key }.map { "\"\($0.key)\":\"\($0.value)\"" }.joined(separator: ","))}"
    }

    private static func form(_ fields: [String: String]) -> String {
        FormData(fields.merging(["_csrf": "secret"]) { first, _ in first }.mapValues { [$0] }).replacing("", with: "")
    }

    /// People for whom no permission of any of their posts reaches a unit.
    private static func strangers(to unit: String, _ house: ApiHouse) async throws -> [Staff.ID] {
        let unit = house.department.units[unit] ?? "none"
        return try await house.database.read { tx in
            try house.department.staff.values.sorted { $0.rawValue < $1.rawValue }.filter { person in
                let actor = try tx.actor(person)
                return !actor.holdings.isEmpty
                    && !Permission.allCases.contains { permission in
                        let reach = actor.units(permitting: permission)
                        return reach == .all || reach.contains(unit)
                    }
            }
        }
    }

    /// What has happened so far, apart from people's own tokens and sessions.
    private static func traces(_ house: ApiHouse) async throws -> Int {
        try await house.database.read { tx in
            try tx.execute("SELECT COUNT(*) AS n FROM event").first?.int("n") ?? 0
        }
    }
}
