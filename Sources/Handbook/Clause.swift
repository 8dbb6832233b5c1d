/// One numbered sentence of a handbook version: its prose and, beside it, its machine part.
public struct Clause: Equatable, Sendable {
    /// As the handbook prints it, e.g. `12.1`. Unique in a handbook.
    public let number: String
    public let chapter: String
    /// Where the demand comes from: ids of the source manuals, e.g. `CHAIN-10`.
    public let sources: [String]
    public let text: String
    public let strength: Strength
    public let enforcement: Enforcement
    /// Whether the number is the manual's own or our default, to be confirmed by the department.
    public let isDefault: Bool
    /// Which pack of the lineage says it, and on which line.
    public let pack: String
    public let line: Int
}

/// What happens when a clause is not met. Nothing is forbidden unless the handbook says so.
public enum Strength: String, CaseIterable, Codable, Sendable {
    /// 提示: said, recorded, never in the way.
    case advise
    /// 必须: refused, unless an exception has been approved.
    case require
    /// 禁止: refused; an exception needs the approval of a post above the one that asks.
    case forbid
}

/// How a clause bites.
public enum Enforcement: Equatable, Sendable {
    /// Somebody owes something by a time.
    case deadline(Deadline)
    /// Something must be so before a step is taken.
    case gate(Gate)
    /// A named person records that they have looked (posture, tone, tidiness lie outside software).
    case attestation(Attestation)
    /// Text to know: versioned, read and acknowledged.
    case reference
}

/// To whom a clause applies; an empty set means everybody.
public struct Condition: Equatable, Sendable {
    public var types: Set<CaseType> = []
    public var severities: Set<Severity> = []
    public var sources: Set<CaseSource> = []
    public var channels: Set<Channel> = []

    public init() {}

    public func applies(to circumstances: Circumstances) -> Bool {
        (types.isEmpty || types.contains(circumstances.type))
            && (severities.isEmpty || severities.contains(circumstances.severity))
            && (sources.isEmpty || sources.contains(circumstances.source))
            && (channels.isEmpty || channels.contains(circumstances.channel))
    }

    var asksOnlyForChannels: Bool { types.isEmpty && severities.isEmpty && sources.isEmpty }

    /// How many things it asks for: of two clauses with the same rule, the more particular one applies.
    public var particularity: Int {
        [types.isEmpty, severities.isEmpty, sources.isEmpty, channels.isEmpty].count { !$0 }
    }

    /// Whether there is a case to which both apply.
    func overlaps(_ other: Condition) -> Bool {
        func meet<T>(_ a: Set<T>, _ b: Set<T>) -> Bool { a.isEmpty || b.isEmpty || !a.isDisjoint(with: b) }
        return meet(types, other.types) && meet(severities, other.severities) && meet(sources, other.sources)
            && meet(channels, other.channels)
    }
}

/// What a clause may ask about a record before it applies.
public struct Circumstances: Equatable, Sendable {
    public var type: CaseType
    public var severity: Severity
    public var source: CaseSource
    public var channel: Channel

    public init(
        type: CaseType = .complaint, severity: Severity = .ordinary, source: CaseSource = .direct,
        channel: Channel = .phone
    ) {
        self.type = type
        self.severity = severity
        self.source = source
        self.channel = channel
    }
}

/// A check that a named post records: at the end of every case, or every period.
public struct Attestation: Equatable, Sendable {
    public enum Rhythm: String, CaseIterable, Sendable {
        case everyCase = "case"
        case everyDay = "day"
        case everyWeek = "week"
        case everyMonth = "month"
    }

    public let by: Duty
    public let rhythm: Rhythm
    public let condition: Condition
}
