import Kernel

/// How many wrong tries are free, and how long the next one waits: twice as long each time, up to a bound. Nothing is
/// ever locked for good, and waiting is not prolonged by trying meanwhile (peers §4.2, S10).
///
///     tries   1 2 3 4 5   6      7      8      …
///     waits   – – – – –   30 s   1 min  2 min  …  15 min
struct ThrottleRule: Equatable, Sendable {
    let free: Int
    let firstWait: Duration
    let longestWait: Duration
    /// One try is forgotten each time so much has passed since the last one.
    let forgets: Duration

    static let account = ThrottleRule(
        free: 5, firstWait: .seconds(30), longestWait: .minutes(15), forgets: .hours(1))
    /// A whole office may stand behind one address.
    static let address = ThrottleRule(
        free: 30, firstWait: .seconds(10), longestWait: .minutes(15), forgets: .minutes(10))
    /// The whole house: slows a search over many accounts from many addresses.
    static let everyone = ThrottleRule(
        free: 300, firstWait: .seconds(1), longestWait: .seconds(10), forgets: .seconds(1))
    /// A million PINs are few: at the longest wait, a third of them would take nearly ten years.
    static let pin = ThrottleRule(free: 5, firstWait: .seconds(30), longestWait: .minutes(15), forgets: .hours(1))
}

/// The tries counted for one account, address or everybody. A try counts before it is checked and is given back when
/// it was right: however many come at once, no more of them are checked than the rule allows.
struct Throttle: Equatable, Sendable {
    private(set) var failures: Int
    private(set) var last: Instant

    static func fresh(at now: Instant) -> Throttle { Throttle(failures: 0, last: now) }

    /// Until when the next try must wait; nothing when it may be made.
    func waits(at now: Instant, under rule: ThrottleRule) -> Instant? {
        let failures = remembered(at: now, under: rule)
        guard failures >= rule.free else { return nil }
        let doublings = min(failures - rule.free, 20)
        let wait = min(rule.firstWait.milliseconds << Int64(doublings), rule.longestWait.milliseconds)
        let end = last + .milliseconds(wait)
        return now < end ? end : nil
    }

    mutating func count(at now: Instant, under rule: ThrottleRule) {
        failures = remembered(at: now, under: rule) + 1
        last = now
    }

    mutating func giveBack() { failures = max(0, failures - 1) }

    private func remembered(at now: Instant, under rule: ThrottleRule) -> Int {
        let forgotten = max(0, (now - last).milliseconds / rule.forgets.milliseconds)
        return max(0, failures - Int(min(forgotten, Int64(failures))))
    }
}

/// Whose tries are counted together, and by which rule.
struct ThrottleScope: Hashable, Sendable {
    let key: String
    let rule: ThrottleRule
    /// Nobody else's tries are counted here, so a right one wipes out the wrong ones before it.
    var isOnePersons = true

    static func == (a: Self, b: Self) -> Bool { a.key == b.key }
    func hash(into hasher: inout Hasher) { hasher.combine(key) }

    /// The account as typed, whether it exists or not; kept as a hash.
    static func account(_ typed: String) -> ThrottleScope {
        ThrottleScope(key: "account:\(accountHash(typed))", rule: .account)
    }

    /// The account at a place where it has signed in before: strangers who try elsewhere do not make its owner wait.
    static func account(_ typed: String, knownAt address: String) -> ThrottleScope {
        ThrottleScope(key: "account:\(accountHash(typed))@\(network(of: address))", rule: .account)
    }

    static func address(_ address: String) -> ThrottleScope {
        ThrottleScope(key: "address:\(network(of: address))", rule: .address, isOnePersons: false)
    }

    static let everyone = ThrottleScope(key: "everyone", rule: .everyone, isOnePersons: false)

    static func pin(of person: Staff.ID) -> ThrottleScope { ThrottleScope(key: "pin:\(person)", rule: .pin) }

    static func unlock(of person: Staff.ID) -> ThrottleScope { ThrottleScope(key: "unlock:\(person)", rule: .account) }

    static func accountHash(_ typed: String) -> String { Secrets.sha256(ofText: Account.folded(typed)) }

    /// One subscriber has a whole /64 of IPv6 addresses at hand (RFC 6177): they count as one.
    static func network(of address: String) -> String {
        let address = address.lowercased()
        guard address.contains(":"), !address.contains(".") else { return address }
        let bare = address.split(separator: "%", maxSplits: 1).first.map(String.init) ?? address
        guard let gap = bare.firstRange(of: "::") else {
            return bare.split(separator: ":").prefix(4).joined(separator: ":")
        }
        let head = bare[..<gap.lowerBound].split(separator: ":").map(String.init)
        let tail = bare[gap.upperBound...].split(separator: ":").map(String.init)
        let zeros = [String](repeating: "0", count: max(0, 8 - head.count - tail.count))
        return (head + zeros + tail).prefix(4).joined(separator: ":")
    }
}
