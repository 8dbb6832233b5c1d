import Foundation

/// A file that came with a form, on our own disk under a name of our own, and gone with the request.
public final class UploadedFile: Sendable {
    /// The field of the form it was sent in.
    public let field: String
    /// What its sender calls it: to be shown, never to be opened.
    public let name: String
    /// bytes
    public let size: Int
    public let path: String

    init(field: String, name: String, size: Int, path: String) {
        self.field = field
        self.name = name
        self.size = size
        self.path = path
    }

    deinit { unlink(path) }

    /// All of it, for files that are known to be small.
    public func bytes(atMost limit: Int) throws -> [UInt8] {
        guard size <= limit else { throw RequestRefused.tooLarge(limit: limit) }
        return Array(try Data(contentsOf: URL(fileURLWithPath: path)))
    }

    /// The same, for what takes each piece elsewhere; with the number of the piece, from 0.
    public func forEachPiece(of length: Int, _ body: (Int, [UInt8]) async throws -> Void) async throws {
        let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
        defer { try? handle.close() }
        var number = 0
        while let piece = try handle.read(upToCount: length), !piece.isEmpty {
            try await body(number, Array(piece))
            number += 1
        }
    }

    /// Its bytes piece after piece, each of this length but the last.
    public func forEachPiece(of length: Int, _ body: ([UInt8]) throws -> Void) throws {
        let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
        defer { try? handle.close() }
        while let piece = try handle.read(upToCount: length), !piece.isEmpty { try body(Array(piece)) }
    }
}

/// How much may come with one form.
public struct UploadLimits: Sendable, Equatable {
    /// The whole body, in bytes.
    public var body = 100 << 20
    public var files = 20
    /// The text of all fields together, in bytes.
    public var text = 1 << 20
    public var fields = 200

    public init() {}
}
