import Database
import Handbook
import Hummingbird
import Kernel
import Web

/// Customers for programs: found, filed, kept, joined and erased by the forms and acts of their pages. Names and numbers
/// are masked as they are there; whoever needs a full number asks for it on the page, with a reason.
enum CustomerApiRoutes {
    static func operations(_ desk: Workplace) -> [ApiOperation] {
        [list, read, file, edit, history, duplicates, dismiss, merge, undo, erasures, decide]
            + CustomerActRoutes(desk: desk).acts.map(act)
    }

    private static let list = ApiOperation(
        method: .get, path: "/customers", name: "customer.list", summary: .apiCustomers, scope: .readCustomers,
        query: .asked { _ = try? filter($0) } + ApiPage.query, answer: "CustomerList"
    ) { tx, actor, call in
        let page = try ApiPage(call)
        let filter = try Self.filter(call.query)
        let reach = actor.customers(permitting: .readCustomer)
        guard reach != .nothing else { throw NotAllowed(permission: .readCustomer, isElsewhere: false) }
        let found = try tx.customers.page(
            filter, within: reach, for: actor.staff.id, after: page.cursor.map { ($0.key, $0.id) }, limit: page.limit)
        let next = found.count == page.limit && filter.text.isEmpty ? found.last : nil
        return ApiReply(
            body: ListDocument(
                entries: found.map { CustomerDocument($0) },
                next: next.map { ApiCursor(key: $0.knownSince.milliseconds, id: $0.id.rawValue).text }))
    }

    private static let read = ApiOperation(
        method: .get, path: "/customers/:id", name: "customer.read", summary: .apiCustomer, scope: .readCustomers,
        answer: "CustomerFile", version: version
    ) { tx, actor, call in try document(of: call.identifier(), tx, actor, call) }

    private static let file = ApiOperation(
        method: .post, path: "/customers", name: "customer.file", summary: .apiCustomerFile, scope: .writeCustomers,
        body: .asked {
            _ = try? place($0)
            _ = try? CustomerForms.facts($0, in: .english)
        }, answer: "CustomerFile", status: .created
    ) { tx, actor, call in
        let (facts, place) = try together(
            { () throws(Invalid) in try CustomerForms.facts(call.form, in: call.language) },
            { () throws(Invalid) in try Self.place(call.form) })
        let customer = try tx.customers.open(facts, phone: place.phone, in: place.unit, by: actor)
        return try document(of: customer.id, tx, actor, call)
    }

    private static let edit = ApiOperation(
        method: .put, path: "/customers/:id", name: "customer.edit", summary: .apiCustomerEdit, scope: .writeCustomers,
        body: .asked {
            _ = try? revision($0)
            _ = try? CustomerForms.facts($0, in: .english)
        }, answer: "CustomerFile", version: version
    ) { tx, actor, call in
        let id: Customer.ID = try call.identifier()
        let (facts, revision) = try together(
            { () throws(Invalid) in try CustomerForms.facts(call.form, in: call.language) },
            { () throws(Invalid) in try Self.revision(call.form) })
        _ = try tx.customers.edit(id, facts, from: revision.version, because: revision.reason ?? "", by: actor)
        return try document(of: id, tx, actor, call)
    }

    private static let history = ApiOperation(
        method: .get, path: "/customers/:id/history", name: "customer.history", summary: .apiCustomerHistory,
        scope: .readCustomers, query: ApiPage.query, answer: "ChangeList"
    ) { tx, actor, call in
        let page = try ApiPage(call)
        let customer = try tx.customers.require(call.identifier(), for: actor, to: .readCustomer)
        let (changes, total) = try tx.customers.changes(of: customer.id, limit: page.limit, offset: page.offset)
        return ApiReply(body: ListDocument(entries: changes.map(ChangeDocument.init), next: page.next(of: total)))
    }

    private static let duplicates = ApiOperation(
        method: .get, path: "/customers/duplicates", name: "customer.duplicates", summary: .apiDuplicates,
        scope: .readCustomers, query: ApiPage.query, answer: "DuplicateList"
    ) { tx, actor, call in
        let page = try ApiPage(call)
        let reach = actor.customers(permitting: .mergeCustomer)
        guard reach != .nothing else { throw NotAllowed(permission: .mergeCustomer, isElsewhere: false) }
        let (pairs, total) = try tx.customers.duplicates(within: reach, limit: page.limit, offset: page.offset)
        return ApiReply(body: ListDocument(entries: pairs.map(DuplicateDocument.init), next: page.next(of: total)))
    }

    private static let dismiss = ApiOperation(
        method: .post, path: "/customers/duplicates/dismissal", name: "customer.duplicates.dismissal",
        summary: .apiDuplicateDismiss, scope: .writeCustomers, body: .asked { _ = try? pair($0, "one", "other") },
        answer: "Done"
    ) { tx, actor, call in
        let (one, other) = try pair(call.form, "one", "other")
        try tx.customers.dismiss(one, other, by: actor)
        return ApiReply(body: DoneDocument(tx))
    }

    private static let merge = ApiOperation(
        method: .post, path: "/customers/merges", name: "customer.merge", summary: .apiMerge, scope: .writeCustomers,
        body: .asked { typed in
            _ = try? pair(typed, "keep", "other")
            _ = try? form(typed.required("reason"))
        }
            + CustomerFacts.Field.allCases.map {
                FieldShape(name: "take-\($0.rawValue)", kind: .choice(["absorbed"]), isRequired: false)
            }, answer: "CustomerFile", status: .created
    ) { tx, actor, call in
        let ((keep, other), reason) = try together(
            { () throws(Invalid) in try pair(call.form, "keep", "other") },
            { () throws(Invalid) in try form(call.form.required("reason")) })
        _ = try tx.customers.merge(
            other, into: keep, choosing: CustomerForms.choice(call.form), because: reason, by: actor)
        return try document(of: keep, tx, actor, call)
    }

    private static let undo = ApiOperation(
        method: .post, path: "/customers/merges/:id/undoing", name: "customer.merge.undoing", summary: .apiMergeUndo,
        scope: .writeCustomers, body: .asked { _ = try? form($0.required("reason")) }, answer: "Done"
    ) { tx, actor, call in
        let reason = try form(call.form.required("reason"))
        try tx.customers.part(call.identifier(), because: reason, by: actor)
        return ApiReply(body: DoneDocument(tx))
    }

    private static let erasures = ApiOperation(
        method: .get, path: "/customers/erasures", name: "customer.erasures", summary: .apiErasures,
        scope: .readCustomers, answer: "ErasureList"
    ) { tx, actor, _ in
        let reach = actor.customers(permitting: .anonymiseCustomer)
        guard reach != .nothing else { throw NotAllowed(permission: .anonymiseCustomer, isElsewhere: false) }
        let waiting = try tx.customers.erasuresWaiting(within: reach, limit: 100)
        return ApiReply(body: ListDocument(entries: waiting.map(ErasureDocument.init), next: nil))
    }

    private enum Decision: String, CaseIterable { case agree, decline }

    private static let decide = ApiOperation(
        method: .post, path: "/customers/erasures/:id/decision", name: "customer.erasure.decision",
        summary: .apiErasureDecide, scope: .writeCustomers, body: .asked { _ = try? decision($0) }, answer: "Done"
    ) { tx, actor, call in
        let id: CustomerErasure.ID = try call.identifier()
        let (decision, text) = try Self.decision(call.form)
        switch decision {
        case .agree: try tx.customers.agree(to: id, calling: call.language(.customerAnonymousName), by: actor)
        case .decline: try tx.customers.decline(id, saying: text ?? "", by: actor)
        }
        return ApiReply(body: DoneDocument(tx))
    }

    private static func act(_ entry: CustomerActEntry) -> ApiOperation {
        ApiOperation(
            method: .post, path: "/customers/:id/\(entry.address)", name: "customer.\(entry.address.asOperation)",
            summary: ApiActWords.customers[entry.address] ?? .apiCustomerAct, scope: .writeCustomers,
            body: .asked { _ = try? entry.read("", $0, .english) }, answer: "CustomerFile", version: version
        ) { tx, actor, call in
            let id: Customer.ID = try call.identifier()
            try entry.read(call.parameters["part"] ?? "", call.form, call.language)(tx, id, actor)
            return try document(of: id, tx, actor, call)
        }
    }

    private static func document(
        of id: Customer.ID, _ tx: Transaction, _ actor: Actor, _ call: ApiCall
    ) throws -> ApiReply {
        let showsCases = call.shows(.readCases)
        let view = try tx.customers.view(of: id, for: actor)
        let file = CustomerFileDocument(view, cases: showsCases ? try tx.cases.covered(view.cases) : nil)
        return try ApiReply(record: file, id: file.id, number: file.number, state: file.state)
    }

    /// Whoever may not see the record hears that there is none, whatever state they name.
    private static func version(_ tx: Transaction, _ actor: Actor, _ call: ApiCall) throws -> String? {
        try document(of: call.identifier(), tx, actor, call).version
    }

    private static func filter(_ query: FormData) throws(Invalid) -> CustomerFilter {
        let values = try form(
            query.optional("q", max: CustomerQuery.longest), query.optionalChoice("kind", of: Customer.Kind.self),
            query.optionalChoice("grade", of: Customer.Grade.self),
            query.optionalChoice("state", of: CustomerFilter.State.self), query.ticked("mine"))
        return CustomerFilter(
            text: values.0 ?? "", kind: values.1, grade: values.2, state: values.3 ?? .inUse, isMine: values.4)
    }

    private static func place(_ typed: FormData) throws(Invalid) -> (unit: Unit.ID, phone: PhoneNumber?) {
        try form(typed.identifier("unit", of: Unit.self), typed.optionalPhone("phone"))
    }

    private static func revision(_ typed: FormData) throws(Invalid) -> (version: Int, reason: String?) {
        try form(typed.integer("version"), typed.optional("reason", max: 200))
    }

    private static func pair(
        _ typed: FormData, _ one: String, _ other: String
    ) throws(Invalid) -> (Customer.ID, Customer.ID) {
        try form(typed.identifier(one, of: Customer.self), typed.identifier(other, of: Customer.self))
    }

    private static func decision(_ typed: FormData) throws(Invalid) -> (Decision, String?) {
        try form(typed.choice("decision", of: Decision.self), typed.optional("text"))
    }
}

/// Two forms in one body: the problems of both are told at once.
func together<A, B>(_ one: () throws(Invalid) -> A, _ other: () throws(Invalid) -> B) throws(Invalid) -> (A, B) {
    let a: Result<A, Invalid>
    do { a = .success(try one()) } catch { a = .failure(error) }
    let b: Result<B, Invalid>
    do { b = .success(try other()) } catch { b = .failure(error) }
    switch (a, b) {
    case (.success(let a), .success(let b)): return (a, b)
    case (.failure(let one), .failure(let other)):
        throw Invalid(one.problems.merging(other.problems) { first, _ in first })
    case (.failure(let invalid), _), (_, .failure(let invalid)): throw invalid
    }
}

extension String {
    /// `promises/:part/notice` → `promises.notice`
    var asOperation: String {
        split(separator: "/").filter { $0 != ":part" }.joined(separator: ".") + (hasSuffix(":part") ? ".change" : "")
    }
}
