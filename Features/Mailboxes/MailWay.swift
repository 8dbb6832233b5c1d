package import Kernel

/// The house's way to mail servers. What speaks to the network is wired by whoever starts the house; here it is a few
/// closures, and every fault is a reason with the server's words.
package struct MailWay: Sendable {
    package struct Server: Sendable {
        package let host: String
        package let port: Int
        /// `tls`, `starttls` or `plain`
        package let line: String
        package let user: String
        package let password: String
    }

    package struct Failure: Error, Equatable, Sendable {
        package let reason: String
        package let words: String

        package init(reason: String, words: String) {
            self.reason = reason
            self.words = words
        }
    }

    /// Where a mailbox stands: identifiers hold as long as `validity` does.
    package struct State: Equatable, Sendable {
        package let validity: Int64
        package let next: Int64

        package init(validity: Int64, next: Int64) {
            self.validity = validity
            self.next = next
        }
    }

    package struct Head: Equatable, Sendable {
        package let uid: Int64
        package let arrivedAt: Instant
        package let size: Int

        package init(uid: Int64, arrivedAt: Instant, size: Int) {
            self.uid = uid
            self.arrivedAt = arrivedAt
            self.size = size
        }
    }

    /// One visit at a mailbox; asked one after another.
    package struct Visit: Sendable {
        let state: @Sendable () async throws -> State
        let heads: @Sendable (_ after: Int64, State) async throws -> (heads: [Head], isCut: Bool)
        let letter: @Sendable (_ uid: Int64, State, _ longest: Int) async throws -> [UInt8]
        let head: @Sendable (_ uid: Int64, State, _ longest: Int) async throws -> [UInt8]

        package init(
            state: @escaping @Sendable () async throws -> State,
            heads: @escaping @Sendable (_ after: Int64, State) async throws -> (heads: [Head], isCut: Bool),
            letter: @escaping @Sendable (_ uid: Int64, State, _ longest: Int) async throws -> [UInt8],
            head: @escaping @Sendable (_ uid: Int64, State, _ longest: Int) async throws -> [UInt8]
        ) {
            (self.state, self.heads, self.letter, self.head) = (state, heads, letter, head)
        }
    }

    let visit: @Sendable (Server, _ folder: String) -> Visit
    let send: @Sendable (_ letter: [UInt8], _ from: String, _ to: String, Server) async throws -> Void
    let greet: @Sendable (Server) async throws -> Void

    package init(
        visit: @escaping @Sendable (Server, _ folder: String) -> Visit,
        send: @escaping @Sendable (_ letter: [UInt8], _ from: String, _ to: String, Server) async throws -> Void,
        greet: @escaping @Sendable (Server) async throws -> Void
    ) {
        (self.visit, self.send, self.greet) = (visit, send, greet)
    }

    /// A house without a network: everybody is unreachable.
    static let none = MailWay(
        visit: { _, _ in
            let away: @Sendable () throws -> Never = {
                throw Failure(reason: "refused", words: "no way to mail servers")
            }
            return Visit(
                state: { try away() }, heads: { _, _ in try away() }, letter: { _, _, _ in try away() },
                head: { _, _, _ in try away() })
        },
        send: { _, _, _, _ in throw Failure(reason: "refused", words: "no way to mail servers") },
        greet: { _ in throw Failure(reason: "refused", words: "no way to mail servers") })
}
