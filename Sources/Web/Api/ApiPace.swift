import Kernel
import Synchronization

/// How fast one token may ask: a bucket that holds `burst` requests and is filled again evenly. It guards this node's
/// work and nothing else, so it lives in its memory; several nodes allow several times as much.
final class ApiPace: Sendable {
    private struct Bucket {
        var left: Double
        var at: Instant
    }

    private let burst: Double
    private let perSecond: Double
    private let buckets = Mutex<[String: Bucket]>([:])

    /// More tokens than this at work within a minute are forgotten at once: their buckets are then full again.
    private static let mostBuckets = 10_000

    /// At once a token may ask for what it may ask for in twelve seconds.
    init(perMinute: Int) {
        perSecond = Double(perMinute) / 60
        burst = perSecond * 12
    }

    /// Seconds until the next request is welcome; nothing if this one is.
    func wait(_ token: String, at now: Instant) -> Int? {
        buckets.withLock { buckets in
            if buckets.count >= Self.mostBuckets { buckets.removeAll() }
            var bucket = buckets[token] ?? Bucket(left: burst, at: now)
            let passed = Double(max(0, now.milliseconds - bucket.at.milliseconds)) / 1000
            bucket.left = min(burst, bucket.left + passed * perSecond)
            bucket.at = now
            defer { buckets[token] = bucket }
            guard bucket.left >= 1 else { return Int(((1 - bucket.left) / perSecond).rounded(.up)) }
            bucket.left -= 1
            return nil
        }
    }
}
