import Handbook
import Kernel
import Press

/// F-02 客户信息档案 (GAME-22, SOFT-72): the file of a customer on paper. Numbers stay masked: what is printed leaves the
/// house.
struct CustomerFile: Sendable {
    /// One line of what happened.
    struct Line: Equatable, Sendable {
        let at: Instant
        let number: String
        let text: String
        let result: String
    }

    let view: CustomerView
    let contacts: [Line]
    let visits: [Line]
    let company: String
    let document: (number: String, version: String)?
    let printedBy: String
    let printedAt: Instant
    let zone: Zone
    let language: Language

    private var t: Language { language }
    private var customer: Customer { view.customer }

    var paper: Paper {
        Paper(
            title: t(.formCustomerFile), form: "F-02", number: customer.number, organisation: company,
            edition: document.map { t(.paperEdition, $0.number, $0.version) } ?? "",
            printed: t(.paperPrinted, printedBy, printedAt.dateAndTime(in: zone)),
            blocks: [
                .fields(facts), .heading(t(.fileContacts)), .table(people), .heading(t(.fileContactHistory)),
                .table(table(contacts)), .heading(t(.fileCaseHistory)), .table(table(cases)),
                .heading(t(.fileVisitHistory)), .table(table(visits)),
                .note("\(t(.filePurchases))：\(t(.filePurchasesNone))"),
                .signatures([Paper.Signature(t(.fileCustodian)), Paper.Signature(t(.signManager))]),
            ], words: .house(t))
    }

    /// Names and numbers that were typed into notes, needs and subjects (C02).
    private var cover: Cover { Cover(of: customer, view.contacts.map(\.name)) }

    private var facts: [Paper.Field] {
        let known = customer.facts
        func field(_ field: CustomerFacts.Field, wide: Bool = false) -> Paper.Field {
            Paper.Field(t(field.word), cover(field.shown(known[field], names: view.names, in: t)), wide: wide)
        }
        let verified = customer.verified.map {
            t(.customerVerifiedBy, view.name(of: $0.by), $0.at.dateAndTime(in: zone))
        }
        return [
            Paper.Field(t(.fileNumber), customer.number), Paper.Field(t(.customerFieldKind), t(customer.kind.word)),
            Paper.Field(t(.customerFieldName), customer.shownName), field(.grade), field(.memberNumber),
            Paper.Field(t(.fileOwner), view.name(of: customer.owner)), field(.address, wide: true), field(.source),
            field(.language), field(.contractNumber), field(.contractUntil), field(.products, wide: true),
            field(.environment, wide: true), field(.preferences, wide: true), field(.specialNeeds, wide: true),
            Paper.Field(t(.customerVerifiedAt), verified ?? t(.customerNeverVerified)),
            Paper.Field(t(.fileConfidential), t(.fileConfidentialInternal)), field(.note, wide: true),
        ]
    }

    private var people: Paper.Table {
        let own = view.points.filter { $0.contact == nil }.map {
            [customer.shownName, "", t($0.kind.word), $0.masked, $0.label]
        }
        let others = view.contacts.flatMap { contact -> [[String]] in
            let name = contact.name.masked
            let post = [contact.post, t(contact.role.word)].filter { !$0.isEmpty }.joined(separator: " · ")
            let points = view.points.filter { $0.contact == contact.id }
            return points.isEmpty
                ? [[name, post, "", "", cover(contact.note)]]
                : points.map { [name, post, t($0.kind.word), $0.masked, cover(contact.note)] }
        }
        return Paper.Table(
            [
                Paper.Column(t(.contactName), 3), Paper.Column(t(.contactPost), 4), Paper.Column(t(.pointKind), 2),
                Paper.Column(t(.pointValue), 4), Paper.Column(t(.pointLabel), 3),
            ], own + others, empty: t(.filePrintedNone))
    }

    private var cases: [Line] {
        view.cases.map { Line(at: $0.reportedAt, number: $0.number, text: $0.subject, result: t($0.state.word)) }
    }

    private func table(_ lines: [Line]) -> Paper.Table {
        Paper.Table(
            [
                Paper.Column(t(.contactTime), 4), Paper.Column(t(.contactNumber), 4), Paper.Column(t(.caseSubject), 7),
                Paper.Column(t(.contactEnding), 3),
            ], lines.map { [$0.at.dateAndTime(in: zone), $0.number, cover($0.text), $0.result] },
            empty: t(.filePrintedNone))
    }
}
