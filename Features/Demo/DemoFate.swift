import Handbook
import Kernel

/// How a case goes. Most go plainly; the others are what a handbook is written for.
enum DemoFate: Hashable, Sendable {
    case plain
    /// Something is given within the handler's authority, or beyond it.
    case compensated
    /// That clock runs out first.
    case late(DeadlineRule)
    /// The customer says no so many times.
    case refused(Int)
    case unfounded(Case.Reaction)
    case referred, withdrawn
    case suspended
    /// For longer than the handbook allows: by an exception, or not after all.
    case suspendedTooLong(isGranted: Bool)
    case transferred, returned, bounced
    case escalated
    case reopenedAtVisit, reopenedFromArchive
    case major
    case promiseBroken, promiseRenewed
    /// What is only advised is not followed.
    case departed
    /// The person responsible cannot be named yet: an exception.
    case causeUnknown
    /// More time is asked for and given.
    case moreTime
    /// Nobody answers the telephone at first.
    case missedCalls
    /// Another department is asked for its part, urged, and looked after.
    case supervised
    /// Two sides, who are brought together.
    case mediated
    /// A new colleague, who has not signed for the handbook yet.
    case novice
    /// Open today, in this state.
    case open(Case.State, DemoAge)
    case openSuspended, openTransfer, openEscalation, openException, openSlip
}

/// How much of its time an open case has used up.
enum DemoAge: Hashable, Sendable {
    case fresh, runningOut, overdue

    /// Of the time that the next clause allows.
    var share: Double {
        switch self {
        case .fresh: 0.25
        case .runningOut: 0.82
        case .overdue: 1.3
        }
    }
}

extension DemoFate {
    /// What a department of today must have open: every state there is.
    static let openToday: [DemoFate] = [
        .open(.registered, .fresh), .open(.awaitingDecision, .runningOut), .open(.accepted, .fresh), .openTransfer,
        .openSuspended, .open(.investigating, .runningOut), .open(.proposing, .fresh), .open(.unfounded, .fresh),
        .open(.implementing, .runningOut), .open(.awaitingCustomer, .overdue), .open(.awaitingVisit, .fresh),
        .open(.summarising, .fresh), .openException, .openEscalation, .open(.registered, .runningOut),
        .open(.investigating, .overdue), .open(.awaitingDecision, .overdue), .open(.awaitingVisit, .runningOut),
        .open(.registered, .overdue), .open(.summarising, .runningOut), .openSlip,
    ]

    /// Of each at least one; a short history takes the first of them.
    static let once: [DemoFate] = [
        .suspendedTooLong(isGranted: true), .reopenedFromArchive, .late(.complete), .departed, .refused(3), .moreTime,
        .referred, .withdrawn, .novice, .unfounded(.notUnderstood), .promiseBroken, .late(.firstReply), .transferred,
        .escalated, .reopenedAtVisit, .plain, .causeUnknown, .suspended, .compensated, .major, .late(.accept),
        .suspendedTooLong(isGranted: false), .bounced, .returned, .late(.decide), .late(.returnVisit),
        .late(.summarise),
        .promiseRenewed, .missedCalls, .unfounded(.understood), .refused(1), .supervised, .mediated,
    ]

    /// The rest of the month.
    static let usual: [(DemoFate, weight: Int)] = [
        (.plain, 36), (.compensated, 9), (.transferred, 8), (.refused(1), 5), (.promiseRenewed, 4), (.escalated, 4),
        (.unfounded(.understood), 4), (.missedCalls, 3), (.suspended, 3), (.returned, 2), (.referred, 2),
        (.withdrawn, 2), (.departed, 7), (.late(.firstReply), 4), (.late(.complete), 4), (.late(.accept), 4),
        (.late(.judge), 2), (.late(.investigate), 4), (.late(.decide), 3), (.promiseBroken, 5), (.causeUnknown, 1),
        (.moreTime, 2), (.reopenedAtVisit, 2), (.unfounded(.notUnderstood), 1), (.major, 2), (.late(.returnVisit), 3),
        (.late(.summarise), 2),
    ]
}
