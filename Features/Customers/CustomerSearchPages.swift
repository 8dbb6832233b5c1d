import Handbook
import Kernel
import Web

/// The short list under a search box: whom the typed text may mean. Each entry is a link, and carries the id for
/// whoever picks with the keyboard (`data-customer`).
struct CustomerSearchPages {
    let viewer: Viewer
    let units: [Unit.ID: String]
    /// Where a pick leads, with `?customer=` behind it; the customer's own page where nothing else is asked for.
    let target: String?

    private var t: Language { viewer.language }

    func matches(_ matches: [CustomerMatch], for typed: String) -> HTML {
        guard !matches.isEmpty else {
            return typed.isEmpty
                ? .empty : "<p class=\"soft\" role=\"status\">\(t(.customerSearchNone, String(typed.prefix(40))))</p>"
        }
        return """
            <ul class="plain-list customer-matches" aria-label="\(t(.customerFound))">\(matches.map(entry))</ul>
            """
    }

    private func entry(_ match: CustomerMatch) -> HTML {
        let customer = match.customer
        let facts = [
            t(customer.kind.word), customer.phone?.description ?? "", customer.memberNumber,
            units[customer.unit] ?? "", customer.number,
        ].filter { !$0.isEmpty }
        let blocked: HTML? =
            customer.block == nil ? nil : " \(StateBadge(.broken, t(.customerBlockedShort)).html)"
        let needs: HTML? =
            customer.facts.specialNeeds.isEmpty
            ? nil
            : """
             <small>\(StateBadge(.warned, t(.customerNeedsShort)).html) \(customer.facts.specialNeeds)</small>
            """
        return """
            <li data-customer="\(customer.id.rawValue)"><a href="\(address(of: customer))">\
            <strong>\(customer.shownName)</strong></a>\(blocked) \
            <small>\(facts.joined(separator: " · "))</small>\(needs)</li>
            """
    }

    private func address(of customer: Customer) -> String {
        target.map { "\($0)?customer=\(customer.id)" } ?? "/customers/\(customer.id)"
    }
}
