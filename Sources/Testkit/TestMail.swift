import Foundation

/// The mail server of the tests (`scripts/mail.sh`): real IMAP and SMTP on loopback, where every name has a mailbox and
/// all have one password. Nothing where it is not running: then the tests that need it say so and are skipped.
public struct TestMail: Sendable {
    public let imap: Int
    public let imaps: Int
    public let smtp: Int
    public let smtps: Int
    public let password: String
    public let authorities: String
    private let home: URL
    private let owner: Int

    public static let running = TestMail()
    public static let absent = "QINGTING_TEST_MAIL names no running mail server (scripts/mail.sh start)"

    private init?() {
        guard let path = ProcessInfo.processInfo.environment["QINGTING_TEST_MAIL"],
            let text = try? String(contentsOfFile: path, encoding: .utf8)
        else { return nil }
        let values = Dictionary(
            text.split(separator: "\n").compactMap { line -> (String, String)? in
                let parts = line.split(separator: "=", maxSplits: 1).map(String.init)
                return parts.count == 2 ? (parts[0], parts[1]) : nil
            }
        ) { $1 }
        func port(_ name: String) -> Int? { values[name].flatMap(Int.init) }
        guard let imap = port("IMAP"), let imaps = port("IMAPS"), let smtp = port("SMTP"), let smtps = port("SMTPS"),
            let owner = port("OWNER"), let home = values["HOME"], let password = values["PASSWORD"],
            let authorities = values["AUTHORITIES"]
        else { return nil }
        (self.imap, self.imaps, self.smtp, self.smtps) = (imap, imaps, smtp, smtps)
        (self.owner, self.password, self.authorities) = (owner, password, authorities)
        self.home = URL(fileURLWithPath: home)
    }

    /// A letter that has arrived at this moment of the server's clock (INTERNALDATE), in seconds since 1970.
    public func put(_ letter: [UInt8], for user: String, arrivedAt seconds: Int64, named name: String) throws {
        let maildir = home.appending(path: "\(user)/Maildir")
        let parts = ["new", "cur", "tmp"].map { maildir.appending(path: $0) }
        for place in [maildir.deletingLastPathComponent(), maildir] + parts {
            try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
            try own(place, 0o700)
        }
        let written = maildir.appending(path: "tmp/\(name)")
        try Data(letter).write(to: written)
        try own(written, 0o600)
        let date = Date(timeIntervalSince1970: Double(seconds))
        try FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: written.path)
        try FileManager.default.moveItem(at: written, to: maildir.appending(path: "new/\(name)"))
    }

    /// What lies in a mailbox, as bytes.
    public func letters(of user: String) throws -> [[UInt8]] {
        try ["new", "cur"].flatMap { part -> [[UInt8]] in
            let place = home.appending(path: "\(user)/Maildir/\(part)")
            let names = (try? FileManager.default.contentsOfDirectory(atPath: place.path)) ?? []
            return try names.sorted().map { [UInt8](try Data(contentsOf: place.appending(path: $0))) }
        }
    }

    /// The server counts its letters anew, as after a restored backup: another UIDVALIDITY.
    public func renumber(_ user: String) throws {
        let maildir = home.appending(path: "\(user)/Maildir")
        for name in try FileManager.default.contentsOfDirectory(atPath: maildir.path) where name.hasPrefix("dovecot") {
            try FileManager.default.removeItem(at: maildir.appending(path: name))
        }
    }

    private func own(_ place: URL, _ mode: Int) throws {
        var attributes: [FileAttributeKey: Any] = [.posixPermissions: mode]
        if geteuid() == 0 { attributes[.ownerAccountID] = owner }
        try FileManager.default.setAttributes(attributes, ofItemAtPath: place.path)
    }
}
