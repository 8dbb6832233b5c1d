public import Kernel
import Synchronization

/// Short, sortable numbers for requests: `0QK3T9V-4R`. The first part is the second in which the process began, the
/// second counts. The alphabet is Crockford's base 32: no I, L, O or U, so it can be read out on the telephone.
public final class RequestNumbers: Sendable {
    private let prefix: String
    private let count = Mutex<Int64>(0)

    public init(start: Instant) { prefix = RequestNumbers.base32(start.milliseconds / 1000, digits: 7) }

    public func next() -> String {
        let number = count.withLock { count in
            count += 1
            return count
        }
        return "\(prefix)-\(RequestNumbers.base32(number, digits: 4))"
    }

    /// At least so many digits, so that text order is the order of numbers for the first million.
    private static func base32(_ number: Int64, digits: Int) -> String {
        let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")
        var text: [Character] = []
        var rest = max(0, number)
        while rest > 0 || text.count < digits {
            text.append(alphabet[Int(rest % 32)])
            rest /= 32
        }
        return String(text.reversed())
    }
}
