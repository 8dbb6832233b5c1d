import Handbook
import Kernel
import Web

/// One customer: what has to be minded first, then the file, what they brought, and what changed.
struct CustomerPages {
    let view: CustomerView
    let viewer: Viewer
    /// What was just tried and could not be read or was refused, by the form it was typed into.
    var typed: [String: Typed] = [:]
    var refusal: (any Explainable)?
    var types = CaseTypeNames.plain

    var t: Language { viewer.language }
    var customer: Customer { view.customer }
    var base: String { "/customers/\(customer.id)" }
    var isInUse: Bool { (try? customer.requireInUse()) != nil }
    var mayEdit: Bool { view.permissions.contains(.editCustomer) && isInUse }

    func controls(_ form: String) -> Controls {
        Controls(typed[form] ?? .blank, in: t, prefix: "\(form)-")
    }

    var lead: HTML {
        let grade: HTML? = customer.grade.map { " · \(t(.customerFieldGrade)) \($0.rawValue)" }
        let contract: HTML? =
            customer.facts.contractNumber.isEmpty
            ? nil
            : " · \(t(customer.isInContract(on: viewer.zone.day(of: viewer.now)) ? .customerInContract : .customerOutOfContract))"
        return """
            <span>\(Icon(customer.kind.icon).html) \(customer.number) · \(t(customer.kind.word)) · \(view.unit)\
            \(grade)\(contract)</span>
            """
    }

    var acts: HTML? {
        let edit: HTML? = mayEdit ? linkButton(t(.customerEdit), url: "\(base)/edit", shortcut: "e") : nil
        let register: HTML? =
            view.permissions.contains(.createCase) && isInUse
            ? linkButton(t(.customerNewCase), url: "/cases/new?customer=\(customer.id)", .primary, shortcut: "n") : nil
        let paper = linkButton(t(.customerPaper), url: "\(base)/forms/F-02", .quiet)
        let call: HTML? =
            view.permissions.contains(.createCase) && isInUse && customer.phone != nil
            ? linkButton(t(.contactCallOut), url: "/contacts/calls/new?customer=\(customer.id)") : nil
        return "\(paper)\(edit)\(call)\(register)"
    }

    var content: HTML {
        """
        \(StaffParts.refusal(refusal, in: t))\(banners)\(needs)\(facts)\(CustomerPartPages(page: self).html)\
        \(cases)\(history)
        """
    }

    var side: HTML { CustomerSidePages(page: self).html }

    private var banners: HTML {
        var banners: [HTML] = []
        if let block = customer.block {
            let text = t(
                .blockBanner, t(block.kind.word), block.reason, view.name(of: block.by),
                block.at.dateAndTime(in: viewer.zone))
            banners.append(Remark(.broken, "<p>\(text)</p>").html)
        }
        if let into = customer.mergedInto, let kept = view.related[into] {
            banners.append(
                Remark(
                    .waiting,
                    "<p><a href=\"/customers/\(into.rawValue)\">\(t(.customerMergedBanner, kept.number))</a></p>"
                ).html)
        }
        if customer.isAnonymised { banners.append(Remark(.plain, "<p>\(t(.customerAnonymisedBanner))</p>").html) }
        if !view.duplicates.isEmpty, view.permissions.contains(.mergeCustomer) {
            let links = view.duplicates.map { duplicate -> HTML in
                """
                 <a href="/customers/merge?keep=\(customer.id.rawValue)&amp;other=\(duplicate.other.id.rawValue)">\
                \(duplicate.other.number) \(duplicate.other.shownName)</a>
                """
            }
            banners.append(Remark(.warned, "<p><strong>\(t(.customersDuplicates))</strong>\(links)</p>").html)
        }
        return HTML(banners)
    }

    /// GEN1-07: before anything else is said to the customer.
    private var needs: HTML? {
        guard !customer.facts.specialNeeds.isEmpty else { return nil }
        return Remark(
            .warned,
            "<p><strong>\(t(.customerFieldSpecialNeeds))</strong> \(customer.facts.specialNeeds)</p>"
        ).html
    }

    private var facts: HTML {
        let name = (t(customer.kind.nameWord), "\(customer.facts.name)" as HTML)
        let shown = CustomerFacts.Field.allCases.filter {
            $0 != .kind && $0 != .name && $0 != .specialNeeds && !customer.facts[$0].isEmpty
        }.map { ($0, $0.shown(customer.facts[$0], names: view.names, in: t)) }
        let verified =
            customer.verified.map {
                t(.customerVerifiedBy, view.name(of: $0.by), $0.at.dateAndTime(in: viewer.zone))
            } ?? t(.customerNeverVerified)
        let verify: HTML? = mayEdit ? viewer.button(to: "\(base)/verification", t(.customerVerify), .quiet) : nil
        return StaffParts.panel(
            t(.customerFacts),
            StaffParts.facts(
                [name] + shown.map { (t($0.0.word), "\($0.1)") }
                    + [(t(.customerVerifiedAt), "\(verified) \(verify)")]))
    }

    private var cover: Cover { Cover(of: customer, view.contacts.map(\.name)) }

    private var cases: HTML {
        let promises = view.promises.map { promise -> HTML in
            """
            <li><a href="/cases/\(promise.caseID.rawValue)">\(promise.caseNumber)</a> \(cover(promise.text)) \
            \(StateBadge(promise.dueAt < viewer.now ? .broken : .going, promise.dueAt.relative(to: viewer.now, in: viewer.zone, t)).html)</li>
            """
        }
        let open: HTML? =
            promises.isEmpty
            ? nil : StaffParts.panel(t(.customerPromises), "<ul class=\"plain-list\">\(promises)</ul>")
        let rows = view.cases.map { line in
            Table.Row(
                [
                    """
                    <a href="/cases/\(line.id.rawValue)"><strong>\(cover(line.subject))</strong></a>\
                    <small>\(line.number) · \(t(types.word(line.type)))</small>
                    """, "\(StateBadge(line.state.tone, t(line.state.word)).html)",
                    "\(line.reportedAt.dateAndTime(in: viewer.zone))",
                ], url: "/cases/\(line.id)")
        }
        let table: HTML =
            rows.isEmpty
            ? "<p class=\"soft\">\(t(.customerCasesNone))</p>"
            : Table(
                t(.customerCases),
                [
                    Table.Column(t(.caseSubject), .name), Table.Column(t(.caseState)),
                    Table.Column(t(.customerHistoryAt)),
                ]
            ).html(rows)
        return "\(open)\(StaffParts.panel("\(t(.customerCases)) \(view.cases.count)", table))"
    }

    private var history: HTML {
        let all: HTML? =
            view.changesTotal > view.changes.count
            ? "<p><a href=\"\(base)/history\">\(t(.customerHistoryAll, String(view.changesTotal)))</a></p>" : nil
        return StaffParts.panel(
            t(.customerHistory),
            "\(CustomerHistoryPages(viewer: viewer, names: view.names, customer: customer).table(view.changes))\(all)")
    }
}

/// 字段、原值、新值、修改人、原因、时间.
struct CustomerHistoryPages {
    let viewer: Viewer
    let names: [Staff.ID: String]
    let customer: Customer

    private var t: Language { viewer.language }

    func table(_ changes: [FieldChange]) -> HTML {
        let former = changes.filter { $0.field == CustomerFacts.Field.name.rawValue }.flatMap { [$0.old, $0.new] }
        let cover = Cover(of: customer, customer.kind == .person ? former.map(PersonName.init) : [])
        func shown(_ change: FieldChange, _ value: String) -> String {
            cover(change.shown(value, of: customer.kind, names: names, in: t))
        }
        guard !changes.isEmpty else { return "<p class=\"soft\">\(t(.customerHistoryNone))</p>" }
        return Table(
            t(.customerHistory),
            [
                Table.Column(t(.customerHistoryField), .name), Table.Column(t(.customerHistoryOld)),
                Table.Column(t(.customerHistoryNew)), Table.Column(t(.customerReason)),
                Table.Column(t(.customerHistoryBy)), Table.Column(t(.customerHistoryAt)),
            ], isCompact: true
        ).html(
            changes.map { change in
                Table.Row([
                    "\(change.label(in: t))", "\(shown(change, change.old))",
                    "\(shown(change, change.new))", "\(cover(change.reason))",
                    "\(change.by.flatMap { names[$0] })", "\(change.at.dateAndTime(in: viewer.zone))",
                ])
            })
    }
}
