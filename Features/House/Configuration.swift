package import Kernel

/// How this node is to run, read once at the border: inside there are only types.
package struct Configuration: Sendable, Equatable {
    package enum Store: Equatable, Sendable {
        /// The path of an SQLite file.
        case file(String)
        /// The address of a PostgreSQL server; may hold a password, so it is never printed (`description`).
        case server(String)
    }

    package enum LogLevel: String, CaseIterable, Sendable {
        case trace, debug, info, notice, warning, error, critical
    }

    package let data: String
    package let store: Store
    package let postgresConnections: Int
    package let host: String
    package let port: Int
    /// Without a slash at the end; nothing where the address is simply host and port.
    package let publicURL: String?
    package let trustedProxies: [String]
    /// Private networks that webhooks may reach all the same; public addresses they always may.
    package let webhookNetworks: [String]
    /// Private networks whose mail servers may be reached; public addresses always may.
    package let mailNetworks: [String]
    /// A file of certificates instead of the system's.
    package let mailAuthorities: String?
    package let sessionLength: Duration
    package let sessionIdle: Duration
    /// Nothing: the screen never locks by itself.
    package let lockAfter: Duration?
    /// For how long a password given by somebody else opens the door.
    package let firstPassword: Duration
    /// How many requests one token may make.
    package let apiPerMinute: Int
    /// How many pages of one person listen at once.
    package let pagesPerPerson: Int
    /// How long to go on after being asked to stop.
    package let leaving: Duration
    /// A statement that takes longer is told and kept.
    package let slowStatement: Duration
    package let zone: Zone
    package let logLevel: LogLevel
    package let packs: String
    package let assets: String
    /// The socket of clamd; nothing where no scanner is set up.
    package let scanner: String?

    /// Whether people's browsers speak https to us (through a proxy that ends it).
    package var isSecure: Bool { publicURL?.hasPrefix("https://") == true }

    /// Throws every problem at once. `isNetwork` says whether a text is an IP address or a network.
    package init(_ settings: Settings, isNetwork: (String) -> Bool) throws(ConfigurationProblems) {
        var reader = SettingsReader(settings)
        data = reader.path(.data)
        store = reader.store(in: data)
        postgresConnections = reader.whole(.postgresConnections, in: 2...100)
        host = reader.host()
        port = reader.whole(.port, in: 0...65_535)
        publicURL = reader.publicURL()
        trustedProxies = reader.networks(.trustedProxies, isNetwork)
        webhookNetworks = reader.networks(.webhookNetworks, isNetwork)
        mailNetworks = reader.networks(.mailNetworks, isNetwork)
        mailAuthorities = reader.file(.mailAuthorities)
        sessionLength = .hours(reader.whole(.sessionHours, in: 1...168))
        sessionIdle = .minutes(reader.whole(.sessionIdleMinutes, in: 5...1440))
        let lock = reader.whole(.lockMinutes, in: 0...480)
        lockAfter = lock == 0 ? nil : .minutes(lock)
        firstPassword = .hours(reader.whole(.firstPasswordHours, in: 1...720))
        apiPerMinute = reader.whole(.apiPerMinute, in: 60...1_000_000)
        pagesPerPerson = reader.whole(.pagesPerPerson, in: 5...10_000)
        leaving = .seconds(reader.whole(.leavingSeconds, in: 0...120))
        slowStatement = .milliseconds(reader.whole(.slowStatementMs, in: 1...60_000))
        zone = reader.zone()
        logLevel = reader.logLevel()
        packs = reader.path(.packs)
        assets = reader.path(.assets)
        scanner = reader.socket(.clamd)
        guard reader.problems.isEmpty else { throw ConfigurationProblems(reader.problems) }
    }
}

extension Configuration.Store: CustomStringConvertible {
    /// Without the password.
    package var description: String {
        switch self {
        case .file(let path): return path
        case .server(let url):
            guard let start = url.firstRange(of: "://")?.upperBound, let at = url[start...].lastIndex(of: "@"),
                let colon = url[start..<at].firstIndex(of: ":")
            else { return url.split(separator: "?", maxSplits: 1).first.map(String.init) ?? url }
            let address = "\(url[..<colon]):***\(url[at...])"
            // A password may also hide among the parameters.
            return address.split(separator: "?", maxSplits: 1).first.map(String.init) ?? address
        }
    }
}

/// Something in the configuration that cannot be.
package struct ConfigurationProblem: Equatable, Sendable, CustomStringConvertible {
    /// A flag, a variable of the environment, or a line of a file.
    package let place: String
    package let sentence: String

    package init(place: String, sentence: String) {
        self.place = place
        self.sentence = sentence
    }

    package var description: String { "\(place): \(sentence)" }
}

/// All of them. The process ends with 78 (`EX_CONFIG`, sysexits.h).
package struct ConfigurationProblems: Error, Equatable, Sendable, CustomStringConvertible {
    package let problems: [ConfigurationProblem]

    package init(_ problems: [ConfigurationProblem]) { self.problems = problems }

    package var description: String { problems.map(\.description).joined(separator: "\n") }
}
