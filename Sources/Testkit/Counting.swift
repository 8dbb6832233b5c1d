public import Kernel
import Synchronization

extension IDs {
    /// `id-0000001`, `id-0000002` …: the order of the texts is the order of creation, as with the real ones.
    public static func counting() -> IDs {
        let counter = Counter()
        return IDs { counter.next() }
    }
}

private final class Counter: Sendable {
    private let count = Mutex(0)

    func next() -> String {
        let number = count.withLock { count in
            count += 1
            return count
        }
        let digits = String(number)
        return "id-" + String(repeating: "0", count: max(0, 7 - digits.count)) + digits
    }
}
