import Handbook

extension Handbook {
    /// Where the handbook has a list of categories, a case is of one of them or of none yet, by whichever way it comes.
    func requireListed(_ category: String) throws(Case.Refusal) {
        guard category.isEmpty || categories.isEmpty || categories.contains(category) else { throw .noSuchCategory }
    }

    /// One that the list no longer has is left out, or is what the list has for everything else.
    func listed(_ category: String) -> String {
        if categories.isEmpty || categories.contains(category) { return category }
        return categories.last ?? ""
    }

    func requireListed(cause: String) throws(Case.Refusal) {
        guard cause.isEmpty || causes.isEmpty || causes.contains(cause) else { throw .noSuchCause }
    }
}
