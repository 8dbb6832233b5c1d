import ArgumentParser
import Desk

/// What every command needs that opens the house's database.
struct HouseOptions: ParsableArguments {
    @Option(help: "File with settings, `name = value` a line (default: qingting.conf in the data directory, if there).")
    var config: String?

    @Option(help: .setting(.data))
    var data: String?

    @Option(help: .setting(.database, "file|url"))
    var database: String?

    @Option(help: .setting(.postgresConnections, "number"))
    var postgresConnections: String?

    @Option(help: .setting(.zone, "name"))
    var zone: String?

    @Option(help: .setting(.packs, "directory"))
    var packs: String?

    @Option(help: .setting(.logLevel, "level"))
    var logLevel: String?

    /// Texts, not values: what is wrong is said all at once, whether it came from a flag, the environment or a file.
    var flags: [Setting: String] {
        let given: [Setting: String?] = [
            .data: data, .database: database, .postgresConnections: postgresConnections, .zone: zone, .packs: packs,
            .logLevel: logLevel,
        ]
        return given.compactMapValues { $0 }
    }
}

/// What the server needs besides.
struct ServerOptions: ParsableArguments {
    @Option(help: .setting(.host, "address"))
    var host: String?

    @Option(help: .setting(.port, "number"))
    var port: String?

    @Option(name: .customLong("public-url"), help: .setting(.publicURL, "url"))
    var publicURL: String?

    @Option(help: .setting(.trustedProxies, "addresses"))
    var trustedProxies: String?

    @Option(help: .setting(.webhookNetworks, "addresses"))
    var webhookNetworks: String?

    @Option(help: .setting(.mailNetworks, "addresses"))
    var mailNetworks: String?

    @Option(help: .setting(.mailAuthorities, "file"))
    var mailAuthorities: String?

    @Option(help: .setting(.sessionHours, "number"))
    var sessionHours: String?

    @Option(help: .setting(.sessionIdleMinutes, "number"))
    var sessionIdleMinutes: String?

    @Option(help: .setting(.lockMinutes, "number"))
    var lockMinutes: String?

    @Option(help: .setting(.firstPasswordHours, "number"))
    var firstPasswordHours: String?

    @Option(name: .customLong("api-per-minute"), help: .setting(.apiPerMinute, "number"))
    var apiPerMinute: String?

    @Option(help: .setting(.pagesPerPerson, "number"))
    var pagesPerPerson: String?

    @Option(help: .setting(.leavingSeconds, "number"))
    var leavingSeconds: String?

    @Option(help: .setting(.slowStatementMs, "number"))
    var slowStatementMs: String?

    @Option(help: .setting(.assets, "directory"))
    var assets: String?

    @Option(help: .setting(.clamd, "socket"))
    var clamd: String?

    var flags: [Setting: String] {
        let given: [Setting: String?] = [
            .host: host, .port: port, .publicURL: publicURL, .trustedProxies: trustedProxies,
            .webhookNetworks: webhookNetworks, .mailNetworks: mailNetworks, .mailAuthorities: mailAuthorities,
            .sessionHours: sessionHours, .sessionIdleMinutes: sessionIdleMinutes, .lockMinutes: lockMinutes,
            .firstPasswordHours: firstPasswordHours,
            .apiPerMinute: apiPerMinute, .pagesPerPerson: pagesPerPerson, .leavingSeconds: leavingSeconds,
            .slowStatementMs: slowStatementMs,
            .assets: assets, .clamd: clamd,
        ]
        return given.compactMapValues { $0 }
    }
}

extension ArgumentHelp {
    /// The line of the setting, with what holds when nobody says anything.
    fileprivate static func setting(_ setting: Setting, _ valueName: String = "directory") -> ArgumentHelp {
        let standard = setting.standard.map { $0.isEmpty ? "" : " (default: \($0))" } ?? ""
        let sentence = setting.explanation.prefix(1).uppercased() + setting.explanation.dropFirst()
        return ArgumentHelp("\(sentence)\(standard).", valueName: valueName)
    }
}
