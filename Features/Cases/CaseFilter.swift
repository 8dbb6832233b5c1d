import Handbook
import Kernel

/// Which cases a list shows, and in which order. It is a value: it parses from and prints to the query of an address
/// (`CaseFilterForms`), so that a list can be shared, saved as a view, exported and counted, always the same cases.
struct CaseFilter: Equatable, Sendable {
    enum View: String, CaseIterable, Sendable {
        case mine, today, late, open, key, archived, all

        /// Whether the view shows only what is not over yet.
        var isOpen: Bool {
            switch self {
            case .mine, .today, .late, .open, .key: true
            case .archived, .all: false
            }
        }
    }

    enum Order: String, CaseIterable, Sendable {
        /// What is due first stands first; what is over has no deadline.
        case deadline
        case newest, oldest
    }

    /// A person, said so that a saved view means «mine» to whoever opens it.
    enum Person: Hashable, Sendable {
        case me, nobody
        case staff(Staff.ID)
    }

    /// A day of the calendar, or so many days from today; a saved view «the last 7 days» stays true tomorrow.
    enum When: Hashable, Sendable {
        case day(Day)
        case days(Int)

        /// `forward` counts days into the future, otherwise into the past.
        func day(from today: Day, forward: Bool) -> Day {
            switch self {
            case .day(let day): day
            case .days(let count): today.advanced(by: forward ? count : -count)
            }
        }
    }

    var view: View = .open
    var search = ""
    var types: [CaseType] = []
    var states: [Case.State] = []
    var severities: [Severity] = []
    /// The kind of customer: the board of what key customers still wait for (SOFT-09).
    var grades: [CustomerGrade] = []
    var channels: [Channel] = []
    var sources: [CaseSource] = []
    var units: [Unit.ID] = []
    var handlers: [Person] = []
    var receivers: [Person] = []
    var category = ""
    var product = ""
    var customer: Customer.ID?
    var reportedFrom: When?
    var reportedTo: When?
    var dueBefore: When?
    /// The number of a clause that was broken on the case.
    var breached = ""
    /// Nothing is the usual order of the view.
    var order: Order?

    /// No address names more values of one field, and no text is longer.
    static let mostValues = 20
    static let longestText = 80
    /// The farthest a filter counts days.
    static let mostDays = 3660

    /// The order that counts. Only what is open has deadlines to be sorted by.
    var sorting: Order {
        guard let order, order != .deadline || view.isOpen else { return view.isOpen ? .deadline : .newest }
        return order
    }

    /// The chips above the list: every field that narrows the view down.
    enum Field: String, CaseIterable, Sendable {
        case search = "q"
        case type, state, severity, grade, channel, source, unit, handler, receiver, category, product, customer
        case reported, due, breached
    }

    var fields: [Field] { Field.allCases.filter { self != without($0) } }

    func without(_ field: Field) -> CaseFilter {
        var filter = self
        switch field {
        case .search: filter.search = ""
        case .type: filter.types = []
        case .state: filter.states = []
        case .severity: filter.severities = []
        case .grade: filter.grades = []
        case .channel: filter.channels = []
        case .source: filter.sources = []
        case .unit: filter.units = []
        case .handler: filter.handlers = []
        case .receiver: filter.receivers = []
        case .category: filter.category = ""
        case .product: filter.product = ""
        case .customer: filter.customer = nil
        case .reported:
            filter.reportedFrom = nil
            filter.reportedTo = nil
        case .due: filter.dueBefore = nil
        case .breached: filter.breached = ""
        }
        return filter
    }

    /// All that is open, or all that is open in one unit.
    var isOfOneUnitAtMost: Bool { view == .open && (fields.isEmpty || leadsByUnit && fields == [.unit]) }

    /// What is open in one unit is read along an index of the unit, in the order of its deadlines.
    var leadsByUnit: Bool { [.open, .late, .today].contains(view) && units.count == 1 && sorting == .deadline }

    /// The view and the order alone.
    var bare: CaseFilter { fields.reduce(self) { $0.without($1) } }
}

/// Where a page of a list begins: after (or, going back, before) this place in the order. A place is a value of the
/// order and an id, so it holds however deep the page lies and whatever has come or gone meanwhile.
struct CaseCursor: Equatable, Sendable {
    var key: Int64
    var id: Case.ID
    var isBackward = false

    init(key: Int64, id: Case.ID, isBackward: Bool = false) {
        self.key = key
        self.id = id
        self.isBackward = isBackward
    }

    /// `1767600000000.018f…`
    init?(_ text: String, isBackward: Bool = false) {
        let parts = text.split(separator: ".", maxSplits: 1).map(String.init)
        guard parts.count == 2, let key = Int64(parts[0]), !parts[1].isEmpty, parts[1].count <= 64,
            parts[1].utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F })
        else { return nil }
        self.init(key: key, id: Case.ID(parts[1]), isBackward: isBackward)
    }

    var text: String { "\(key).\(id.rawValue)" }
}

/// What stands above a list: how many there are under its filter, and the few facts one asks next. Counted to a bound;
/// beyond it the house says «more than».
struct CaseTotals: Equatable, Sendable {
    static let bound = 10_000

    var count = 0
    var late = 0
    var dueToday = 0
    var unassigned = 0
    var bySeverity: [Severity: Int] = [:]

    var isBounded: Bool { count > Self.bound }

    /// A figure as it is told: beyond the bound it is only known to be more.
    static func told(_ figure: Int) -> String { figure > bound ? "\(bound)+" : String(figure) }
}
