import Kernel
import Mathematics

/// By what a unit's need of people is computed, and what the soft rules of its rosters weigh 测算与权重.
///
/// Weights are points: the solver makes their sum small, and the page says for each unmet wish how many it costs. Nought
/// switches a rule off. Hard rules (rest, hours of a week, leave, training, nobody twice) have no weight and no switch.
struct StaffingTerms: Equatable, Sendable {
    /// So many of a hundred are answered in time.
    var share = 80
    /// In time: seconds.
    var within = 20
    /// How long a caller waits before hanging up, in seconds; nothing: as long as it takes (Erlang C).
    var patience: Int?
    /// Of a hundred minutes at the desk, so many busy at most.
    var occupancy = 85
    /// Of a hundred paid minutes, so many are not at the desk: breaks, training.
    var shrinkage = 15
    /// Handling time of a contact in seconds; nothing: measured on the contacts of the last weeks.
    var handling: Int?
    /// Work on a case that came in otherwise than by a contact, in minutes.
    var caseMinutes = 15
    /// So many are there at least in every hour for which somebody is promised or expected.
    var least = 1
    var weights = Weights()

    struct Weights: Equatable, Sendable {
        /// One person too few in half an hour.
        var cover = 40
        /// One too many.
        var spare = 1
        var wish = 20
        var nights = 15
        var weekends = 15
        /// Everybody about as many shifts.
        var evenness = 10
        /// A day that is not as the group's pattern has it; where there is none, single days off and single days of work.
        var pattern = 5

        static let bounds = 0...1000
    }

    static let usualHandling = 300

    /// - Parameter handling: measured seconds, where the unit has named none.
    func agents(calls: Double, cases: Double, handling measured: Int?) -> Int {
        let interval = 1800.0
        let load = CallLoad(
            calls: calls, interval: interval, handling: Double(handling ?? measured ?? Self.usualHandling))
        let target = StaffingTarget(
            share: Double(share) / 100, within: Double(within), highestOccupancy: Double(occupancy) / 100,
            patience: patience.map(Double.init), shrinkage: Double(shrinkage) / 100)
        // One call in ten days at this time is nobody's work; cases wait for whoever is there.
        let forCalls = calls < 0.1 ? 0 : Staffing(load, target: target, most: Self.mostAgents)?.positions
        let forCases = cases * Double(caseMinutes) * 60 / interval / (1 - Double(shrinkage) / 100)
        return min(Self.mostAgents, (forCalls ?? Self.mostAgents) + Int(forCases.rounded(.down)))
    }

    private static let mostAgents = 2000
}
