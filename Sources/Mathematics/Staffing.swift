/// What a department promises its callers, and how it treats its agents.
public struct StaffingTarget: Sendable, Equatable {
    /// Share of calls to be answered in time, 0…1 (80/20: 0.8).
    public var share: Double
    /// In time: within so many seconds (80/20: 20).
    public var within: Double
    /// No busier than this share of their time, 0…1; 1 where nobody asked.
    public var highestOccupancy: Double
    /// How long callers wait before they hang up, in seconds on average; nothing: as long as it takes.
    public var patience: Double?
    /// No more than this share may hang up, 0…1; only where callers have a patience.
    public var highestAbandonment: Double
    /// Share of paid time in which people are not at the desk (breaks, training, leave), 0..<1.
    public var shrinkage: Double

    public init(
        share: Double, within: Double, highestOccupancy: Double = 1, patience: Double? = nil,
        highestAbandonment: Double = 1, shrinkage: Double = 0
    ) {
        self.share = share
        self.within = within
        self.highestOccupancy = highestOccupancy
        self.patience = patience
        self.highestAbandonment = highestAbandonment
        self.shrinkage = shrinkage
    }

    public func isMet(by figures: QueueFigures) -> Bool {
        figures.serviceLevel >= share && figures.occupancy <= highestOccupancy
            && figures.abandonment <= highestAbandonment
    }
}

/// The fewest agents that keep a promise, with what callers then find.
public struct Staffing: Sendable, Equatable {
    public let load: CallLoad
    public let target: StaffingTarget
    public let figures: QueueFigures

    /// Agents at the desk.
    public var agents: Int { figures.agents }

    /// People on the roster, so that as many are at the desk: agents / (1 − shrinkage), rounded up.
    public var positions: Int {
        // A hair is taken off, so that 14 / 0.7 is 20 and not 21 for a rounding in the last place.
        Int((Double(agents) / (1 - target.shrinkage) - 1e-9).rounded(.up))
    }

    /// Looks upward from the first number that can keep up: every figure improves with each agent. Nothing where
    /// `most` agents do not keep the promise (or no number can: 100 % within any time).
    public init?(_ load: CallLoad, target: StaffingTarget, most: Int = 20_000) {
        let first = target.patience == nil ? Int(load.erlangs) + 1 : 1
        guard first <= most else { return nil }
        // Halving instead of stepping: a load of thousands costs a dozen looks.
        var (low, high) = (first, most)
        guard let last = Self.figures(load, target, high), target.isMet(by: last) else { return nil }
        while low < high {
            let middle = (low + high) / 2
            if let figures = Self.figures(load, target, middle), target.isMet(by: figures) {
                high = middle
            } else {
                low = middle + 1
            }
        }
        guard let figures = Self.figures(load, target, low) else { return nil }
        self.load = load
        self.target = target
        self.figures = figures
    }

    /// What callers find with any other number of agents; nothing where those cannot keep up and callers are patient.
    public static func figures(_ load: CallLoad, _ target: StaffingTarget, _ agents: Int) -> QueueFigures? {
        guard let patience = target.patience else {
            return Erlang.patient(load, agents: agents, within: target.within)
        }
        return Erlang.impatient(load, agents: agents, within: target.within, patience: patience)
    }
}
