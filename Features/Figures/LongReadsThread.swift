import Foundation
import Kernel

/// Pages that read much (reports, the adherence of a year, a whole handbook): how many of them are being made on this
/// node. One person has two at once, so that whoever presses again and again does not keep the others waiting.
final class LongReads: @unchecked Sendable {
    static let mostOfOne = 2

    struct TooMany: Error, Equatable {}

    private let lock = NSLock()
    private var running: [String: Int] = [:]

    func begin(_ person: String) throws(TooMany) {
        let isFree = lock.withLock {
            guard running[person, default: 0] < Self.mostOfOne else { return false }
            running[person, default: 0] += 1
            return true
        }
        guard isFree else { throw TooMany() }
    }

    func end(_ person: String) {
        lock.withLock {
            let left = (running[person] ?? 1) - 1
            running[person] = left > 0 ? left : nil
        }
    }
}
