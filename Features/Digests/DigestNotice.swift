import Handbook
import Kernel

extension Notice {
    /// The digest that a notice tells of: of a day, or of a month.
    func digestURL(_ details: [String: String]) -> String? {
        if kind == .dayDigestMade { return details["day"].map { "/digests/day?unit=\(subject.id)&day=\($0)" } }
        if kind == .digestSubmitted { return details["digest"].map { "/digests/\($0)" } }
        return nil
    }
}
