import Desk
import Foundation
import Web

extension Examination {
    /// Every setting with its value and where it comes from; then what is allowed and unwise.
    static func settings(_ settings: Settings, _ configuration: Configuration) -> [Finding] {
        let values = Setting.allCases.map { setting in
            let value = value(of: setting, settings, configuration)
            return Finding(setting.rawValue, .info, "\(value) (\(origin(of: setting, settings)))")
        }
        return values + exposure(configuration)
    }

    private static func value(of setting: Setting, _ settings: Settings, _ configuration: Configuration) -> String {
        switch setting {
        // Its text may hold a password.
        case .database: configuration.store.description
        case .publicURL: configuration.publicURL ?? "http://\(configuration.host):\(configuration.port)"
        case .data, .postgresConnections, .host, .port, .trustedProxies, .webhookNetworks, .mailNetworks,
            .mailAuthorities, .sessionHours, .sessionIdleMinutes, .lockMinutes, .firstPasswordHours, .apiPerMinute,
            .pagesPerPerson, .leavingSeconds,
            .slowStatementMs, .zone,
            .logLevel, .packs, .assets, .clamd:
            settings.given[setting].map { $0.text.isEmpty ? "none" : $0.text } ?? "none"
        }
    }

    private static func origin(of setting: Setting, _ settings: Settings) -> String {
        switch settings.given[setting]?.origin {
        case .flag, .environment, .file: settings.place(of: setting)
        case .standard, nil: "default"
        }
    }

    private static func exposure(_ configuration: Configuration) -> [Finding] {
        let isLoopback = configuration.listensOnLoopback
        var findings: [Finding] = []
        if !isLoopback, !configuration.isSecure {
            findings.append(
                Finding(
                    "network", .warn,
                    "listens on \(configuration.host) without an https public-url: passwords cross the network in the clear"
                ))
        }
        if configuration.isSecure, configuration.trustedProxies.isEmpty {
            findings.append(
                Finding(
                    "network", .warn,
                    "there is an https proxy, but trusted-proxies is empty: everybody seems to come from its address"))
        }
        let calm = Finding("network", .ok, isLoopback ? "listens on loopback" : "listens behind https")
        return findings.isEmpty ? [calm] : findings
    }
}

extension Configuration {
    /// Only programs of this machine reach it.
    var listensOnLoopback: Bool { Self.isLoopback(host) }

    /// And no address beyond it is said to lead here.
    var isForThisMachine: Bool {
        listensOnLoopback && (publicURL.flatMap { URL(string: $0)?.host }.map(Self.isLoopback) ?? true)
    }

    private static func isLoopback(_ host: String) -> Bool {
        let host = host.trimmingCharacters(in: CharacterSet(charactersIn: "[]"))
        return host == "localhost" || AddressRange.loopback.contains { $0.contains(host) }
    }
}
