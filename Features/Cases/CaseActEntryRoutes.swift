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
}

/// The acts as they are written down.
final class CaseActs {
    private(set) var entries: [CaseActEntry] = []

    func add(_ entry: CaseActEntry) { entries.append(entry) }
}
