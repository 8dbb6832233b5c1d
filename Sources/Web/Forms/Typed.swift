public import Kernel

/// What stands in the fields of a form when it is shown: the values of a record, or what was typed a moment ago
/// together with what is wrong with it. Nothing typed is ever lost to a problem.
public struct Typed: Sendable {
    private let values: [String: [String]]
    public let problems: [String: String]

    public static let blank = Typed([:])

    /// A record on its way into the form: `Typed(["name": customer.name.revealed])`.
    public init(_ values: [String: String]) {
        self.values = values.mapValues { [$0] }
        problems = [:]
    }

    /// A form on its way back to the person: `Typed(context.form, invalid)`.
    public init(_ form: FormData, _ invalid: Invalid? = nil) {
        values = form.values
        problems = invalid?.problems ?? [:]
    }

    /// The same with remarks beside more fields: what a refusal of the whole says of each of them.
    public func remarking(_ remarks: [String: String]) -> Typed {
        Typed(values: values, problems: problems.merging(remarks) { first, _ in first })
    }

    private init(values: [String: [String]], problems: [String: String]) {
        self.values = values
        self.problems = problems
    }

    public subscript(name: String) -> String { values[name]?.first ?? "" }

    public func all(_ name: String) -> [String] { values[name] ?? [] }

    public func contains(_ name: String) -> Bool { values[name] != nil }
}
