import Desk
import Kernel
import Outgoing
import Web

extension MailWay {
    /// Through libcurl: to public addresses, and to those of the configuration.
    init(_ configuration: Configuration) {
        let allowed = configuration.mailNetworks.compactMap { AddressRange($0) }
        self.init(authorities: configuration.mailAuthorities) { address in
            AddressRange.isPublic(address) || allowed.contains { $0.contains(address) }
        }
    }

    private init(authorities: String?, mayReach: @escaping @Sendable (String) -> Bool) {
        let office = MailOffice(authorities: authorities, mayReach: mayReach)
        self.init(
            visit: { server, folder in
                let visit = MailVisit(
                    MailServer(server), folder: folder, authorities: authorities, mayReach: mayReach)
                return Visit(
                    state: {
                        let state = try await told { () throws(MailFault) in try await visit.state() }
                        return State(validity: Int64(state.validity), next: Int64(state.next))
                    },
                    heads: { uid, state in
                        let list = try await told { () throws(MailFault) in
                            try await visit.heads(after: UInt32(clamping: uid), in: MailVisit.State(state))
                        }
                        let heads = list.heads.map {
                            Head(
                                uid: Int64($0.uid), arrivedAt: Instant(milliseconds: $0.arrivedAt * 1000), size: $0.size
                            )
                        }
                        return (heads, list.isCut)
                    },
                    letter: { uid, state, longest in
                        try await told { () throws(MailFault) in
                            try await visit.letter(UInt32(clamping: uid), in: MailVisit.State(state), longest: longest)
                        }
                    },
                    head: { uid, state, longest in
                        try await told { () throws(MailFault) in
                            try await visit.head(UInt32(clamping: uid), in: MailVisit.State(state), longest: longest)
                        }
                    })
            },
            send: { letter, sender, receiver, server in
                try await told { () throws(MailFault) in
                    try await office.send(letter, from: sender, to: receiver, through: MailServer(server))
                }
            },
            greet: { server in
                try await told { () throws(MailFault) in try await office.greet(MailServer(server)) }
            })
    }
}

/// The reason of a fault goes on, with its words.
private func told<Value>(_ body: () async throws(MailFault) -> Value) async throws -> Value {
    do { return try await body() } catch { throw MailWay.Failure(reason: error.reason.rawValue, words: error.words) }
}

extension MailServer {
    fileprivate init(_ server: MailWay.Server) {
        self.init(
            host: server.host, port: server.port, line: Guard(rawValue: server.line) ?? .tls, user: server.user,
            password: server.password)
    }
}

extension MailVisit.State {
    fileprivate init(_ state: MailWay.State) {
        self.init(validity: UInt32(clamping: state.validity), next: UInt32(clamping: state.next))
    }
}
