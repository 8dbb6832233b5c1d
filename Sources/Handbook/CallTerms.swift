/// The closed words of a call that clauses and scripts may speak of.

/// What a visited customer says of the service (GAME-84).
public enum Satisfaction: String, CaseIterable, Codable, Sendable {
    case satisfied, neutral, dissatisfied

    /// Of a mark from one to five.
    public init(stars: Int) { self = stars >= 4 ? .satisfied : stars == 3 ? .neutral : .dissatisfied }
}

/// How much a customer knows of computers (SOFT-40, SOFT-42).
public enum ComputerSkill: String, CaseIterable, Codable, Sendable {
    case none, some, good
}

/// What is recorded of a call of our own (GAME-98).
public enum CallField: String, CaseIterable, Codable, Sendable {
    case result, mood
}

/// 异议库: something customers say against it, and what one may answer (GAME-101).
public struct Objection: Equatable, Sendable {
    public let said: String
    public let answers: [String]
}

/// 资料: a document or a download that is sent to a customer; which was sent is on record (SOFT-40).
public struct Material: Equatable, Sendable {
    public let title: String
    /// Where it is fetched, ready to be read out or copied; nothing where it is only sent as a file.
    public let link: String?
}

extension Handbook {
    /// Which types of case the summary of the month counts (SOFT-28).
    public var digestCovers: [CaseType] {
        let said =
            clauses.compactMap { clause -> [CaseType]? in
                guard case .deadline(let deadline) = clause.enforcement, deadline.rule == .publishDigest else {
                    return nil
                }
                return deadline.covers
            }.first ?? []
        return said.isEmpty ? [.complaint] : said
    }

    public func material(_ title: String) -> Material? { materials.first { $0.title == title } }
}
