import Handbook
import Synchronization

/// The packs of the repository as desks of tests read them: each from its file once, and each chain of texts parsed once,
/// for all tests of a run.
enum HousePacks {
    private static let lineages = Mutex<[String: [PackText]]>([:])
    private static let handbooks = Mutex<[[String]: Handbook]>([:])

    /// As `PackShelf.lineage`.
    static func lineage(_ name: String) throws -> [PackText] {
        if let known = lineages.withLock({ $0[name] }) { return known }
        let texts = try PackShelf.ofTheHouse.lineage(name)
        lineages.withLock { $0[name] = texts }
        return texts
    }

    /// As `Handbook(texts:)`.
    static func handbook(of texts: [PackText]) throws -> Handbook {
        let key = texts.map(\.text)
        if let known = handbooks.withLock({ $0[key] }) { return known }
        let handbook = try Handbook(texts: texts)
        handbooks.withLock { $0[key] = handbook }
        return handbook
    }
}
