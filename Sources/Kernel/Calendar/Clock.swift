import Foundation

/// The offsets of one time zone: `offsets[i]` holds from `starts[i]` until `starts[i + 1]`. All in milliseconds.
///
/// Immutable and shared: a copy of a `Zone` copies a pointer.
final class Clock: Sendable {
    let starts: [Int64]
    let offsets: [Int64]

    init(starts: [Int64], offsets: [Int64]) {
        self.starts = starts
        self.offsets = offsets
    }

    /// Asks Foundation for every week and closes in on the second where two answers differ. It has a function for the next
    /// change, but one that looks for summer time alone and misses changes of the standard time.
    convenience init(_ zone: TimeZone) {
        func offset(_ seconds: Int) -> Int { zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(seconds))) }
        let week = 7 * 86_400
        var starts = [Int64.min]
        var offsets = [offset(0)]
        for probe in stride(from: week, to: Day(2100, 1, 1).number * 86_400, by: week) {
            let known = offsets[offsets.count - 1]
            guard offset(probe) != known else { continue }
            var (before, after) = (probe - week, probe)
            while after - before > 1 {
                let middle = (before + after) / 2
                if offset(middle) == known { before = middle } else { after = middle }
            }
            starts.append(Int64(after) * 1000)
            offsets.append(offset(after))
        }
        self.init(starts: starts, offsets: offsets.map { Int64($0) * 1000 })
    }

    /// UTC+8, with the summer times of 1986 to 1991 (IANA tz database, file `asia`, rule PRC): seconds since 1970 at
    /// which they began and ended.
    static let shanghai = Clock(
        starts: [.min]
            + [
                515_527_200, 527_014_800, 545_162_400, 558_464_400, 577_216_800, 589_914_000,
                608_666_400, 621_968_400, 640_116_000, 653_418_000, 671_565_600, 684_867_600,
            ].map { $0 * 1000 },
        offsets: (0...12).map { $0 % 2 == 0 ? 28_800_000 : 32_400_000 }
    )

    func offset(at instant: Int64) -> Int64 { offsets[period(at: instant)] }

    /// No zone is further than 15 hours from Greenwich, so the period found first is the right one or an earlier one.
    func instant(local: Int64) -> Int64 {
        var period = period(at: local - 15 * 3_600_000)
        while period + 1 < starts.count, local - offsets[period] >= starts[period + 1] { period += 1 }
        return max(local - offsets[period], starts[period])
    }

    /// The last period that has begun; most questions are about the last one of all.
    private func period(at instant: Int64) -> Int {
        var upper = starts.count - 1
        if instant >= starts[upper] { return upper }
        var lower = 0
        while upper - lower > 1 {
            let middle = (lower + upper) / 2
            if starts[middle] <= instant { lower = middle } else { upper = middle }
        }
        return lower
    }
}
