/// Calls as queueing theory takes them: so many in an interval, each keeping an agent busy for a while.
///
/// Arrivals are taken for Poisson and handling times for exponential, as Erlang took them (1917). Bursts (a promotion,
/// an outage) need more agents than any formula here says.
public struct CallLoad: Sendable, Equatable {
    /// Calls offered in the interval; forecasts need not be whole.
    public let calls: Double
    /// Length of the interval, in seconds.
    public let interval: Double
    /// Average handling time (AHT: talk, hold and work after the call), in seconds. Where one agent serves several chats
    /// at once, the time divided by how many.
    public let handling: Double

    public init(calls: Double, interval: Double, handling: Double) {
        self.calls = calls
        self.interval = interval
        self.handling = handling
    }

    /// Offered load in erlangs: how many agents would be busy on average if nobody waited.
    public var erlangs: Double { calls / interval * handling }
    /// Calls a second.
    public var rate: Double { calls / interval }
}

/// What callers and agents find with a given number of agents: the figures that staffing is decided by.
public struct QueueFigures: Sendable, Equatable, Codable {
    public let agents: Int
    /// Share of calls that find every agent busy, 0…1.
    public let waitProbability: Double
    /// Share of offered calls that are answered within the time asked about, 0…1.
    public let serviceLevel: Double
    /// Average speed of answer over all calls, in seconds; with impatient callers, the average time spent in the queue.
    public let averageWait: Double
    /// Share of the agents' time in which they are busy, 0…1.
    public let occupancy: Double
    /// Share of callers who hang up before they are answered, 0…1; 0 where patience has no end.
    public let abandonment: Double
    /// Average number of callers waiting.
    public let queue: Double

    public init(
        agents: Int, waitProbability: Double, serviceLevel: Double, averageWait: Double, occupancy: Double,
        abandonment: Double, queue: Double
    ) {
        self.agents = agents
        self.waitProbability = waitProbability
        self.serviceLevel = serviceLevel
        self.averageWait = averageWait
        self.occupancy = occupancy
        self.abandonment = abandonment
        self.queue = queue
    }
}
