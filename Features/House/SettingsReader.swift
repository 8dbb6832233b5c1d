import Kernel

/// Turns the texts of the settings into values and gathers every problem on the way. What cannot be read answers some
/// value of its type, which nobody will see: the problem is thrown first.
struct SettingsReader {
    private let settings: Settings
    private(set) var problems: [ConfigurationProblem]

    init(_ settings: Settings) {
        self.settings = settings
        problems = settings.problems
    }

    mutating func path(_ setting: Setting) -> String {
        let path = text(setting) ?? ""
        if path.isEmpty { note(setting, "names no directory") }
        if path.utf8.contains(0) { note(setting, "no path has a NUL character") }
        return path
    }

    /// Where it is given, the path of a unix socket: the system takes no longer one (unix(7)).
    mutating func socket(_ setting: Setting) -> String? {
        guard let path = text(setting), !path.isEmpty else { return nil }
        if !path.hasPrefix("/") || path.utf8.count > 107 || path.utf8.contains(0) {
            note(setting, "must be the path of a socket, from / on, at most 107 bytes long")
        }
        return path
    }

    /// A file that is read from wherever the house runs: named from / on.
    mutating func file(_ setting: Setting) -> String? {
        guard let path = text(setting), !path.isEmpty else { return nil }
        if !path.hasPrefix("/") || path.utf8.contains(0) { note(setting, "must be the path of a file, from / on") }
        return path
    }

    mutating func whole(_ setting: Setting, in range: ClosedRange<Int>) -> Int {
        guard let text = text(setting), let number = Int(text), range.contains(number) else {
            let bounds = "\(range.lowerBound) to \(range.upperBound)"
            note(setting, "must be a whole number from \(bounds), not '\(text(setting) ?? "")'")
            return range.lowerBound
        }
        return number
    }

    mutating func store(in data: String) -> Configuration.Store {
        guard let text = text(.database) else { return .file("\(data)/qingting.sqlite") }
        if text.isEmpty { note(.database, "is empty") }
        if text.hasPrefix("postgres://") || text.hasPrefix("postgresql://") { return .server(text) }
        if text.contains("://") {
            note(.database, "must be postgres://… or the path of a file; other engines are not known here")
        }
        return .file(text)
    }

    mutating func host() -> String {
        let host = text(.host) ?? ""
        if host.isEmpty || host.contains(where: { $0.isWhitespace || $0 == "/" }) {
            note(.host, "must be an address such as 127.0.0.1, ::1 or 0.0.0.0, not '\(host)'")
        }
        return host
    }

    mutating func publicURL() -> String? {
        guard let text = text(.publicURL) else { return nil }
        let url = text.hasSuffix("/") ? String(text.dropLast()) : text
        let rest = ["https://", "http://"].first(where: url.hasPrefix).map { url.dropFirst($0.count) }
        guard let rest, !rest.isEmpty, !rest.contains(where: { $0.isWhitespace || "/?#@".contains($0) }) else {
            note(.publicURL, "must be http:// or https:// and a host, without a path, not '\(text)'")
            return nil
        }
        return url
    }

    mutating func networks(_ setting: Setting, _ isNetwork: (String) -> Bool) -> [String] {
        let networks = (text(setting) ?? "").split { $0 == "," || $0.isWhitespace }.map(String.init)
        for network in networks where !isNetwork(network) {
            note(setting, "'\(network)' is neither an address nor a network such as 10.0.0.0/8")
        }
        return networks
    }

    mutating func zone() -> Zone {
        let name = text(.zone) ?? ""
        if let zone = Zone(name) { return zone }
        note(.zone, "'\(name)' is not in the IANA time zone database; an example is Asia/Shanghai")
        return .utc
    }

    mutating func logLevel() -> Configuration.LogLevel {
        let name = text(.logLevel) ?? ""
        if let level = Configuration.LogLevel(rawValue: name) { return level }
        let known = Configuration.LogLevel.allCases.map(\.rawValue).joined(separator: ", ")
        note(.logLevel, "must be one of \(known), not '\(name)'")
        return .info
    }

    private func text(_ setting: Setting) -> String? { settings.given[setting]?.text }

    private mutating func note(_ setting: Setting, _ sentence: String) {
        problems.append(ConfigurationProblem(place: settings.place(of: setting), sentence: sentence))
    }
}
