import Database
import Foundation
import Kernel

/// Which case waits for whom, and what came of each offer, as the database keeps it.
struct Assignments {
    let tx: Transaction

    func find(_ record: Case.ID) throws -> Assignment? {
        try tx.execute(
            """
            SELECT case_id, unit_id, line_id, state, pool, since, refusals FROM case_assignment
            WHERE case_id = \(record)
            """
        ).first.map(Assignment.init(row:))
    }

    func put(_ assignment: Assignment) throws {
        try tx.execute(
            """
            INSERT INTO case_assignment (case_id, unit_id, line_id, state, pool, since, refusals)
            VALUES (\(assignment.record), \(assignment.unit), \(assignment.line), \(assignment.state.rawValue),
                    \(assignment.pool?.rawValue), \(assignment.since), \(assignment.refusals))
            ON CONFLICT (case_id) DO UPDATE SET
                line_id = \(assignment.line), state = \(assignment.state.rawValue), pool = \(assignment.pool?.rawValue),
                since = \(assignment.since), refusals = \(assignment.refusals)
            """
        )
    }

    /// Cases that wait because nobody could be found: those first that were not tried for longest, so that a line on
    /// which nobody is on duty does not keep the others waiting.
    func waitingForSomebody(limit: Int) throws -> [Assignment] {
        try tx.execute(
            """
            SELECT case_id, unit_id, line_id, state, pool, since, refusals FROM case_assignment
            WHERE state = 'pooled' AND pool = 'nobody'
            ORDER BY tried_at, case_id
            LIMIT \(limit)
            """
        ).map(Assignment.init(row:))
    }

    func noteTried(_ record: Case.ID) throws {
        try tx.execute("UPDATE case_assignment SET tried_at = \(tx.now) WHERE case_id = \(record)")
    }

    /// What each person has in hand: cases not yet completed, and offers not yet answered. One short look in an index
    /// for each state and person. `units` are those whose cases count, where not all do.
    func loads(of people: [Staff.ID], in units: [Unit.ID]? = nil) throws -> [Staff.ID: Int] {
        guard !people.isEmpty else { return [:] }
        var loads: [Staff.ID: Int] = [:]
        for row in try tx.execute(
            """
            SELECT handler_id, COUNT(*) AS n FROM service_case
            WHERE handler_id IN \(list: people) AND state IN \(list: Case.inHand)
                AND \(WallReading.within(units))
            GROUP BY handler_id
            """
        ) {
            loads[try row.id("handler_id"), default: 0] += try row.int("n")
        }
        for row in try tx.execute(
            """
            SELECT case_offer.staff_id, COUNT(*) AS n
            FROM case_offer JOIN service_case ON service_case.id = case_offer.case_id
            WHERE case_offer.staff_id IN \(list: people) AND case_offer.state = 'open' AND \(WallReading.within(units))
            GROUP BY case_offer.staff_id
            """
        ) {
            loads[try row.id("staff_id"), default: 0] += try row.int("n")
        }
        return loads
    }

    /// Who handled the customer's last case before this one.
    func lastHandler(of customer: Customer.ID, before record: Case.ID) throws -> Staff.ID? {
        try tx.execute(
            """
            SELECT handler_id FROM service_case
            WHERE customer_id = \(customer) AND id <> \(record) AND handler_id IS NOT NULL
            ORDER BY reported_at DESC, id DESC
            LIMIT 1
            """
        ).first?.id("handler_id")
    }
}

extension Assignments {
    func offer(_ id: Offer.ID) throws -> Offer? {
        try tx.execute("\(Self.offers) WHERE id = \(id)").first.map(Offer.init(row:))
    }

    func offers(of record: Case.ID) throws -> [Offer] {
        try tx.execute("\(Self.offers) WHERE case_id = \(record) ORDER BY at, id LIMIT 100").map(Offer.init(row:))
    }

    func openOffer(of record: Case.ID) throws -> Offer? {
        try tx.execute("\(Self.offers) WHERE case_id = \(record) AND state = 'open'").first.map(Offer.init(row:))
    }

    func openOffers(to person: Staff.ID) throws -> [Offer] {
        try tx.execute(
            "\(Self.offers) WHERE staff_id = \(person) AND state = 'open' ORDER BY lapses_at, id LIMIT 100"
        ).map(Offer.init(row:))
    }

    /// Offers whose time is over.
    func lapsing(limit: Int) throws -> [Offer] {
        try tx.execute(
            """
            \(Self.offers) WHERE state = 'open' AND lapses_at <= \(tx.now)
            ORDER BY lapses_at, id LIMIT \(limit)
            """
        ).map(Offer.init(row:))
    }

    func insert(_ offer: Offer) throws {
        let because = try textOfJSON(offer.because)
        try tx.execute(
            """
            INSERT INTO case_offer (id, case_id, line_id, staff_id, at, lapses_at, because, state, answered_at, reason)
            VALUES (\(offer.id), \(offer.record), \(offer.line), \(offer.staff), \(offer.at), \(offer.lapsesAt),
                    \(because), \(offer.state.rawValue), \(offer.answeredAt), \(offer.reason))
            """
        )
    }

    func save(_ offer: Offer) throws {
        try tx.execute(
            """
            UPDATE case_offer
            SET state = \(offer.state.rawValue), answered_at = \(offer.answeredAt), reason = \(offer.reason)
            WHERE id = \(offer.id)
            """
        )
    }

    private static let offers: SQL = """
        SELECT id, case_id, line_id, staff_id, at, lapses_at, because, state, answered_at, reason FROM case_offer
        """
}

extension Assignments {
    func reassignment(_ id: Reassignment.ID) throws -> Reassignment? {
        try tx.execute("\(Self.reassignments) WHERE id = \(id)").first.map(Reassignment.init(row:))
    }

    /// How often this case was taken from one person and given to another.
    func reassignments(of record: Case.ID) throws -> [Reassignment] {
        try tx.execute("\(Self.reassignments) WHERE case_id = \(record) ORDER BY at, id LIMIT 100")
            .map(Reassignment.init(row:))
    }

    /// Those that this person can still take back.
    func undoable(by person: Staff.ID, limit: Int) throws -> [Reassignment] {
        try tx.execute(
            """
            \(Self.reassignments)
            WHERE by_staff = \(person) AND at > \(tx.now - Reassignment.undoable) AND undone_at IS NULL
                AND from_staff IS NOT NULL
            ORDER BY at DESC, id DESC LIMIT \(limit)
            """
        ).map(Reassignment.init(row:))
    }

    func insert(_ reassignment: Reassignment) throws {
        try tx.execute(
            """
            INSERT INTO case_reassignment (id, case_id, from_staff, to_staff, by_staff, at, reason)
            VALUES (\(reassignment.id), \(reassignment.record), \(reassignment.from), \(reassignment.to),
                    \(reassignment.by), \(reassignment.at), \(reassignment.reason))
            """
        )
    }

    func save(_ reassignment: Reassignment) throws {
        try tx.execute(
            "UPDATE case_reassignment SET undone_at = \(reassignment.undoneAt) WHERE id = \(reassignment.id)")
    }

    private static let reassignments: SQL = """
        SELECT id, case_id, from_staff, to_staff, by_staff, at, reason, undone_at FROM case_reassignment
        """
}

extension Transaction {
    var assignments: Assignments { Assignments(tx: self) }
}

extension Case {
    /// 在办: not yet completed.
    static let inHand = State.allCases.filter { !$0.isOver && $0 != .awaitingVisit && $0 != .summarising }
        .map(\.rawValue)
}

extension Assignment {
    fileprivate init(row: Row) throws {
        self.init(
            record: try row.id("case_id"), unit: try row.id("unit_id"), line: try row.id("line_id"),
            state: try row.choice("state"),
            pool: try row.text(ifPresent: "pool").flatMap(Pool.init(rawValue:)), since: try row.instant("since"),
            refusals: try row.int("refusals"))
    }
}

extension Offer {
    fileprivate init(row: Row) throws {
        let text = try row.text("because")
        guard let because = try? JSONDecoder().decode(Because.self, from: Data(text.utf8)) else {
            throw Corrupt(column: "because", value: .text(text))
        }
        self.init(
            id: try row.id("id"), record: try row.id("case_id"), line: try row.id("line_id"),
            staff: try row.id("staff_id"), at: try row.instant("at"), lapsesAt: try row.instant("lapses_at"),
            because: because, state: try row.choice("state"), answeredAt: try row.instant(ifPresent: "answered_at"),
            reason: try row.text("reason"))
    }
}

extension Reassignment {
    fileprivate init(row: Row) throws {
        self.init(
            id: try row.id("id"), record: try row.id("case_id"), from: try row.id(ifPresent: "from_staff"),
            to: try row.id("to_staff"), by: try row.id("by_staff"), at: try row.instant("at"),
            reason: try row.text("reason"), undoneAt: try row.instant(ifPresent: "undone_at"))
    }
}
