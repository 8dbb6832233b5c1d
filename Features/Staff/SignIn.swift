import Kernel

/// Why nobody sits at the desk now who did not sit there before.
enum SignInRefusal: Error, Equatable {
    /// Account, password or PIN: which of them, and whether the account exists, is not told.
    case wrong
    /// The password is right, was given by somebody else, and that is too long ago. Told to nobody who does not know it.
    case lapsed
    /// Too many tries. The same for accounts that exist and those that do not.
    case wait(until: Instant)
    /// The session was ended, or has grown too old, while its lock page stood on the screen.
    case sessionOver
}

/// Somebody sits down: what the browser is to hold, and for whom.
struct Seat: Sendable {
    let token: SessionToken
    let session: Session
    let person: Staff
}
