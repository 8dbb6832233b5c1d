/// Everything that is wrong with a form, said at once, by field.
public struct Invalid: Error, Equatable {
    public var problems: [String: String]

    public init(_ problems: [String: String]) { self.problems = problems }
}

/// One field, read: a value, or what to tell the person who typed it.
public enum Field<Value> {
    case good(Value)
    case bad(name: String, problem: String)
}

/// Reads every field, then throws once with all the problems or returns all the values.
public func form<each Value>(_ field: repeat Field<each Value>) throws(Invalid) -> (repeat each Value) {
    var problems: [String: String] = [:]
    for field in repeat each field {
        if case .bad(let name, let problem) = field { problems[name] = problem }
    }
    guard problems.isEmpty else { throw Invalid(problems) }
    return (repeat (each field).checked)
}

extension Field {
    fileprivate var checked: Value {
        guard case .good(let value) = self else { preconditionFailure("form(_:) has found no problem") }
        return value
    }
}
