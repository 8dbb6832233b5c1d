import Desk
import Foundation

/// Who else on this machine can read what customers complain about. In the data folder and that of the database lie the
/// database with what it is about to write, copies of it, and perhaps a file of settings with the password of a server.
extension Examination {
    static func rights(_ configuration: Configuration) -> [Finding] {
        var folders = [configuration.data]
        if case .file(let path) = configuration.store {
            let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
            if resolved(folder) != resolved(configuration.data) { folders.append(folder) }
        }
        return folders.flatMap(rights(in:))
    }

    /// More files than a house keeps beside its database.
    private static let mostFiles = 10_000
    private static let group = 0o070
    private static let others = 0o007
    private static let writing = 0o022

    private static func rights(in folder: String) -> [Finding] {
        guard let mode = mode(of: folder) else {
            return [Finding("rights", .info, "\(folder) is not there yet, or cannot be looked at")]
        }
        // Where nobody comes in, nobody reads the files.
        if mode & (group | others) == 0 { return [Finding("rights", .ok, "\(folder) is closed to others")] }
        return [
            Finding(
                "rights", mode & writing == 0 ? .warn : .fail,
                "\(folder) is open to \(whom(mode)) (\(octal(mode))); chmod 700 \(folder)")
        ] + files(in: folder)
    }

    private static func files(in folder: String) -> [Finding] {
        let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
        let open = names.prefix(mostFiles).compactMap { name -> (name: String, mode: Int)? in
            guard let mode = mode(of: "\(folder)/\(name)"), mode & (group | others) & ~0o011 != 0 else { return nil }
            return (name, mode)
        }
        guard let first = open.first else { return [] }
        let more = open.count > 1 ? " and \(open.count - 1) more" : ""
        return [
            Finding(
                "rights", .fail,
                "\(folder)/\(first.name)\(more) can be read or changed by \(whom(first.mode)) (\(octal(first.mode)))")
        ]
    }

    /// Of what a link leads to.
    private static func mode(of path: String) -> Int? {
        let attributes = try? FileManager.default.attributesOfItem(atPath: resolved(path))
        return attributes?[.posixPermissions] as? Int
    }

    private static func resolved(_ path: String) -> String {
        URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    }

    private static func whom(_ mode: Int) -> String {
        switch (mode & group != 0, mode & others != 0) {
        case (true, true): "its group and everybody else"
        case (true, false): "its group"
        default: "everybody else"
        }
    }

    private static func octal(_ mode: Int) -> String { String(mode & 0o777, radix: 8) }
}
