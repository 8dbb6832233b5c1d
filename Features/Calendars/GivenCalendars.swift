import Kernel

/// Every plan that a unit was ever given, and every notice of holidays. Pure; made once after a change.
struct GivenCalendars: Sendable {
    /// Each of five thousand units with four changes of its hours.
    static let mostPlans = 20_000
    static let mostNotices = 500

    struct Plan: Sendable {
        let unit: Unit.ID
        /// Nothing where the unit went back to the hours of the one above it.
        let text: String?
        let setAt: Instant
    }

    /// Newest first.
    private let plans: [Unit.ID: [Plan]]
    /// By year, then in the order in which they were given.
    private let notices: [StatutoryNotice]

    /// The plans newest first, the notices by year and then in the order in which they were given.
    init(plans: [Plan], notices: [StatutoryNotice]) {
        self.plans = Dictionary(grouping: plans, by: \.unit)
        self.notices = notices
    }

    /// What a unit set last.
    func plan(of unit: Unit.ID) -> Plan? { plans[unit]?.first }

    /// What a unit had set last at an instant.
    func plan(of unit: Unit.ID, asOf instant: Instant) -> Plan? { plans[unit]?.first { $0.setAt <= instant } }

    /// What counts of the notices given until an instant: the newest one of each year.
    func notices(asOf instant: Instant) -> [StatutoryNotice] {
        Dictionary(notices.filter { $0.givenAt <= instant }.map { ($0.year, $0) }) { $1 }.values
            .sorted { $0.year < $1.year }
    }
}
