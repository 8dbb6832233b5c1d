import Database
import Handbook
import Kernel

extension ExportList {
    static let cases = ExportList(
        code: "cases", word: .sectionCases, page: "/cases", needs: .readCase,
        columns: [
            ExportColumn(code: "number", word: .exportNumber, width: 18),
            ExportColumn(code: "subject", word: .importSubject, width: 32),
            ExportColumn(code: "type", word: .importType), ExportColumn(code: "severity", word: .importSeverity),
            ExportColumn(code: "state", word: .importState), ExportColumn(code: "channel", word: .importChannel),
            ExportColumn(code: "source", word: .importSource), ExportColumn(code: "unit", word: .importUnit),
            ExportColumn(code: "customer", word: .importComplainant, isPersonal: true),
            ExportColumn(code: "phone", word: .importPhone, isPersonal: true),
            ExportColumn(code: "member_number", word: .importMemberNumber),
            ExportColumn(code: "category", word: .importCategory), ExportColumn(code: "product", word: .importProduct),
            ExportColumn(code: "place", word: .importPlace),
            ExportColumn(code: "organisation", word: .importOrganisation),
            ExportColumn(code: "content", word: .importContent, width: 50),
            ExportColumn(code: "demand", word: .importDemand, width: 24),
            ExportColumn(code: "expectation", word: .importExpectation, width: 24),
            ExportColumn(code: "opinion", word: .importOpinion, width: 24),
            ExportColumn(code: "grade", word: .importGrade),
            ExportColumn(code: "details", word: .importDetails, width: 24),
            ExportColumn(code: "first_receiver", word: .exportFirstReceiver),
            ExportColumn(code: "handler", word: .importHandler),
            ExportColumn(code: "reported_at", word: .importReportedAt, width: 17),
            ExportColumn(code: "next_due_at", word: .exportNextDue, width: 17),
            ExportColumn(code: "next_clause", word: .exportNextClause),
            ExportColumn(code: "completed_at", word: .importCompletedAt, width: 17),
            ExportColumn(code: "solution", word: .importSolution, width: 40),
            ExportColumn(code: "cause", word: .exportCause),
            ExportColumn(code: "archive_number", word: .exportArchiveNumber),
            ExportColumn(code: "evaluation", word: .importEvaluation, width: 30),
            ExportColumn(code: "lesson", word: .importLesson, width: 30),
            ExportColumn(code: "external_number", word: .importExternalNumber, width: 18),
        ],
        ids: { ask, tx, limit in
            let reader = CaseReader(ask.actor, in: ask.zone)
            return try tx.caseLists.page(ExportForms.caseFilter(ask.query), for: reader, limit: limit)
                .map(\.id.rawValue)
        },
        cells: { ask, tx, ids in
            let rows = try tx.execute(
                """
                SELECT service_case.id, service_case.number, subject, type, severity, state, channel, source,
                       service_case.unit_id, customer_id, category, product, place, organisation, content, demand,
                       first_receiver_id, handler_id, reported_at, next_due_at, next_clause, completed_at, solution,
                       cause, archive_number, opinion, expectation, grade, evaluation, lesson
                FROM service_case WHERE service_case.id IN \(list: ids) ORDER BY service_case.id LIMIT 1000
                """
            )
            let people = try rows.flatMap { row -> [Staff.ID] in
                [try row.id("first_receiver_id")] + [try row.id(ifPresent: "handler_id")].compactMap(\.self)
            }
            let names = try tx.names(of: Set(people))
            let units = try tx.unitNames(of: Set(rows.map { try $0.id("unit_id") }))
            let customers = try tx.customers.find(Set(rows.compactMap { try $0.id(ifPresent: "customer_id") }))
            let external = try tx.externalNumbersOf(ids)
            let details = try tx.detailsOf(ids, in: ask.language)
            let types = try tx.caseTypeNames(for: ask.actor)
            let covers = ask.reveals ? nil : try tx.cases.covers(of: ids.map { Case.ID($0) })
            let t = ask.language
            return try tx.byID(rows) { row in
                let cover = try covers?[row.id("id")]
                func typed(_ column: String) throws -> SheetCell {
                    let text = try row.text(ifPresent: column)
                    return SheetCell(text.map { cover?($0) ?? $0 })
                }
                let customer: Customer? = try row.id(ifPresent: "customer_id").flatMap { customers[$0] }
                let type: CaseType = try row.choice("type")
                let severity: Severity = try row.choice("severity")
                let state: Case.State = try row.choice("state")
                let channel: Channel = try row.choice("channel")
                let source: CaseSource = try row.choice("source")
                let grade: CustomerGrade = try row.choice("grade")
                let handler: Staff.ID? = try row.id(ifPresent: "handler_id")
                return [
                    "number": .text(try row.text("number")), "subject": try typed("subject"),
                    "type": .text(t(types.word(type))), "severity": .text(t(severity.word)),
                    "state": .text(t(state.word)),
                    "channel": .text(t(channel.word)), "source": .text(t(source.word)),
                    "unit": SheetCell(units[try row.id("unit_id")]),
                    "customer": SheetCell(ask.reveals ? customer?.name.revealed : customer?.shownName),
                    "phone": SheetCell(ask.reveals ? customer?.phone?.revealed : customer?.phone?.description),
                    "member_number": SheetCell(customer?.memberNumber),
                    "category": SheetCell(try row.text("category")), "product": try typed("product"),
                    "place": try typed("place"),
                    "organisation": try typed("organisation"),
                    "content": try typed("content"), "demand": try typed("demand"),
                    "first_receiver": SheetCell(names[try row.id("first_receiver_id")]),
                    "handler": SheetCell(handler.flatMap { names[$0] }),
                    "reported_at": .time(try row.instant("reported_at"), ask.zone),
                    "next_due_at": SheetCell(try row.instant(ifPresent: "next_due_at"), ask.zone),
                    "next_clause": SheetCell(try row.text(ifPresent: "next_clause")),
                    "completed_at": SheetCell(try row.instant(ifPresent: "completed_at"), ask.zone),
                    "solution": try typed("solution"),
                    "cause": SheetCell(try row.text(ifPresent: "cause")),
                    "archive_number": SheetCell(try row.text(ifPresent: "archive_number")),
                    "external_number": SheetCell(external[try row.text("id")]),
                    "opinion": try typed("opinion"),
                    "expectation": try typed("expectation"), "grade": .text(t(grade.word)),
                    "details": SheetCell(details[try row.text("id")].map { cover?($0) ?? $0 }),
                    "evaluation": try typed("evaluation"),
                    "lesson": try typed("lesson"),
                ]
            }
        })

    static let customers = ExportList(
        code: "customers", word: .importKindCustomers, page: "/customers", needs: .readCustomer,
        columns: [
            ExportColumn(code: "number", word: .exportCustomerNumber),
            ExportColumn(code: "name", word: .importName, isPersonal: true),
            ExportColumn(code: "kind", word: .importCustomerKind),
            ExportColumn(code: "phone", word: .importPhone, width: 16, isPersonal: true),
            ExportColumn(code: "member_number", word: .importMemberNumber),
            ExportColumn(code: "grade", word: .customerFieldGrade),
            ExportColumn(code: "special_needs", word: .importSpecialNeeds, width: 24),
            ExportColumn(code: "preferences", word: .importPreferences, width: 24),
            ExportColumn(code: "contact_window", word: .importContactWindow),
            ExportColumn(code: "products", word: .importCustomerProducts, width: 24),
            ExportColumn(code: "address", word: .importAddress, width: 30, isPersonal: true),
            ExportColumn(code: "unit", word: .importUnit),
            ExportColumn(code: "known_since", word: .exportKnownSince, width: 17),
            ExportColumn(code: "cases", word: .exportCaseCount),
            ExportColumn(code: "external_number", word: .importExternalNumber, width: 18),
        ],
        ids: { ask, tx, limit in
            let reach = ask.actor.customers(permitting: .readCustomer)
            guard reach != .nothing else { return [] }
            return try tx.customers.page(
                ExportForms.customerFilter(ask.query), within: reach, for: ask.actor.staff.id, limit: limit,
                offset: 0
            ).customers.map(\.id.rawValue)
        },
        cells: { ask, tx, ids in
            let customers = try tx.customers.find(Set(ids.map { Customer.ID($0) }))
            let units = try tx.unitNames(of: Set(customers.values.map(\.unit)))
            let external = try tx.externalNumbersOf(ids)
            let counted = try tx.execute(
                """
                SELECT customer_id AS id, COUNT(*) AS n FROM service_case
                WHERE customer_id IN \(list: ids) GROUP BY customer_id LIMIT 1000
                """
            )
            let counts = try tx.byID(counted) { try $0.int("n") }
            return cells(of: Array(customers.values), by: \.id) { customer in
                let cover = { (text: String) in ask.reveals ? text : Cover(of: customer, [])(text) }
                return [
                    "name": SheetCell(ask.reveals ? customer.name.revealed : customer.shownName),
                    "phone": SheetCell(ask.reveals ? customer.phone?.revealed : customer.phone?.description),
                    "member_number": SheetCell(customer.memberNumber), "unit": SheetCell(units[customer.unit]),
                    "known_since": .time(customer.knownSince, ask.zone),
                    "number": .text(customer.number), "kind": .text(ask.language(customer.kind.word)),
                    "grade": SheetCell(customer.facts.grade),
                    "special_needs": SheetCell(cover(customer.facts.specialNeeds)),
                    "preferences": SheetCell(cover(customer.facts.preferences)),
                    "contact_window": SheetCell(customer.facts.contactWindow),
                    "products": SheetCell(customer.facts.products),
                    "address": SheetCell(
                        ask.reveals || customer.facts.address.isEmpty
                            ? customer.facts.address : "\(customer.facts.address.prefix(6))***"),
                    "cases": .number(Double(counts[customer.id.rawValue] ?? 0)),
                    "external_number": SheetCell(external[customer.id.rawValue]),
                ]
            }
        })
}

extension Transaction {
    /// `购买日期：2026-01-03；批次：A17`, as an import reads it.
    fileprivate func detailsOf(_ ids: [String], in t: Language) throws -> [String: String] {
        var details: [String: String] = [:]
        for row in try execute(
            """
            SELECT case_id, name, value FROM case_detail WHERE case_id IN \(list: ids)
            ORDER BY case_id, name
            LIMIT 10000
            """
        ) {
            let pair = t(.exportDetailPair, try row.text("name"), try row.text("value"))
            let id = try row.text("case_id")
            details[id] = details[id].map { $0 + t(.exportDetailComma) + pair } ?? pair
        }
        return details
    }

    /// `旧系统 L-1` of each record that came from elsewhere.
    fileprivate func externalNumbersOf(_ ids: [String]) throws -> [String: String] {
        let rows = try execute(
            """
            SELECT record_id AS id, source, number FROM external_number
            WHERE record_id IN \(list: ids) ORDER BY record_id, source, number LIMIT 2000
            """
        )
        return try byID(rows) { "\(try $0.text("source")) \(try $0.text("number"))" }
    }
}
