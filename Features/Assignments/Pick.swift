import Kernel

/// Somebody who could get a case, as far as the rule needs to know them.
struct Candidate: Equatable, Sendable {
    let staff: Staff.ID
    let name: String
    var weight = Line.Member.usualWeight
    var ceiling = Line.Member.usualCeiling
    var turn: Int64 = 0
    var credit = 0
    /// Cases in hand, and offers not yet answered.
    var load = 0
    var isOnDuty = true
    var skills: [String: Int] = [:]
    /// How many steps from the case's unit up to one where they hold a post; nothing where none lies on the way.
    var distance: Int?
    /// Works the line only on the shifts that the board gives them.
    var isGuest = false
    var board = Board.silent

    /// What the board of the shift says of them this minute (GAME-19).
    enum Board: Equatable, Sendable {
        case silent
        case here
        case elsewhere(line: String)
    }

    /// Why somebody does not get a case.
    enum Hindrance: Equatable, Sendable {
        case offDuty
        case full(Int)
        case lacks(Line.Need)
        /// Has refused this case, or let its offer lapse.
        case declined
        /// The board of the shift puts them on another line, or no longer on this one.
        case elsewhere(line: String?)
    }
}

/// What speaks for somebody in particular, and against others.
struct Preference: Equatable, Sendable {
    /// 专属服务人 of a key customer (SOFT-64).
    var dedicated: Staff.ID?
    var firstReceiver: Staff.ID?
    var lastHandler: Staff.ID?
    var declinedBy: Set<Staff.ID> = []
}

/// Who gets a case, why, and what that changes for the next one.
struct Pick: Equatable, Sendable {
    let staff: Staff.ID
    let because: Because
    /// New credits of a weighted line; empty otherwise.
    let credits: [Staff.ID: Int]
}

/// The reason, for one sentence: «分给王芳：华东线，会粤语，在办 3 件最少».
struct Because: Equatable, Sendable, Codable {
    enum Ground: String, Sendable, Codable {
        case dedicated
        case firstReceiver = "first-receiver"
        case lastHandler = "last-handler"
        case turn, weight
        case leastLoad = "least-load"
        /// Nobody else could.
        case only
    }

    var line: String
    var name: String
    var skills: [String] = []
    var ground: Ground
    var load: Int
    var isNearest = false
}

extension Line {
    /// Decides who gets a case. Pure and deterministic: the same members in the same state give the same answer.
    ///
    /// The weighted method is smooth weighted round-robin (nginx, `ngx_http_upstream_get_peer`): each eligible member is
    /// credited their weight, the richest is picked and pays the sum of the weights. Over any stretch in which the same
    /// people are eligible each gets their share, and nobody who was away is flooded afterwards.
    func pick(among candidates: [Candidate], _ preference: Preference) -> Pick? {
        var eligible = candidates.filter { hindrance(of: $0, preference) == nil }
        guard !eligible.isEmpty else { return nil }
        for (ground, person) in preferred(preference) {
            if let person, let found = eligible.first(where: { $0.staff == person }) {
                return chosen(found, ground, [:])
            }
        }
        var isNearest = false
        if prefersNearest, let least = eligible.compactMap(\.distance).min() {
            isNearest = eligible.contains { $0.distance != least }
            eligible = eligible.filter { $0.distance == least }
        }
        let isOnly = eligible.count == 1 && !isNearest
        switch method {
        case .roundRobin:
            guard let next = eligible.min(by: { ($0.turn, $0.staff.rawValue) < ($1.turn, $1.staff.rawValue) }) else {
                return nil
            }
            return chosen(next, isOnly ? .only : .turn, [:], isNearest)
        case .leastLoad:
            let next = eligible.min {
                ($0.load, $0.turn, $0.staff.rawValue) < ($1.load, $1.turn, $1.staff.rawValue)
            }
            return next.map { chosen($0, isOnly ? .only : .leastLoad, [:], isNearest) }
        case .weighted:
            let whole = eligible.reduce(0) { $0 + $1.weight }
            var credits = Dictionary(uniqueKeysWithValues: eligible.map { ($0.staff, $0.credit + $0.weight) })
            let next = eligible.max { a, b in
                (credits[a.staff] ?? 0, b.staff.rawValue) < (credits[b.staff] ?? 0, a.staff.rawValue)
            }
            guard let next else { return nil }
            credits[next.staff, default: 0] -= whole
            return chosen(next, isOnly ? .only : .weight, credits, isNearest)
        }
    }

    /// Why a candidate does not get it; nothing where they may.
    func hindrance(of candidate: Candidate, _ preference: Preference) -> Candidate.Hindrance? {
        // Whatever else speaks for somebody: nobody's case goes to someone off duty.
        guard candidate.isOnDuty else { return .offDuty }
        switch candidate.board {
        case .elsewhere(let line): return .elsewhere(line: line)
        case .silent where candidate.isGuest: return .elsewhere(line: nil)
        case .silent, .here: break
        }
        if preference.declinedBy.contains(candidate.staff) { return .declined }
        if let missing = lacking(candidate.skills) { return .lacks(missing) }
        return candidate.load >= candidate.ceiling ? .full(candidate.load) : nil
    }

    /// The first need, by name, that somebody with these skills does not meet.
    func lacking(_ skills: [String: Int]) -> Need? {
        needs.sorted { $0.skill < $1.skill }.first { (skills[$0.skill] ?? 0) < $0.level }
    }

    private func preferred(_ preference: Preference) -> [(Because.Ground, Staff.ID?)] {
        [
            (.dedicated, preference.dedicated), (.firstReceiver, keepsFirstReceiver ? preference.firstReceiver : nil),
            (.lastHandler, prefersLastHandler ? preference.lastHandler : nil),
        ]
    }

    private func chosen(
        _ candidate: Candidate, _ ground: Because.Ground, _ credits: [Staff.ID: Int], _ isNearest: Bool = false
    ) -> Pick {
        Pick(
            staff: candidate.staff,
            because: Because(
                line: name, name: candidate.name, skills: needs.map(\.skill).sorted(), ground: ground,
                load: candidate.load, isNearest: isNearest),
            credits: credits)
    }
}
