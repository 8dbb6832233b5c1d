import Database
import Kernel
import Web

/// One act on a case: its address below the case, and how its form is read into something to be done.
struct CaseActEntry: Sendable {
    typealias Act = @Sendable (Transaction, Case.ID, Actor) throws -> Void

    /// `judgement`, or `promises/:part/notice` where it is about one part of the case
    let address: String
    /// the name of its form on the page
    let form: String
    let read: @Sendable (_ part: String?, FormData, Language) throws -> Act

    var takesPart: Bool { address.contains(":part") }

    /// The same act with something done before it, in the same transaction.
    func after(_ first: @Sendable @escaping (Transaction, Case.ID) throws -> Void) -> CaseActEntry {
        CaseActEntry(address: address, form: form) { part, typed, t in
            let act = try read(part, typed, t)
            return { tx, id, actor in
                try first(tx, id)
                try act(tx, id, actor)
            }
        }
    }
}

extension SignedIn {
    /// The case's own page, in the list one came from.
    func address(of id: Case.ID) -> String {
        let list = form.text("_list").isEmpty ? query.text("list") : form.text("_list")
        guard !list.isEmpty, list.count <= SavedView.longestQuery else { return "/cases/\(id.rawValue)" }
        return "/cases/\(id.rawValue)?\(FormData(["list": [CaseFilter(address: list).query]]).replacing("", with: ""))"
    }
}

/// The acts as they are written down.
final class CaseActs {
    private(set) var entries: [CaseActEntry] = []

    func add(_ entry: CaseActEntry) { entries.append(entry) }
}
