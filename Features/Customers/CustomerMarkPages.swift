import Kernel
import Web

/// What has to be minded before a customer is served: special needs (GEN1-07), and whether they are served or called at
/// all. It stands wherever a matter is taken in or worked.
struct CustomerMarkPages {
    let customer: Customer
    let language: Language

    private var t: Language { language }

    var html: HTML? {
        let needs = customer.facts.specialNeeds
        let hasNeeds = !CustomerFacts.saysNothing(needs)
        let window = customer.facts.contactWindow
        guard hasNeeds || !window.isEmpty || customer.block != nil || customer.isAnonymised else { return nil }
        return """
            <span class="marks">\(block)\(hasNeeds ? StateBadge(.warned, t(.contactNeeds, needs)).html : nil)\
            \(window.isEmpty ? nil : StateBadge(.plain, t(.contactWindowMark, window)).html)\
            \(customer.isAnonymised ? StateBadge(.plain, t(.customerMarkAnonymised)).html : nil)</span>
            """
    }

    private var block: HTML? {
        guard let block = customer.block else { return nil }
        let word: Word =
            switch block.kind {
            case .service: .customerMarkService
            case .outreach: .customerMarkOutreach
            }
        return StateBadge(block.kind == .service ? .broken : .warned, t(word, block.reason)).html
    }
}
