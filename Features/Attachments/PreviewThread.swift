import Dispatch
import Foundation
import Kernel

/// Draws pictures anew, in a process of its own with little time, little memory and no name of the sender's: a broken
/// or hostile picture costs that process, not the house. The bytes of the sender never reach a browser as a picture.
package final class PreviewThread: Sendable {
    /// The picture could not be drawn within its means, or is none.
    struct Undrawable: Error, Equatable {}

    /// seconds of the processor, seconds on the wall, bytes of memory, bytes of output
    private static let limits = (processor: 20, wall: 30, memory: 2 << 30, output: 16 << 20)

    /// Twice what the largest cameras of telephones take.
    private static let mostPixels = 400_000_000

    // One at a time: a node draws with one process, however many pictures come in.
    private let queue = DispatchQueue(label: "qingting.previews", qos: .utility)

    package init() {}

    /// JPEGs of these sizes, without what a camera wrote beside the picture (place, device).
    func draw(
        _ sizes: [StoredContent.PreviewSize], _ piece: @Sendable (Int) async throws -> [UInt8]?
    ) async throws -> [StoredContent.PreviewSize: [UInt8]] {
        let bench = try Bench()
        var number = 0
        while let bytes = try await piece(number) {
            number += 1
            try bench.add(bytes)
        }
        return try await withCheckedThrowingContinuation { continuation in
            queue.async {
                continuation.resume(
                    with: Result {
                        try bench.measure()
                        var drawn: [StoredContent.PreviewSize: [UInt8]] = [:]
                        for size in sizes { drawn[size] = try bench.draw(size) }
                        return drawn
                    })
            }
        }
    }

    /// Whether the program is there, for `doctor`.
    package static var isInstalled: Bool { FileManager.default.isExecutableFile(atPath: program) }

    fileprivate static let program = "/usr/bin/vipsthumbnail"

    /// A directory of its own for one picture, gone afterwards.
    private final class Bench: @unchecked Sendable {
        private let directory: String
        private var input: String { "\(directory)/in" }

        init() throws {
            var template = Array((NSTemporaryDirectory() + "/qingting-picture-XXXXXX").utf8CString)
            guard mkdtemp(&template) != nil else { throw Undrawable() }
            directory = String(decoding: template.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
            guard FileManager.default.createFile(atPath: input, contents: nil) else { throw Undrawable() }
        }

        func add(_ bytes: [UInt8]) throws {
            let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: input))
            try handle.seekToEnd()
            try handle.write(contentsOf: Data(bytes))
            try handle.close()
        }

        /// Looks at the head alone: a picture that says it is larger than any camera's is not begun.
        func measure() throws {
            var pixels = 1
            for side in ["width", "height"] {
                let said = try run("/usr/bin/vipsheader", ["-f", side, input])
                guard let number = Int(said.trimmingCharacters(in: .whitespacesAndNewlines)), number > 0,
                    number <= PreviewThread.mostPixels
                else { throw Undrawable() }
                pixels *= number
            }
            guard pixels <= PreviewThread.mostPixels else { throw Undrawable() }
        }

        func draw(_ size: StoredContent.PreviewSize) throws -> [UInt8] {
            let output = "\(directory)/\(size.rawValue).jpg"
            _ = try run(
                PreviewThread.program,
                [
                    input, "--size", "\(size.pixels)x\(size.pixels)>", "-o",
                    "\(output)[Q=82,strip,background=255]",
                ])
            guard let drawn = FileManager.default.contents(atPath: output), !drawn.isEmpty else { throw Undrawable() }
            return Array(drawn)
        }

        private func run(_ program: String, _ arguments: [String]) throws -> String {
            let limits = PreviewThread.limits
            let process = Process()
            process.executableURL = URL(fileURLWithPath: "/usr/bin/prlimit")
            process.arguments =
                [
                    "--cpu=\(limits.processor)", "--as=\(limits.memory)", "--fsize=\(limits.output)", "--nofile=64",
                    "--core=0", "/usr/bin/timeout", "--kill-after=2", String(limits.wall), program,
                ] + arguments
            // Nothing of our own environment. libvips leaves out the loaders that were not made for strangers' files.
            process.environment = [
                "PATH": "/usr/bin:/bin", "TMPDIR": directory, "LANG": "C.UTF-8", "VIPS_BLOCK_UNTRUSTED": "1",
                "VIPS_CONCURRENCY": "1",
            ]
            process.currentDirectoryURL = URL(fileURLWithPath: directory)
            process.standardInput = FileHandle.nullDevice
            let said = Pipe()
            process.standardOutput = said
            process.standardError = FileHandle.nullDevice
            try process.run()
            // A few digits at most; the limit of output holds for a pipe's reader too.
            let text = try said.fileHandleForReading.read(upToCount: 1024) ?? Data()
            process.waitUntilExit()
            guard process.terminationReason == .exit, process.terminationStatus == 0 else { throw Undrawable() }
            return String(decoding: text, as: UTF8.self)
        }

        deinit { try? FileManager.default.removeItem(atPath: directory) }
    }
}
