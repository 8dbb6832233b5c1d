import Database
import Foundation
import Handbook
import Hummingbird
import Kernel
import Testing
import Testkit

@testable import Desk
@testable import Deskkit

/// A real clamd with one signature of our own: harmless text that plays the virus.
struct ScanningTests {
    private static let harmful = Array("harmless text that plays the virus in our tests\n".utf8)

    @Test(.enabled(if: Clamd.isInstalled, "clamav-daemon is not installed"), arguments: TestDatabase.engines)
    func whatIsInfectedIsKeptAwayAndItsBringerIsTold(engine: Engine) async throws {
        try await Clamd.run { socket in
            try await TestArchive.open(engine, isScanning: true) { house in
                _ = try await house.upload([("病历.txt", Self.harmful), ("好.png", FilesAtHand.png)])
                let files = try await house.attachments()
                #expect(files.map(\.content.scan) == [.waiting, .waiting])
                for file in files {
                    #expect(
                        try await house.get(house.address(file, "file")).status == .conflict, "nothing opens before")
                }
                #expect(try await house.get(house.base).text.contains("等待病毒扫描"))

                try await house.care(with: ScannerThread(socket: socket))
                let scanned = Dictionary(
                    uniqueKeysWithValues: try await house.attachments().map { ($0.name.description, $0) })
                let bad = try #require(scanned["病历.txt"])
                #expect(bad.content.scan == .infected)
                #expect(try await house.get(house.address(bad, "file")).status == .gone)
                let good = try #require(scanned["好.png"])
                #expect(good.content.scan == .clean)
                #expect(try await house.get(house.address(good, "file")).status == .ok)
                #expect(try await house.get(house.address(good, "thumbnail")).status == .ok)

                let page = try await house.get(house.base).text
                #expect(page.contains("发现病毒，已隔离：House.Test"))
                let told = try await house.database.read { tx in
                    try tx.execute("SELECT payload FROM outbox ORDER BY payload").map { try $0.text("payload") }
                }
                #expect(told == ["agent"])
            }
        }
    }

    @Test(arguments: TestDatabase.engines)
    func whileTheScannerIsAwayFilesWait(engine: Engine) async throws {
        try await TestArchive.open(engine, isScanning: true) { house in
            _ = try await house.upload([("好.png", FilesAtHand.png)])
            let away = ScannerThread(socket: "/nonexistent/clamd.sock")
            try await house.care(with: away)
            let file = try #require(try await house.attachments().first)
            #expect(file.content.scan == .waiting)
            #expect(file.content.tries == 1)
            #expect(file.content.preview == .waiting, "nothing is drawn from what was not scanned")
            #expect(try await house.get(house.base).text.contains("扫描服务暂不可用"))
            try await house.care(with: away)
            #expect(try await house.attachments().first?.content.tries == 1, "it is patient")
            house.clock.advance(by: .minutes(1))
            try await house.care(with: away)
            #expect(try await house.attachments().first?.content.tries == 2)
        }
    }

    @Test(.enabled(if: Clamd.isInstalled, "clamav-daemon is not installed"), arguments: TestDatabase.engines)
    func aScannerThatIsSetUpLaterLooksAtWhatIsThere(engine: Engine) async throws {
        try await Clamd.run { socket in
            try await TestArchive.open(engine) { house in
                _ = try await house.upload([("旧.txt", Self.harmful)])
                try await house.care()
                #expect(try await house.attachments().first?.content.scan == StoredContent.Scan.none)
                try await house.care(with: ScannerThread(socket: socket))
                #expect(try await house.attachments().first?.content.scan == .infected)
            }
        }
    }

    @Test func onlyAClearAnswerIsClean() throws {
        #expect(try ScannerThread.verdict(of: "stream: OK") == .clean)
        #expect(
            try ScannerThread.verdict(of: "stream: Win.Test.EICAR_HDB-1 FOUND") == .infected("Win.Test.EICAR_HDB-1"))
        for answer in ["", "stream: ", "INSTREAM size limit exceeded. ERROR", "stream: Can't open ERROR", "OK"] {
            #expect(throws: ScannerThread.Away.self) { try ScannerThread.verdict(of: answer) }
        }
    }
}

/// clamd of the system, with a directory of its own and no signatures but one.
private enum Clamd {
    static let program = "/usr/sbin/clamd"
    static var isInstalled: Bool { FileManager.default.isExecutableFile(atPath: program) }

    struct DoesNotStart: Error {}

    static func run(_ body: @Sendable (String) async throws -> Void) async throws {
        try await withTemporaryFile(named: "clamd.conf") { path in
            let directory = URL(fileURLWithPath: path).deletingLastPathComponent().path
            let socket = "\(directory)/clamd.sock"
            try FileManager.default.createDirectory(atPath: "\(directory)/db", withIntermediateDirectories: false)
            try "e15835714580cc53261826b7a089efae:48:House.Test\n".write(
                toFile: "\(directory)/db/house.hdb", atomically: true, encoding: .utf8)
            try "LocalSocket \(socket)\nDatabaseDirectory \(directory)/db\nForeground yes\n".write(
                toFile: path, atomically: true, encoding: .utf8)
            let process = Process()
            process.executableURL = URL(fileURLWithPath: program)
            process.arguments = ["--config-file=\(path)"]
            process.standardOutput = FileHandle.nullDevice
            process.standardError = FileHandle.nullDevice
            try process.run()
            defer {
                process.terminate()
                process.waitUntilExit()
            }
            try await answers(socket)
            try await body(socket)
        }
    }

    /// A program of others: asked until it answers, for at most half a minute.
    private static func answers(_ socket: String) async throws {
        for _ in 0..<300 {
            if (try? await ScannerThread(socket: socket).version())?.hasPrefix("ClamAV") == true { return }
            try await Task.sleep(for: .milliseconds(100))
        }
        throw DoesNotStart()
    }
}
