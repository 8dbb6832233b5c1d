import Kernel

/// A half-filled register of a new matter, kept on the server as it is typed: nothing is lost to a locked screen.
struct IntakeDraft: Equatable, Sendable {
    /// The fields as a JSON object, so that what a person typed stands in it as it was typed.
    let body: String
    let at: Instant

    /// After that nobody goes on with it, and what it says of a customer goes.
    static let keptFor = Duration.days(7)
    /// Every field of the form filled to its end has about 12,000 characters.
    static let longest = 40_000
}
