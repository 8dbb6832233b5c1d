import Desk
import Foundation
import Handbook
import Web

extension HouseOptions {
    /// The settings from flags, environment, file and installation, in that order.
    func settings(and flags: [Setting: String] = [:]) throws(ConfigurationProblems) -> Settings {
        let flags = self.flags.merging(flags) { $1 }
        let environment = ProcessInfo.processInfo.environment
        let data = flags[.data] ?? environment[Setting.data.environmentName] ?? Setting.data.standard ?? "."
        return Settings(
            flags: flags, environment: environment,
            file: try ConfigurationFile.read(named: config ?? environment["QINGTING_CONFIG"], in: data),
            installation: Installation.folders)
    }

    /// Throws all problems at once.
    func configuration(and flags: [Setting: String] = [:]) throws(ConfigurationProblems) -> Configuration {
        try Configuration(settings(and: flags)) { AddressRange($0) != nil }
    }
}

/// The file with settings: the one that was named, which must be there, or `qingting.conf` in the data directory.
enum ConfigurationFile {
    /// More is no list of settings.
    private static let longest = 65_536

    static func read(
        named name: String?, in data: String
    ) throws(ConfigurationProblems) -> (name: String, text: String)? {
        let path = name ?? "\(data)/qingting.conf"
        guard let handle = FileHandle(forReadingAtPath: path) else {
            if name == nil, !FileManager.default.fileExists(atPath: path) { return nil }
            throw problem(path, "cannot be opened")
        }
        defer { try? handle.close() }
        guard let bytes = try? handle.read(upToCount: longest + 1) else { throw problem(path, "cannot be read") }
        guard bytes.count <= longest else { throw problem(path, "is larger than 64 kB") }
        guard let text = String(data: bytes, encoding: .utf8) else { throw problem(path, "is not UTF-8") }
        return (path, text)
    }

    private static func problem(_ path: String, _ sentence: String) -> ConfigurationProblems {
        ConfigurationProblems([ConfigurationProblem(place: path, sentence: sentence)])
    }
}

/// Where packs and assets lie when nobody says so: where one stands, or else in the folder of the program or one of
/// those above it (`.build/release/qingting` finds its checkout).
enum Installation {
    static let folders: [Setting: String] = {
        var folders: [Setting: String] = [:]
        if let place = find("Handbooks") { folders[.packs] = place == "." ? "Handbooks" : "\(place)/Handbooks" }
        if let place = find("Public") { folders[.assets] = place }
        return folders
    }()

    /// The shelf of commands that need no other setting.
    static func shelf(at directory: String?) -> PackShelf {
        PackShelf(directory: URL(fileURLWithPath: directory ?? folders[.packs] ?? "Handbooks"))
    }

    private static func find(_ name: String) -> String? {
        if FileManager.default.fileExists(atPath: name) { return "." }
        var folder = URL(fileURLWithPath: program).deletingLastPathComponent()
        for _ in 0..<6 {
            if FileManager.default.fileExists(atPath: folder.appendingPathComponent(name).path) { return folder.path }
            folder.deleteLastPathComponent()
        }
        return nil
    }

    private static var program: String {
        (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? CommandLine.arguments[0]
    }
}
