import CMagic
import Dispatch
import Foundation
import Kernel

/// Says what the bytes of a file are, by libmagic. Its handle belongs to one thread, and reading a file must not hold
/// up the house's tasks: so it has a thread of its own.
package final class FileTypeThread: Sendable {
    /// The database of signatures cannot be read; nothing can be let in then.
    struct NoSignatures: Error, CustomStringConvertible {
        let description: String
    }

    private let queue = DispatchQueue(label: "qingting.file-types", qos: .userInitiated)
    private let handle = Handle()

    package init() {}

    /// `image/jpeg`; what cannot be recognised is `application/octet-stream`.
    package func mime(ofFileAt path: String) async throws -> String {
        try await withCheckedThrowingContinuation { continuation in
            queue.async { [handle] in continuation.resume(with: Result { try handle.mime(of: path) }) }
        }
    }

    /// The same of bytes that are in no file.
    func mime(of bytes: [UInt8]) async throws -> String {
        try await withCheckedThrowingContinuation { continuation in
            queue.async { [handle] in continuation.resume(with: Result { try handle.mime(of: bytes) }) }
        }
    }

    /// Touched on the queue alone, which is why it may be called `Sendable`.
    private final class Handle: @unchecked Sendable {
        private var cookie: magic_t?

        func mime(of path: String) throws -> String {
            let cookie = try opened()
            // Nothing is unpacked to look inside: an archive may be a bomb.
            return name(magic_file(cookie, path))
        }

        func mime(of bytes: [UInt8]) throws -> String {
            let cookie = try opened()
            return name(bytes.withUnsafeBytes { magic_buffer(cookie, $0.baseAddress, $0.count) })
        }

        private func name(_ answer: UnsafePointer<CChar>?) -> String {
            guard let answer else { return "application/octet-stream" }
            let text = String(cString: answer)
            // libmagic may name several, each on a line of its own («\012- »): the first is the most likely.
            return String(text.prefix { $0 != "\n" && $0 != "\\" && $0 != ";" }).trimmingCharacters(in: .whitespaces)
        }

        private func opened() throws -> magic_t {
            if let cookie { return cookie }
            guard let made = magic_open(MAGIC_MIME_TYPE | MAGIC_NO_CHECK_COMPRESS | MAGIC_ERROR) else {
                throw NoSignatures(description: "libmagic: no memory")
            }
            guard magic_load(made, nil) == 0 else {
                defer { magic_close(made) }
                throw NoSignatures(
                    description: magic_error(made).map { String(cString: $0) } ?? "libmagic: no database")
            }
            cookie = made
            return made
        }

        deinit { if let cookie { magic_close(cookie) } }
    }
}
