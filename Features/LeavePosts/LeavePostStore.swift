import Database
import Kernel

/// Who leaves, or left, their post.
struct LeavePosts {
    let tx: Transaction

    static let bound = 100

    func find(_ id: LeavePost.ID) throws -> LeavePost? {
        try tx.execute("\(Self.select) WHERE id = \(id)").first.map(LeavePost.init(row:))
    }

    /// A person's own, the latest first.
    func of(_ staff: Staff.ID, limit: Int = bound) throws -> [LeavePost] {
        try tx.execute(
            "\(Self.select) WHERE staff_id = \(staff) ORDER BY asked_at DESC, id DESC LIMIT \(limit)"
        ).map(LeavePost.init(row:))
    }

    /// Asked for, agreed to, or out.
    func live(of staff: Staff.ID) throws -> LeavePost? {
        try tx.execute(
            "\(Self.select) WHERE staff_id = \(staff) AND state IN ('asked', 'approved', 'out') ORDER BY id LIMIT 1"
        ).first.map(LeavePost.init(row:))
    }

    /// How often a person was, or may go, out in a shift.
    func count(in shift: ShiftAssignment, of staff: Staff.ID) throws -> Int {
        try tx.execute(
            """
            SELECT COUNT(*) AS n FROM leave_post
            WHERE staff_id = \(staff) AND asked_at >= \(shift.span.lowerBound) AND asked_at < \(shift.span.upperBound)
                AND shift_id = \(shift.id) AND state IN ('asked', 'approved', 'out', 'back')
            """
        ).first?.int("n") ?? 0
    }

    /// What waits for a decision in these units, the oldest first.
    func waiting(in reach: UnitReach, limit: Int = bound, offset: Int = 0) throws -> [LeavePost] {
        guard let condition = Self.condition(reach) else { return [] }
        return try tx.execute(
            """
            \(Self.select) WHERE state = 'asked' AND \(condition)
            ORDER BY asked_at, id
            LIMIT \(limit) OFFSET \(offset)
            """
        ).map(LeavePost.init(row:))
    }

    /// Who is out in these units, the longest first.
    func out(in reach: UnitReach, limit: Int = bound) throws -> [LeavePost] {
        guard let condition = Self.condition(reach) else { return [] }
        return try tx.execute(
            "\(Self.select) WHERE state = 'out' AND \(condition) ORDER BY left_at, id LIMIT \(limit)"
        ).map(LeavePost.init(row:))
    }

    /// How many of the same unit and group are out now, or may go, of those whose shift is on: who went home and forgot to
    /// say so lacks in no shift.
    func away(beside shift: ShiftAssignment, but staff: Staff.ID, withAgreed: Bool) throws -> Int {
        let states = withAgreed ? ["approved", "out"] : ["out"]
        return try tx.execute(
            """
            SELECT COUNT(*) AS n FROM shift_assignment
            JOIN leave_post ON leave_post.shift_id = shift_assignment.id
            WHERE shift_assignment.unit_id = \(shift.unit)
                AND shift_assignment.starts_at > \(tx.now - ShiftAssignment.longest)
                AND shift_assignment.starts_at <= \(tx.now) AND shift_assignment.ends_at > \(tx.now)
                AND shift_assignment.taken_back_at IS NULL
                AND COALESCE(shift_assignment.group_id, '') = \(shift.group?.rawValue ?? "")
                AND leave_post.state IN \(list: states) AND leave_post.staff_id <> \(staff)
            """
        ).first?.int("n") ?? 0
    }

    /// Out for longer than agreed, and nobody has been told yet.
    func overdue(by now: Instant, limit: Int) throws -> [LeavePost] {
        try tx.execute(
            """
            \(Self.select) WHERE state = 'out' AND overrun_at IS NULL AND due_at <= \(now)
            ORDER BY due_at, id
            LIMIT \(limit)
            """
        ).map(LeavePost.init(row:))
    }

    /// LG20260105-1
    func nextNumber(on day: Day) throws -> String {
        let count = try tx.execute("SELECT COUNT(*) AS n FROM leave_post WHERE asked_on = \(day)").first?.int("n") ?? 0
        return "LG\(day.description.replacing("-", with: ""))-\(count + 1)"
    }

    func insert(_ post: LeavePost, on day: Day) throws {
        try tx.execute(
            """
            INSERT INTO leave_post
                (id, number, asked_on, unit_id, staff_id, shift_id, minutes, reason, asked_at, state, opinion)
            VALUES (\(post.id), \(post.number), \(day), \(post.unit), \(post.staff), \(post.shift), \(post.minutes),
                    \(post.reason), \(post.askedAt), \(post.state.rawValue), '')
            """
        )
    }

    func save(_ post: LeavePost) throws {
        try tx.execute(
            """
            UPDATE leave_post SET state = \(post.state.rawValue), decided_by = \(post.decision?.by),
                decided_at = \(post.decision?.at), opinion = \(post.decision?.opinion ?? ""),
                left_at = \(post.leftAt), due_at = \(post.dueAt), overrun_at = \(post.overrunAt),
                returned_at = \(post.returnedAt), presence_id = \(post.interrupted)
            WHERE id = \(post.id)
            """
        )
    }

    private static func condition(_ reach: UnitReach) -> SQL? {
        switch reach {
        case .all: "1 = 1"
        case .some(let units): "unit_id IN \(list: units)"
        case .own, .nothing: nil
        }
    }

    private static let select: SQL = """
        SELECT id, number, unit_id, staff_id, shift_id, minutes, reason, asked_at, state, decided_by, decided_at,
               opinion, left_at, overrun_at, returned_at, presence_id
        FROM leave_post
        """
}

extension Transaction {
    var leavePosts: LeavePosts { LeavePosts(tx: self) }
}

extension LeavePost {
    fileprivate init(row: Row) throws {
        let decision = try row.instant(ifPresent: "decided_at").map { at in
            Decision(by: try row.id("decided_by"), at: at, opinion: try row.text("opinion"))
        }
        self.init(
            id: try row.id("id"), number: try row.text("number"), unit: try row.id("unit_id"),
            staff: try row.id("staff_id"), shift: try row.id("shift_id"), minutes: try row.int("minutes"),
            reason: try row.text("reason"), askedAt: try row.instant("asked_at"), state: try row.choice("state"),
            decision: decision, leftAt: try row.instant(ifPresent: "left_at"),
            overrunAt: try row.instant(ifPresent: "overrun_at"), returnedAt: try row.instant(ifPresent: "returned_at"),
            interrupted: try row.id(ifPresent: "presence_id"))
    }
}
