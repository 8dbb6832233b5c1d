import Handbook
import Kernel
import Web

/// 客户: the list with its filters, and the pairs and requests that wait for somebody.
struct CustomerListPages {
    let viewer: Viewer
    let filter: CustomerFilter
    let units: [Unit.ID: String]
    let query: FormData

    private var t: Language { viewer.language }

    func list(_ customers: [Customer], total: Int, paging: Paging) -> HTML {
        let columns = [
            Table.Column(t(.contactName), .name), Table.Column(t(.customerPhone)),
            Table.Column(t(.customerFieldMemberNumber)), Table.Column(t(.customerFieldGrade)),
            Table.Column(t(.customerUnit)), Table.Column(t(.customerKnownSince)),
        ]
        let isUnfiltered = filter == CustomerFilter()
        let body: HTML =
            customers.isEmpty
            ? EmptyState(icon: "users", t(isUnfiltered ? .customersNone : .customersNoneFound)).html
            : Table(t(.customersTitle), columns, isCompact: true).html(customers.map(row))
        return """
            <div class="stack">\(search)\(body)\
            \(paging.html(total: total, upTo: Customers.counted, path: "/customers", query: query, in: t))</div>
            """
    }

    /// The column of views beside the list.
    func views(duplicates: Int?, erasures: Int?) -> HTML {
        var groups = [
            Views.Group(
                nil,
                CustomerFilter.State.allCases.map { state in
                    Views.Entry(
                        t(state.word), url: address("state", state == .inUse ? "" : state.rawValue),
                        isCurrent: filter.state == state && !filter.isMine)
                } + [Views.Entry(t(.customersMine), url: address("mine", "1"), isCurrent: filter.isMine)])
        ]
        let waiting = [
            duplicates.map { Views.Entry(t(.customersDuplicates), url: "/customers/duplicates", count: $0) },
            erasures.map { Views.Entry(t(.customersErasures), url: "/customers/erasures", count: $0) },
        ].compactMap(\.self)
        if !waiting.isEmpty { groups.append(Views.Group(nil, waiting)) }
        return Views(groups).html
    }

    private var search: HTML {
        let controls = Controls(Typed(["q": filter.text]), in: t)
        let kinds =
            [Views.Entry(t(.customersAnyKind), url: address("kind", ""), isCurrent: filter.kind == nil)]
            + Customer.Kind.allCases.map {
                Views.Entry(t($0.word), url: address("kind", $0.rawValue), isCurrent: filter.kind == $0)
            }
        let grades =
            [Views.Entry(t(.customersAnyGrade), url: address("grade", ""), isCurrent: filter.grade == nil)]
            + Customer.Grade.allCases.map {
                Views.Entry($0.rawValue, url: address("grade", $0.rawValue), isCurrent: filter.grade == $0)
            }
        return """
            <form method="get" action="/customers" class="line" role="search">\
            \(controls.text("q", t(.customerSearchLabel), max: CustomerQuery.longest, hint: t(.customerSearchHint)))\
            <button type="submit" class="btn btn-usual">\(t(.customerListFound))</button></form>\
            <div class="line">\(Tabs(t(.customerFieldKind), style: .chips, kinds).html)\
            \(Tabs(t(.customerFieldGrade), style: .chips, grades).html)</div>
            """
    }

    private func row(_ customer: Customer) -> Table.Row {
        let url = "/customers/\(customer.id)"
        let blocked: HTML? = customer.block.map { " \(StateBadge(.broken, t($0.kind.word)).html)" }
        let needs: HTML? =
            customer.facts.specialNeeds.isEmpty
            ? nil : " \(StateBadge(.warned, t(.customerNeedsShort)).html)"
        return Table.Row(
            [
                """
                <a href="\(url)"><strong>\(customer.shownName)</strong></a>\(blocked)\(needs)\
                <small>\(customer.number) · \(t(customer.kind.word))</small>
                """, "\(customer.phone?.description)", "\(customer.memberNumber)", "\(customer.facts.grade)",
                "\(units[customer.unit])", "\(customer.knownSince.dateAndTime(in: viewer.zone))",
            ], url: url)
    }

    private func address(_ name: String, _ value: String) -> String {
        var query = query.replacing(name, with: value)
        if name == "state" || name == "mine" {
            query = value.isEmpty ? "" : "\(name)=\(value)"
        }
        return query.isEmpty ? "/customers" : "/customers?\(query)"
    }
}
