import Kernel

/// One time somebody clocked in or out 打卡: on the web, by a clock on the wall, or put right afterwards. Never changed.
struct ClockEvent: Entity {
    enum Source: String, CaseIterable, Sendable {
        case web, device, correction
    }

    enum Refusal: Error, Equatable {
        /// Holds no post, so there is nothing to come to.
        case noPost
    }

    /// A second press within so long is the same press.
    static let samePress = Duration.minutes(1)

    let id: ID
    let unit: Unit.ID
    let staff: Staff.ID
    let kind: ClockKind
    let at: Instant
    let source: Source
    /// Which clock; empty where none.
    let device: String
    let enteredBy: Staff.ID?
    let enteredAt: Instant

    var punch: Punch { Punch(at: at, kind: kind) }
}
