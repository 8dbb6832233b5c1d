package import Kernel
import Synchronization

/// UUIDs of version 7 (RFC 9562, 5.7 and 6.2 method 1): they sort by time, and within one process by the order in
/// which they were made, even when the clock is set back.
///
///     milliseconds since 1970, 48 bits │ 7 │ counter, 12 bits │ 10 │ chance, 62 bits
package final class UUIDSequence: Sendable {
    private struct State {
        var milliseconds: UInt64 = 0
        var counter: UInt16 = 0
    }

    private let state = Mutex(State())

    package init() {}

    package func next(at now: Instant, randomBits: (counter: UInt16, rest: UInt64)) -> String {
        let (milliseconds, counter) = state.withLock { state in
            let now = UInt64(max(0, now.milliseconds))
            if now > state.milliseconds {
                // Half of the counter's room is left for those that follow in the same millisecond.
                state = State(milliseconds: now, counter: randomBits.counter & 0x7FF)
            } else if state.counter < 0xFFF {
                state.counter += 1
            } else {
                state = State(milliseconds: state.milliseconds + 1, counter: 0)
            }
            return (state.milliseconds, state.counter)
        }
        let high = milliseconds << 16 | 0x7000 | UInt64(counter)
        let low = 0x8000_0000_0000_0000 | randomBits.rest & 0x3FFF_FFFF_FFFF_FFFF
        return String(unsafeUninitializedCapacity: 36) { text in
            var place = 0
            for digit in 0..<32 {
                if digit == 8 || digit == 12 || digit == 16 || digit == 20 {
                    text[place] = UInt8(ascii: "-")
                    place += 1
                }
                let half = digit < 16 ? high : low
                let value = UInt8(half >> UInt64(60 - 4 * (digit % 16)) & 15)
                text[place] = value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
                place += 1
            }
            return place
        }
    }
}
