/// One thing that can be configured. It has the same name everywhere: `--public-url` on the command line,
/// `QINGTING_PUBLIC_URL` in the environment, `public-url = …` in the configuration file.
package enum Setting: String, CaseIterable, Sendable {
    case data
    case database
    case postgresConnections = "postgres-connections"
    case host
    case port
    case publicURL = "public-url"
    case trustedProxies = "trusted-proxies"
    case webhookNetworks = "webhook-networks"
    case mailNetworks = "mail-networks"
    case mailAuthorities = "mail-authorities"
    case sessionHours = "session-hours"
    case sessionIdleMinutes = "session-idle-minutes"
    case lockMinutes = "lock-minutes"
    case firstPasswordHours = "first-password-hours"
    case apiPerMinute = "api-per-minute"
    case pagesPerPerson = "pages-per-person"
    case leavingSeconds = "leaving-seconds"
    case slowStatementMs = "slow-statement-ms"
    case zone
    case logLevel = "log-level"
    case packs
    case assets
    case clamd

    package var environmentName: String {
        "QINGTING_" + rawValue.replacing("-", with: "_").uppercased()
    }

    /// One line for help texts and for `doctor`.
    package var explanation: String {
        switch self {
        case .data: "directory for everything the house keeps"
        case .database:
            "file of SQLite, or postgres://user:password@host/name (default: qingting.sqlite in the data directory)"
        case .postgresConnections: "connections to PostgreSQL of this node, 2 to 100"
        case .host: "address to listen on"
        case .port: "port to listen on; 0 takes a free one"
        case .publicURL: "address in people's browsers; https:// turns secure cookies on"
        case .trustedProxies: "addresses or networks, with commas, whose X-Forwarded-For is believed"
        case .webhookNetworks: "addresses or networks of your own, with commas, that webhooks may reach"
        case .mailNetworks: "addresses or networks of your own, with commas, whose mail servers may be reached"
        case .mailAuthorities: "file of certificates (PEM) that mail servers are checked by; default: the system's"
        case .sessionHours: "hours until a person signs in anew, 1 to 168"
        case .sessionIdleMinutes: "minutes without a click after which a session ends, 5 to 1440"
        case .lockMinutes: "minutes without a key after which the screen locks, 0 (never) to 480"
        case .firstPasswordHours: "hours for which a password given by somebody else opens the door, 1 to 720"
        case .apiPerMinute: "requests a minute that one token may make, 60 to 1000000"
        case .pagesPerPerson: "pages of one person that listen for changes at once, on each node, 5 to 10000"
        case .leavingSeconds:
            "seconds to go on after SIGTERM while /readyz says no, 0 to 120; for a node behind a balancer"
        case .slowStatementMs:
            "milliseconds after which a statement of the database is called slow, 1 to 60000"
        case .zone: "time zone of the house, by its IANA name"
        case .logLevel: "trace, debug, info, notice, warning, error or critical"
        case .packs: "directory of the handbook packs"
        case .clamd: "unix socket of the virus scanner clamd; without one, files are not scanned"
        case .assets: "directory that holds Public/ and .assets/vendor/"
        }
    }

    /// What holds when nobody says anything. Where the packs and the assets lie depends on the installation, where the
    /// database and the public address are on other settings.
    package var standard: String? {
        switch self {
        case .data: ".data"
        case .postgresConnections: "8"
        case .host: "127.0.0.1"
        case .port: "8080"
        case .trustedProxies, .webhookNetworks, .mailNetworks: ""
        case .sessionHours: "12"
        case .sessionIdleMinutes: "120"
        case .lockMinutes: "15"
        case .firstPasswordHours: "72"
        case .apiPerMinute: "600"
        case .pagesPerPerson: "40"
        case .leavingSeconds: "0"
        case .slowStatementMs: "200"
        case .zone: "Asia/Shanghai"
        case .logLevel: "info"
        case .packs: "Handbooks"
        case .assets: "."
        case .database, .publicURL, .clamd, .mailAuthorities: nil
        }
    }
}
