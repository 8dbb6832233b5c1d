public import Hummingbird
public import Kernel

/// The house stands on something that does not hold just now: the disk is full, the database away. Nothing of the act was
/// kept. Unlike a refusal it is logged, unlike a fault it says what is so, and it passes.
public protocol Hindrance: Error {
    /// nothing where this error is an ordinary fault after all
    var hindrance: Hindering? { get }
}

/// What a person is told of a hindrance.
public struct Hindering: Sendable {
    /// 503, or 507 where there is no room (RFC 4918 §11.5)
    let status: HTTPResponse.Status
    let sentence: Word
    /// when it is worth trying again, in seconds
    let seconds: Int

    public init(_ status: HTTPResponse.Status, _ sentence: Word, seconds: Int) {
        self.status = status
        self.sentence = sentence
        self.seconds = seconds
    }
}
