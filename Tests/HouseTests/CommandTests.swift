import Foundation
import Testing
import Testkit

@testable import Desk

/// The commands, started as people start them: what they say, and how they end.
@Suite(.enabled(if: Program.path != nil, "needs the program: `swift build` puts it beside the tests"))
struct CommandTests {
    @Test func helpTellsEveryCommandInBothLanguages() async throws {
        let answer = try await Program.run("--help")
        #expect(answer.code == 0)
        golden(answer.output, named: "help")
    }

    @Test(arguments: [
        "serve", "demo", "check", "rehearse", "adherence", "audit", "doctor", "user", "outbox", "migrate", "version",
        "staffing",
    ])
    func everyCommandHasHelp(command: String) async throws {
        let answer = try await Program.run(command, "--help")
        #expect(answer.code == 0)
        #expect(answer.output.contains("USAGE: qingting \(command)"))
    }

    @Test func wrongUsageEndsWithSixtyFour() async throws {
        #expect(try await Program.run("fly").code == 64)
        #expect(try await Program.run("rehearse").code == 64)
        #expect(try await Program.run("audit", "verify", "--expect-head", "nonsense").code == 64)
    }

    @Test func wrongConfigurationIsReportedWholeAndEndsWithSeventyEight() async throws {
        let answer = try await Program.run(
            "doctor", "--port", "many",
            environment: ["QINGTING_ZONE": "Mars", "QINGTING_COLOUR": "red", "QINGTING_SESSION_HOURS": "0"])
        #expect(answer.code == 78)
        let places = answer.remarks.split(separator: "\n").compactMap { $0.split(separator: ":").first }
        #expect(places.sorted() == ["--port", "QINGTING_COLOUR", "QINGTING_SESSION_HOURS", "QINGTING_ZONE"])
    }

    @Test func aConfigurationFileThatWasNamedMustBeThere() async throws {
        let answer = try await Program.run("migrate", "--config", "/nowhere/qingting.conf")
        #expect(answer.code == 78)
        #expect(answer.remarks.contains("/nowhere/qingting.conf: cannot be opened"))
    }

    @Test func aDatabaseIsMadeThenVerifiedThenExamined() async throws {
        try await withTemporaryFile(named: "house") { data in
            #expect(try await Program.run("audit", "verify", "--data", data).code == 69, "there is nothing yet")
            let migrated = try await Program.run("migrate", "--data", data, "--format", "json")
            #expect(migrated.code == 0)
            #expect(migrated.output.contains("\"event seal\""))

            let verified = try await Program.run("audit", "verify", "--data", data)
            #expect(verified.code == 0)
            #expect(verified.output.contains("the chain is intact"))
            let head = try await Program.run("audit", "head", "--data", data)
            #expect(head.output == "0:\(String(repeating: "0", count: 64))\n")

            let doctor = try await Program.run("doctor", "--data", data)
            for line in [
                "ok   schema:", " argon2: one check takes", "ok   time zones:", "ok   event chain:",
                "info data: \(data) (--data)",
            ] {
                #expect(doctor.output.contains(line), "\(doctor.output)")
            }
        }
    }

    /// Everybody knows the password of a demo: it is served beyond the machine only by whoever says so.
    @Test(arguments: [
        ["--host", "0.0.0.0"], ["--host", "::"], ["--host", "10.0.0.8"], ["--public-url", "https://demo.example.com"],
    ])
    func aDemoServesThisMachineAlone(exposing: [String]) async throws {
        try await withTemporaryFile(named: "demo") { data in
            let answer = try await Program.run("demo", "--data", data, exposing[0], exposing[1])
            #expect(answer.code == 1, "\(answer.remarks)")
            #expect(answer.remarks.contains("--open-to-network") && answer.remarks.contains("人人知道"))
            #expect(!FileManager.default.fileExists(atPath: data), "nothing was played")
        }
    }

    @Test func whoeverSaysSoComesPastTheWarning() async throws {
        try await withTemporaryFile(named: "demo") { data in
            let answer = try await Program.run(
                "demo", "--data", data, "--host", "0.0.0.0", "--open-to-network", "--pack", "no-such-pack")
            #expect(answer.code != 0 && !answer.remarks.contains("--open-to-network"), "\(answer.remarks)")
        }
    }

    /// What is kept is nobody else's on the machine; where it is, the doctor names the folder and the files.
    @Test func theDoctorSeesWhoElseCanReadTheHouse() async throws {
        try await withTemporaryFile(named: "house") { data in
            #expect(try await Program.run("migrate", "--data", data).code == 0)
            let files = FileManager.default
            func mode(_ path: String) -> Int? {
                (try? files.attributesOfItem(atPath: path))?[.posixPermissions] as? Int
            }
            func set(_ mode: Int, _ path: String) throws {
                try files.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
            }
            let database = "\(data)/qingting.sqlite"
            #expect(mode(data) == 0o700 && mode(database) == 0o600)
            #expect(try await Program.run("doctor", "--data", data).output.contains("ok   rights: \(data) is closed"))

            try set(0o755, data)
            let open = try await Program.run("doctor", "--data", data).output
            #expect(open.contains("warn rights: \(data) is open to its group and everybody else (755)"), "\(open)")
            #expect(!open.contains("can be read or changed"), "the files themselves are closed")

            try set(0o644, database)
            try "database = postgres://desk:secret@db/desk".write(
                toFile: "\(data)/old.conf", atomically: true, encoding: .utf8)
            try set(0o660, "\(data)/old.conf")
            let answer = try await Program.run("doctor", "--data", data)
            #expect(answer.code == 1)
            #expect(
                answer.output.contains("fail rights: \(data)/old.conf and 1 more can be read or changed by its group"),
                "\(answer.output)")
            try set(0o777, data)
            #expect(try await Program.run("doctor", "--data", data).output.contains("fail rights: \(data) is open"))

            // A closed folder closes what is in it.
            try set(0o700, data)
            #expect(!(try await Program.run("doctor", "--data", data).output.contains("fail rights")))
        }
    }

    @Test func tamperingIsFoundFromTheCommandLine() async throws {
        try await withTemporaryFile(named: "house") { data in
            #expect(try await Program.run("migrate", "--data", data).code == 0)
            try await sealThenTamper(with: "\(data)/qingting.sqlite")
            let answer = try await Program.run("audit", "verify", "--data", data, "--format", "json")
            #expect(answer.code == 1)
            #expect(answer.output.contains("\"kind\" : \"altered\""))
            #expect(answer.output.contains("\"position\" : 2"))
        }
    }

    @Test func aNewHouseIsFoundedFromTheCommandLine() async throws {
        let packs = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
            "../../Handbooks"
        ).path
        try await withTemporaryFile(named: "house") { data in
            let unit = try await Program.run(
                "user", "unit", "--code", "hq", "--name", "客服部", "--kind", "headquarters", "--handbook", "chain-retail",
                "--data", data, "--packs", packs)
            #expect(unit.code == 0, "\(unit.remarks)")
            let nobody = try await Program.run(
                "user", "add", "wang", "--name", "王芳", "--post", "emperor", "--unit", "hq", "--data", data)
            #expect(nobody.code == 1)
            #expect(nobody.remarks.contains("emperor"))
            #expect(nobody.remarks.contains("manager 客服部经理"), "it lists the posts there are: \(nobody.remarks)")
            let person = try await Program.run(
                "user", "add", "wang", "--name", "王芳", "--post", "manager", "--unit", "hq", "--data", data)
            #expect(person.code == 0)
            #expect(person.output.firstMatch(of: /^wang  [a-z2-9-]{19}\n$/) != nil)
            #expect(try await Program.run("user", "list", "--data", data).output == "wang  王芳  manager@hq\n")
        }
    }

    @Test func everythingWrongWithAPersonIsSaidAtOnce() async throws {
        try await withTemporaryFile(named: "house") { data in
            let answer = try await Program.run(
                "user", "add", "", "--name", "", "--phone", "none", "--post", "x", "--unit", "y", "--data", data)
            #expect(answer.code == 1)
            let fields = answer.remarks.split(separator: "\n").compactMap { $0.split(separator: ":").first }
            #expect(fields == ["account", "name", "phone"])
        }
    }

    @Test func theWholeSchemaIsPrintedForReading() async throws {
        let answer = try await Program.run("migrate", "--print-schema")
        #expect(answer.code == 0)
        #expect(answer.output.contains("CREATE TABLE event_seal ("))
    }

    @Test func aDirectoryIsNoLog() async throws {
        let answer = try await Program.run("rehearse", "--handbook", "base", "--log", "/tmp")
        #expect(answer.code == 69)
        #expect(answer.remarks.contains("/tmp: this is a directory; name the file of the log"))
    }

    @Test func whatCouldNotBeDeliveredIsListedAndTriedAgain() async throws {
        try await withTemporaryFile(named: "house") { data in
            #expect(try await Program.run("migrate", "--data", data).code == 0)
            #expect(try await Program.run("outbox", "list", "--data", data).output == "nothing was given up\n")
            let all = try await Program.run("outbox", "revive", "--all", "--data", data)
            #expect(all.code == 0 && all.output == "0 tried again\n")
            #expect(try await Program.run("outbox", "revive", "0198", "--data", data).code == 1)
            #expect(try await Program.run("outbox", "revive", "--data", data).code == 64)
        }
    }

    @Test func theRulesAreListedWithTheirNumbers() async throws {
        let answer = try await Program.run("check", "--rules")
        #expect(answer.code == 0)
        #expect(answer.output.contains("complaint.first-reply  within:"))
        #expect(answer.output.contains("complaint.proposals  minimum:"))
    }

    @Test func aBadPackIsRefusedByFileAndLine() async throws {
        try await withTemporaryFile(named: "bad.yaml") { path in
            try "handbook: bad\nclauses:\n  - no: \"1\"\n    text: 一\n    rule: no.such-rule\n".write(
                toFile: path, atomically: true, encoding: .utf8)
            let answer = try await Program.run("check", path)
            #expect(answer.code == 1)
            #expect(answer.output.contains("bad.yaml:5: "))
        }
    }

    /// Exploding aliases, deep nesting, another encoding, and far too much of everything: refused, and the program lives.
    /// How fast, `make bench` says.
    @Test(arguments: HostilePack.all) func aHostilePackIsRefused(pack: HostilePack) async throws {
        try await withTemporaryFile(named: "hostile.yaml") { path in
            try pack.bytes.write(to: URL(fileURLWithPath: path))
            let answer = try await Program.run("check", path)
            #expect(answer.code == 1)
            #expect(answer.output.contains("hostile.yaml:"))
        }
    }

    @Test func theHouseOpensAnswersAndClosesWithinFiveSeconds() async throws {
        try await withTemporaryFile(named: "house") { data in
            let (house, remarks) = try Program.start("serve", "--data", data, "--port", "0")
            var address: String?
            for await line in remarks {
                address = line.firstMatch(of: /http:\/\/127\.0\.0\.1:[1-9][0-9]*/).map { String($0.output) }
                if address != nil { break }
            }
            let port = try #require(address?.split(separator: ":").last.flatMap { UInt16($0) })
            #expect(try get("/healthz", port: port).hasPrefix("HTTP/1.1 200"))
            #expect(try get("/readyz", port: port).contains("database ok"))
            #expect(try get("/metrics", port: port).contains("qingting_events_unsealed 0"))

            let start = ContinuousClock.now
            house.terminate()
            house.waitUntilExit()
            #expect(house.terminationStatus == 0)
            #expect(ContinuousClock.now - start < .seconds(5))
        }
    }

    /// Behind a balancer: it says that it goes, answers on until that was heard, and keeps no connection.
    @Test func aHouseThatLeavesSaysSoAndAnswersOn() async throws {
        try await withTemporaryFile(named: "house") { data in
            let (house, remarks) = try Program.start("serve", "--data", data, "--port", "0", "--leaving-seconds", "2")
            var address: String?
            for await line in remarks {
                address = line.firstMatch(of: /http:\/\/127\.0\.0\.1:[1-9][0-9]*/).map { String($0.output) }
                if address != nil { break }
            }
            let port = try #require(address?.split(separator: ":").last.flatMap { UInt16($0) })
            #expect(try get("/readyz", port: port).hasPrefix("HTTP/1.1 200"))

            let start = ContinuousClock.now
            house.terminate()
            while try get("/readyz", port: port).hasPrefix("HTTP/1.1 200"), ContinuousClock.now - start < .seconds(1) {}
            let ready = try get("/readyz", port: port)
            #expect(ready.hasPrefix("HTTP/1.1 503") && ready.contains("leaving"), "\(ready)")
            let page = try get("/sign-in", port: port)
            #expect(page.hasPrefix("HTTP/1.1 200") && page.contains("onnection: close"), "\(page.prefix(600))")
            house.waitUntilExit()
            #expect(house.terminationStatus == 0)
            #expect(ContinuousClock.now - start >= .seconds(2))
        }
    }
}

struct HostilePack: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let bytes: Data

    static let all = [
        HostilePack(testDescription: "exploding aliases", bytes: Data(explodingAliases.utf8)),
        HostilePack(testDescription: "50 MB", bytes: Data(repeating: UInt8(ascii: "a"), count: 50_000_000)),
        HostilePack(
            testDescription: "deep lists", bytes: Data(("handbook: " + String(repeating: "[", count: 500_000)).utf8)),
        HostilePack(testDescription: "deep maps", bytes: Data(String(repeating: "{a: ", count: 200_000).utf8)),
        HostilePack(testDescription: "UTF-16", bytes: "handbook: 手册".data(using: .utf16) ?? Data()),
        HostilePack(testDescription: "GB18030", bytes: Data([0x68, 0x3A, 0x20, 0xCA, 0xD6, 0xB2, 0xE1])),
    ]

    private static let explodingAliases = (1...9).reduce(into: "a0: &a0 [x,x,x,x,x,x,x,x,x]\n") { text, level in
        text += "a\(level): &a\(level) [\(Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ","))]\n"
    }
}

/// One request in plain HTTP/1.1; the answer as text, head and body.
private func get(_ path: String, port: UInt16) throws -> String {
    let handle = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(handle) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let connected = withUnsafePointer(to: &address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
            connect(handle, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
        }
    }
    guard connected == 0 else { throw POSIXError(.ECONNREFUSED) }
    let file = FileHandle(fileDescriptor: handle, closeOnDealloc: false)
    try file.write(contentsOf: Data("GET \(path) HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".utf8))
    return String(decoding: try file.readToEnd() ?? Data(), as: UTF8.self)
}
