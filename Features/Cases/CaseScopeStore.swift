import Database
import Handbook
import Kernel

/// A filter as a condition on `service_case`, so written that both engines take the index we mean.
///
/// What is open is a small part of all cases and has its own indexes in the order of the list: there every other field
/// only sifts. Over all cases the most selective field leads along its index (`Lead`); the others are written with
/// `COALESCE`, which no index answers, so that no engine is tempted to begin with «all complaints».
struct CaseScope {
    let filter: CaseFilter
    let reader: CaseReader
    let now: Instant
    let engine: Engine
    let find: (String) throws -> Found

    /// The newest hits of the rarest word that a search looks at.
    static let mostHits = 5000

    struct Found {
        /// the rarest first
        let words: [String]
        let customers: [Customer.ID]
    }

    static let isOpen: SQL = "state NOT IN ('archived', 'referred', 'withdrawn', 'merged')"

    var condition: SQL {
        get throws { SQL(try conditions, joinedBy: " AND ") }
    }

    private enum Lead {
        case open, customer, search, breached, product, handler, receiver, category, unit, severity, left, time
    }

    private var lead: Lead {
        if filter.view.isOpen { return .open }
        if filter.customer != nil { return .customer }
        if !filter.search.isEmpty { return .search }
        if !filter.breached.isEmpty { return .breached }
        if !filter.product.isEmpty { return .product }
        if filter.handlers.count == 1 { return .handler }
        if filter.receivers.count == 1 { return .receiver }
        if !filter.category.isEmpty { return .category }
        if filter.units.count == 1 { return .unit }
        if filter.severities.count == 1, filter.severities[0] != .ordinary { return .severity }
        let left: [Case.State] = [.referred, .withdrawn, .merged]
        if !filter.states.isEmpty, filter.states.allSatisfy(left.contains) { return .left }
        return .time
    }

    private var conditions: [SQL] {
        get throws {
            let lead = lead
            var conditions: [SQL] = [view]
            if lead == .left { conditions.append("state IN ('referred', 'withdrawn', 'merged')") }
            if let reach { conditions.append(reach) }
            if !filter.search.isEmpty { conditions.append(Self.contains(try find(filter.search), engine)) }
            if !filter.breached.isEmpty { conditions.append(broke(filter.breached)) }
            if !filter.types.isEmpty {
                conditions.append("COALESCE(type, '') IN \(list: filter.types.map(\.rawValue))")
            }
            if !filter.states.isEmpty {
                conditions.append("COALESCE(state, '') IN \(list: filter.states.map(\.rawValue))")
            }
            if lead == .severity {
                conditions.append("severity = \(filter.severities[0].rawValue)")
            } else if !filter.severities.isEmpty {
                conditions.append("COALESCE(severity, '') IN \(list: filter.severities.map(\.rawValue))")
            }
            if !filter.grades.isEmpty {
                conditions.append("COALESCE(grade, '') IN \(list: filter.grades.map(\.rawValue))")
            }
            if !filter.channels.isEmpty {
                conditions.append("COALESCE(channel, '') IN \(list: filter.channels.map(\.rawValue))")
            }
            if !filter.sources.isEmpty {
                conditions.append("COALESCE(source, '') IN \(list: filter.sources.map(\.rawValue))")
            }
            if lead == .unit || filter.leadsByUnit {
                conditions.append("unit_id = \(filter.units[0])")
            } else if !filter.units.isEmpty {
                conditions.append(UnitReach.sifting(filter.units))
            }
            if !filter.handlers.isEmpty {
                conditions.append(people(filter.handlers, "handler_id", "COALESCE(handler_id, '')", lead == .handler))
            }
            if !filter.receivers.isEmpty {
                conditions.append(
                    people(filter.receivers, "first_receiver_id", "COALESCE(first_receiver_id, '')", lead == .receiver))
            }
            if !filter.category.isEmpty {
                conditions.append(
                    lead == .category
                        ? "category = \(filter.category)" : "COALESCE(category, '') = \(filter.category)")
            }
            if !filter.product.isEmpty {
                conditions.append(
                    lead == .product ? "product = \(filter.product)" : "COALESCE(product, '') = \(filter.product)")
            }
            if let customer = filter.customer {
                conditions.append(
                    lead == .customer ? "customer_id = \(customer)" : "COALESCE(customer_id, '') = \(customer)")
            }
            return conditions + times
        }
    }

    private var view: SQL {
        switch filter.view {
        case .mine:
            """
            id IN (SELECT id FROM service_case WHERE handler_id = \(reader.staff) AND \(Self.isOpen)
                   UNION SELECT id FROM service_case WHERE transfer_to = \(reader.staff) AND \(Self.isOpen))
            AND \(Self.isOpen)
            """
        case .today:
            """
            COALESCE(next_due_at, 9007199254740991) >= \(now) AND COALESCE(next_due_at, 9007199254740991) < \
            \(reader.zone.today(at: now).upperBound) AND \(Self.isOpen)
            """
        case .late: "COALESCE(next_due_at, 9007199254740991) < \(now) AND \(Self.isOpen)"
        case .open: Self.isOpen
        // SOFT-09: what key customers still wait for.
        case .key: "grade = 'key' AND \(Self.isOpen)"
        case .archived: "state = 'archived'"
        case .all: "1 = 1"
        }
    }

    private var reach: SQL? { Self.isSeen(in: reader.reach, by: reader.staff) }

    /// What a person may see; nothing where that is everything. Whoever sees whole units meets their own along the list;
    /// whoever sees only their own finds them by their own indexes.
    static func isSeen(in reach: UnitReach, by staff: Staff.ID) -> SQL? {
        let own: SQL = """
            SELECT id FROM service_case WHERE handler_id = \(staff)
            UNION SELECT id FROM service_case WHERE first_receiver_id = \(staff)
            UNION SELECT id FROM service_case WHERE transfer_to = \(staff)
            """
        switch reach {
        case .all: return nil
        case .some(let units):
            return """
                (\(UnitReach.sifting(units)) OR COALESCE(handler_id, '') = \(staff)
                    OR COALESCE(first_receiver_id, '') = \(staff) OR COALESCE(transfer_to, '') = \(staff))
                """
        case .own: return "id IN (\(own))"
        case .nothing: return "1 = 0"
        }
    }

    private var times: [SQL] {
        let today = reader.zone.day(of: now)
        var times: [SQL] = []
        if let from = filter.reportedFrom {
            times.append("reported_at >= \(reader.zone.instant(from.day(from: today, forward: false), .midnight))")
        }
        if let to = filter.reportedTo {
            let next = to.day(from: today, forward: false).advanced(by: 1)
            times.append("reported_at < \(reader.zone.instant(next, .midnight))")
        }
        if let due = filter.dueBefore {
            let next = due.day(from: today, forward: true).advanced(by: 1)
            times.append(
                "COALESCE(next_due_at, 9007199254740991) < \(reader.zone.instant(next, .midnight)) AND \(Self.isOpen)")
        }
        return times
    }

    private func people(_ people: [CaseFilter.Person], _ column: SQL, _ sifted: SQL, _ leads: Bool) -> SQL {
        if leads, case .nobody = people[0] { return "\(column) IS NULL" }
        // Nobody has no id.
        let ids = people.map { person in
            switch person {
            case .me: reader.staff
            case .nobody: Staff.ID("")
            case .staff(let id): id
            }
        }
        return leads ? "\(column) = \(ids[0])" : "\(sifted) IN \(list: ids)"
    }

    private func broke(_ clause: String) -> SQL {
        """
        id IN (SELECT subject_id FROM obligation
               WHERE clause = \(clause) AND breached_at IS NOT NULL AND subject_kind = 'case'
               ORDER BY breached_at DESC LIMIT \(Self.mostHits))
        """
    }

    /// All the words of what was typed, or the telephone number of the customer, whole or its last four digits.
    private static func contains(_ found: Found, _ engine: Engine) -> SQL {
        var arms: [SQL] = []
        if !found.words.isEmpty {
            arms.append(SearchPostings.records(holding: found.words, .matter, newest: mostHits, engine))
        }
        if !found.customers.isEmpty {
            arms.append("SELECT id FROM service_case WHERE customer_id IN \(list: found.customers)")
        }
        return arms.isEmpty ? "1 = 0" : "id IN (\(SQL(arms, joinedBy: " UNION ")))"
    }
}
