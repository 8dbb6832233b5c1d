import Kernel

/// What changed between two versions of a handbook, as a reader would tell it.
public struct Comparison: Sendable, Equatable {
    public enum Change: Sendable, Equatable {
        case added(Clause)
        case removed(Clause)
        /// The clause as it is now, and what differs from before.
        case altered(Clause, [Difference])
    }

    public enum Difference: Sendable, Equatable {
        case text(before: String, after: String)
        case strength(before: Strength, after: Strength)
        /// The machine part: numbers, posts, rule.
        case enforcement(before: Enforcement, after: Enforcement)
    }

    public enum PostChange: Sendable, Equatable {
        case added(Post)
        case removed(Post)
        case altered(before: Post, after: Post)
    }

    public let changes: [Change]
    /// By code, in the order of the newer catalogue.
    public let postChanges: [PostChange]
    public let calendarChanged: Bool
    public let stepsChanged: Bool

    public init(from old: Handbook, to new: Handbook) {
        let before = Dictionary(old.clauses.map { ($0.number, $0) }) { first, _ in first }
        let after = Set(new.clauses.map(\.number))
        let kept = new.clauses.compactMap { clause -> Change? in
            guard let previous = before[clause.number] else { return .added(clause) }
            let differences = Self.differences(previous, clause)
            return differences.isEmpty ? nil : .altered(clause, differences)
        }
        changes = kept + old.clauses.filter { !after.contains($0.number) }.map(Change.removed)
        postChanges = Self.changes(from: old.posts, to: new.posts)
        calendarChanged = old.calendar != new.calendar
        stepsChanged = old.steps != new.steps || old.ways != new.ways
    }

    public var isEmpty: Bool { changes.isEmpty && postChanges.isEmpty && !calendarChanged && !stepsChanged }

    private static func changes(from old: [Post], to new: [Post]) -> [PostChange] {
        let before = Dictionary(old.map { ($0.code, $0) }) { first, _ in first }
        let after = Set(new.map(\.code))
        let kept = new.compactMap { post -> PostChange? in
            guard let previous = before[post.code] else { return .added(post) }
            return previous == post ? nil : .altered(before: previous, after: post)
        }
        return kept + old.filter { !after.contains($0.code) }.map(PostChange.removed)
    }

    private static func differences(_ a: Clause, _ b: Clause) -> [Difference] {
        var differences: [Difference] = []
        if a.text != b.text { differences.append(.text(before: a.text, after: b.text)) }
        if a.strength != b.strength { differences.append(.strength(before: a.strength, after: b.strength)) }
        if a.enforcement != b.enforcement {
            differences.append(.enforcement(before: a.enforcement, after: b.enforcement))
        }
        return differences
    }
}
