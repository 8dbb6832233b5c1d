import Foundation
import Synchronization
import Testkit

/// The program as people start it. It lies beside the program that runs the tests.
enum Program {
    static let path: String? = {
        let tests = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        let folder = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent().path
        return [URL(fileURLWithPath: tests).deletingLastPathComponent().path, folder]
            .map { "\($0)/qingting" }.first(where: FileManager.default.isExecutableFile)
    }()

    struct Answer {
        let code: Int32
        let output: String
        let remarks: String
    }

    /// Runs a command to its end, with nothing of ours in its environment but what is given.
    static func run(_ arguments: String..., environment: [String: String] = [:]) async throws -> Answer {
        try await withTemporaryFile(named: "output") { place in
            let process = try process(arguments, environment)
            let remarks = "\(place).remarks"
            process.standardOutput = try file(place)
            process.standardError = try file(remarks)
            try await finish(process)
            return Answer(
                code: process.terminationStatus, output: try String(contentsOfFile: place, encoding: .utf8),
                remarks: try String(contentsOfFile: remarks, encoding: .utf8))
        }
    }

    /// Starts a command that does not end by itself, and hands over what it says on its standard error, line by line.
    static func start(_ arguments: String...) throws -> (process: Process, remarks: AsyncStream<String>) {
        let process = try process(arguments, [:])
        let pipe = Pipe()
        process.standardError = pipe
        process.standardOutput = FileHandle.nullDevice
        let (lines, sink) = AsyncStream.makeStream(of: String.self)
        let rest = Mutex("")
        pipe.fileHandleForReading.readabilityHandler = { handle in
            let data = handle.availableData
            if data.isEmpty {
                handle.readabilityHandler = nil
                return sink.finish()
            }
            let whole = rest.withLock { rest -> [Substring] in
                var lines = (rest + String(decoding: data, as: UTF8.self)).split(
                    separator: "\n", omittingEmptySubsequences: false)
                rest = String(lines.popLast() ?? "")
                return lines
            }
            for line in whole { sink.yield(String(line)) }
        }
        try process.run()
        return (process, lines)
    }

    /// Ends when the process has ended.
    static func finish(_ process: Process) async throws {
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
            process.terminationHandler = { _ in continuation.resume() }
            do { try process.run() } catch {
                process.terminationHandler = nil
                continuation.resume(throwing: error)
            }
        }
    }

    private static func process(_ arguments: [String], _ environment: [String: String]) throws -> Process {
        guard let path else { throw NoProgram() }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        process.standardInput = FileHandle.nullDevice
        process.environment = ["PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "COLUMNS": "80"].merging(environment) { $1 }
        return process
    }

    private static func file(_ path: String) throws -> FileHandle {
        _ = FileManager.default.createFile(atPath: path, contents: nil)
        return try FileHandle(forWritingTo: URL(fileURLWithPath: path))
    }
}

struct NoProgram: Error {}
