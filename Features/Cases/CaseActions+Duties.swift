import Database
import Handbook
import Kernel

/// Which person a duty of a case points at, at this minute.
extension Transaction {
    func holder(of duty: Duty, for file: CaseFile) throws -> Staff.ID? {
        let record = file.record
        switch duty {
        case .firstReceiver: return record.firstReceiver
        case .handler: return record.handler ?? record.firstReceiver
        case .dutySupervisor: return try appointments.dutySupervisor(of: record.unit, at: now)
        case .decider: return try decider(for: file)
        case .investigator: return record.investigator ?? record.handler ?? record.firstReceiver
        case .transferor: return file.transferor ?? record.firstReceiver
        case .everyone, .post: return nil
        }
    }

    /// One person to hand something to: of the holders of a post the first who is on duty, else the first.
    func bearer(of duty: Duty, for file: CaseFile) throws -> Staff.ID? {
        guard case .post(let post) = duty else { return try holder(of: duty, for: file) }
        let holders = try appointments.holders(of: post, in: file.record.unit, at: now)
        return try holders.first { try presence.isOnDuty($0, at: now) } ?? holders.first
    }

    /// Whom an obligation points at: its person, else all who hold its post.
    func people(owing obligation: Obligation) throws -> [Staff.ID] {
        if let staff = obligation.owedByStaff { return [staff] }
        guard case .post(let post) = obligation.owedBy else { return [] }
        return try appointments.holders(of: post, in: obligation.unit, at: now)
    }

    /// Who owes, under a rule, what an event has just opened.
    func people(owing rule: DeadlineRule, item: String? = nil, of subject: Subject) throws -> [Staff.ID] {
        try obligations.open(of: subject).filter { $0.rule == .deadline(rule) && (item == nil || $0.item == item) }
            .flatMap(people(owing:)).uniqued()
    }

    /// 批示人: of the post that the handbook names and those above it, else of all that may decide, the lowest whose
    /// authority reaches the dearest proposal (GAME-91, CHAIN-56). Nobody decides on what they wrote themselves, where
    /// there is somebody else (0.3.4).
    func decider(for file: CaseFile) throws -> Staff.ID? {
        let handbook = try handbooks.handbook(file.record.version)
        let posts =
            handbook.decidingPosts
            ?? handbook.posts.filter { $0.permissions.contains(.decideCase) }
            .sorted { $0.compensationLimit < $1.compensationLimit }
        for post in posts where file.dearest <= Money(fen: post.compensationLimit) {
            if let free = try free(of: post, for: file).first { return free }
        }
        return nil
    }

    /// Everybody who may decide a case whose handbook names the post: its holders, and whoever is above where its
    /// authority does not reach, or nobody of it is free. Nothing where no post is named.
    func deciders(for file: CaseFile, under handbook: Handbook) throws -> [Staff.ID]? {
        guard let posts = handbook.decidingPosts else { return nil }
        var deciders: [Staff.ID] = []
        for post in posts {
            let free = try free(of: post, for: file)
            deciders += free
            if !free.isEmpty, file.dearest <= Money(fen: post.compensationLimit) { break }
        }
        return deciders
    }

    private func free(of post: Post, for file: CaseFile) throws -> [Staff.ID] {
        let authors = Set(file.currentProposals.map(\.author))
        return try appointments.holders(of: post.code, in: file.record.unit, at: now).filter { !authors.contains($0) }
    }
}

extension CaseWork {
    /// A major case that the handbook gives to a post, in the hand of whoever holds it (SOFT-09): nobody else is asked.
    var belongsToItsOwner: Bool {
        get throws {
            guard file.record.severity == .major, let handler = file.record.handler else { return false }
            return try handbook.gates().contains { _, gate in
                guard case .majorOwner(let duty) = gate else { return false }
                guard case .post(let post) = duty else { return try tx.holder(of: duty, for: file) == handler }
                return try tx.actor(handler).posts.contains { $0.code == post }
            }
        }
    }
}

extension CaseFile {
    fileprivate var dearest: Money { currentProposals.map(\.cost).max() ?? .zero }
}

extension Handbook {
    /// The post that decides proposals and those above it that may decide, from below; nothing where none is named.
    var decidingPosts: [Post]? {
        let named = gates().lazy.compactMap { _, gate -> Duty? in
            if case .proposals(_, _, let by, _) = gate { by } else { nil }
        }.first
        guard case .post(let code)? = named else { return nil }
        return chain(from: code).filter { $0.permissions.contains(.decideCase) }
    }

    /// What has to be said of a proposal.
    var proposalFields: [ProposalField] {
        gates().lazy.compactMap { _, gate -> [ProposalField]? in
            if case .proposals(_, _, _, let fields) = gate { fields } else { nil }
        }.first ?? []
    }

    /// A post and those above it. A pack's posts make no circle; the count of posts bounds the walk all the same.
    func chain(from code: String) -> [Post] {
        var chain: [Post] = []
        var next: String? = code
        while let here = next.flatMap(post), chain.count < posts.count {
            chain.append(here)
            next = here.superior
        }
        return chain
    }
}
