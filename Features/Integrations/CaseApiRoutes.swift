import Database
import Handbook
import Hummingbird
import Kernel
import Web

/// Cases for programs: the list, one whole, registration, what is said, and every act of the page under its own name.
enum CaseApiRoutes {
    static func operations(_ desk: Workplace) -> [ApiOperation] {
        [list, read, register, note] + CaseActRoutes(desk: desk).acts.map(act)
    }

    private static let list = ApiOperation(
        method: .get, path: "/cases", name: "case.list", summary: .apiCaseList, scope: .readCases,
        query: .asked { _ = try? filter($0) } + ApiPage.query, answer: "CaseList"
    ) { tx, actor, call in
        let page = try ApiPage(call)
        let lines = try tx.caseApiList.page(
            filter(call.query), reach: actor.units(permitting: .readCase), for: actor.staff.id, after: page.cursor,
            limit: page.limit)
        let next = lines.count == page.limit ? lines.last.flatMap(cursor) : nil
        return ApiReply(body: ListDocument(entries: lines, next: next?.text))
    }

    private static let read = ApiOperation(
        method: .get, path: "/cases/:id", name: "case.read", summary: .apiCaseRead, scope: .readCases, answer: "Case",
        version: version
    ) { tx, actor, call in try document(of: call.identifier(), tx, actor) }

    private static let register = ApiOperation(
        method: .post, path: "/cases", name: "case.register", summary: .apiCaseRegister, scope: .writeCases,
        body: .asked { _ = try? CaseForms.intake($0, in: .english) }, answer: "Case", status: .created
    ) { tx, actor, call in
        let intake = try CaseForms.intake(call.form, in: call.language)
        let id = try tx.cases.register(intake, by: actor).id
        var record = try tx.caseDocument(of: id, for: actor)
        var reply = try ApiReply(record)
        // As the page does before it registers: whoever sends the same twice, or another matter of the same customer,
        // hears of what is open. It is told beside the record: its state is the record's alone.
        let customer = record.customer.map { Customer.ID($0) }
        let others = try customer.map { try tx.contacts.openCases(of: $0, for: actor) } ?? []
        record.openCases = try tx.cases.covered(others.filter { $0.id != id }).map(CaseSummaryDocument.init(line:))
        if record.openCases?.isEmpty == false { try reply.tells(record) }
        return reply
    }

    private static let note = ApiOperation(
        method: .post, path: "/cases/:id/entries", name: "case.entry", summary: .apiCaseEntry, scope: .writeCases,
        body: .asked { _ = try? entry($0) }, answer: "Case", status: .created, version: version
    ) { tx, actor, call in
        let id: Case.ID = try call.identifier()
        let (kind, text) = try entry(call.form)
        switch kind {
        case .reply: try tx.cases.reply(id, text, by: actor)
        case .call: try tx.cases.inform(id, text, by: actor)
        case .customer: try tx.cases.note(id, text, .customer, by: actor)
        case .note: try tx.cases.note(id, text, .note, by: actor)
        }
        return try document(of: id, tx, actor)
    }

    /// An act of the page: the same form, the same action, the same gates.
    private static func act(_ entry: CaseActEntry) -> ApiOperation {
        ApiOperation(
            method: .post, path: "/cases/:id/\(entry.address)", name: "case.\(entry.operation)",
            summary: ApiActWords.cases[entry.address] ?? .apiCaseAct, scope: .writeCases,
            body: .asked { _ = try? entry.read("", $0, .english) },
            answer: "Case", version: version
        ) { tx, actor, call in
            let id: Case.ID = try call.identifier()
            try entry.read(call.parameters["part"], call.form, call.language)(tx, id, actor)
            return try document(of: id, tx, actor)
        }
    }

    private static func document(of id: Case.ID, _ tx: Transaction, _ actor: Actor) throws -> ApiReply {
        try ApiReply(tx.caseDocument(of: id, for: actor))
    }

    /// Whoever may not see the record hears that there is none, whatever state they name.
    private static func version(_ tx: Transaction, _ actor: Actor, _ call: ApiCall) throws -> String? {
        try document(of: call.identifier(), tx, actor).version
    }

    private static func filter(_ query: FormData) throws(Invalid) -> CaseApiFilter {
        let values = try form(
            query.optionalChoice("state", of: Case.State.self), query.optionalChoice("type", of: CaseType.self),
            query.optionalChoice("severity", of: Severity.self), query.optionalIdentifier("unit", of: Unit.self),
            query.optionalIdentifier("customer", of: Customer.self), query.optional("number", max: 40),
            query.optionalLocalTime("reported_from"), query.optionalLocalTime("reported_before"))
        return CaseApiFilter(
            state: values.0, type: values.1, severity: values.2, unit: values.3, customer: values.4,
            number: values.5, reportedFrom: values.6, reportedBefore: values.7)
    }

    /// What a program may write down; receipts and the like the house writes itself.
    private enum Said: String, CaseIterable {
        case reply, call, customer, note
    }

    private static func entry(_ typed: FormData) throws(Invalid) -> (Said, String) {
        try form(typed.choice("kind", of: Said.self), typed.required("text", max: 4000))
    }

    private static func cursor(_ line: CaseSummaryDocument) -> ApiCursor? {
        Instant(iso: line.reportedAt, zone: .utc).map { ApiCursor(key: $0.milliseconds, id: line.id) }
    }
}

extension ApiReply {
    init(_ record: CaseDocument) throws {
        try self.init(record: record, id: record.id, number: record.number, state: record.state)
    }
}

extension ApiCall {
    func identifier<Owner>(of: Owner.Type) throws -> Identifier<Owner> { try identifier() }
}

extension CaseActEntry {
    /// `promises/:part/notice` → `promises.notice`
    fileprivate var operation: String {
        address.split(separator: "/").filter { $0 != ":part" }.joined(separator: ".")
    }
}
