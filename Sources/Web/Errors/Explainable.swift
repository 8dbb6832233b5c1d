public import Hummingbird
public import Kernel

/// A refusal: the business says no, and says why. Everything else that is thrown is a fault, and a fault tells its
/// number and nothing more.
public protocol Explainable: Error {
    /// 403, 404 or 409
    var status: HTTPResponse.Status { get }
    /// what is so, in the tone of the house: polite, short, concrete
    func sentence(in language: Language) -> String
    /// the sentence of the handbook that says so
    var clause: ClauseMark? { get }
    /// what can be done about it
    var remedy: Remedy? { get }
}

extension Explainable {
    public var clause: ClauseMark? { nil }
    public var remedy: Remedy? { nil }
}

/// The way on after a refusal: «申请例外».
public struct Remedy: Sendable {
    public let label: Word
    public let url: String

    public init(_ label: Word, url: String) {
        self.label = label
        self.url = url
    }
}
