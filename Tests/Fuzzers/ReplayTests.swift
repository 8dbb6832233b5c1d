import Foundation
import Testing

/// What the fuzzers have left: inputs that each reach something of their own, and those that once broke something. Every
/// one goes through its door again, and every promise of the door is asked of it; `make fuzz` looks for more.
@Suite(.timeLimit(.minutes(5)))
struct ReplayTests {
    private static let corpus = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Corpus")

    private static func inputs(of door: Door) throws -> [URL] {
        try FileManager.default.contentsOfDirectory(
            at: corpus.appending(path: door.name), includingPropertiesForKeys: nil
        ).sorted { $0.lastPathComponent < $1.lastPathComponent }
    }

    @Test(arguments: Door.all.map(\.name))
    func everyInputPassesItsDoor(name: String) throws {
        let door = try #require(Door.all.first { $0.name == name })
        let inputs = try Self.inputs(of: door)
        #expect(!inputs.isEmpty, "a door without a corpus is replayed by nobody")
        for input in inputs {
            let bytes = [UInt8](try Data(contentsOf: input))
            do { try door.take(bytes) } catch { Issue.record("\(name)/\(input.lastPathComponent): \(error)") }
        }
    }

    /// Every letter that the tests of mail know goes through the same promises.
    @Test func theLettersOfTheOtherTestsPassToo() throws {
        let folder = Self.corpus.deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "MailTests/Golden/letters")
        for letter in try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil) {
            try Door.letters.take([UInt8](try Data(contentsOf: letter)))
        }
    }

    /// A door that lets everything pass would find nothing: each refuses a promise that is not kept.
    @Test func aPromiseThatIsNotKeptIsTold() {
        #expect(throws: Broken.self) { try hold(false, "never") }
    }

    /// The corpus is small: it is read in every run, and kept for ever.
    @Test func theCorpusIsSmall() throws {
        var size = 0
        for door in Door.all {
            for input in try Self.inputs(of: door) {
                size += try input.resourceValues(forKeys: [.fileSizeKey]).fileSize ?? 0
            }
        }
        #expect(size < 2 << 20, "the corpus has \(size) bytes")
    }
}
