import Database
import Kernel

extension Chore {
    /// Customers from before the file card become findable by pinyin and parts of their names.
    static let customerIndexing = Chore(
        name: "customers.index", rhythm: .every(.minutes(10)),
        isNeeded: { tx in try tx.customers.hasUnindexed },
        work: { tx in
            let some = try tx.customers.unindexed(limit: 200)
            for customer in some { try tx.customers.index(customer, contacts: tx.customers.contacts(of: customer.id)) }
            return some.isEmpty ? .done : .more
        })

    /// What was looked for the day before yesterday is no longer counted.
    static let lookupForgetting = Chore(
        name: "customers.forget-lookups", rhythm: .every(.hours(1)),
        work: { tx in
            let limit = 1000
            return try tx.numberLookups.forgetOld(limit: limit) == limit ? .more : .done
        })
}
