import Foundation
import Hummingbird
import Kernel
import NIOCore

/// Reads a form that brings files along: text into fields, files onto the disk, piece by piece, within limits.
///
/// The secret of the session must stand before the first file (our forms put it first) or in the header: nobody fills
/// our disk in another person's name.
struct UploadReader {
    let limits: UploadLimits
    /// What the first field must hold, where the header did not.
    let secret: String?
    let language: Language
    let zone: Zone

    /// The boundary, if this is a form with files.
    static func boundary(of request: Request) -> String? {
        guard let type = request.headers[.contentType], type.lowercased().hasPrefix("multipart/form-data") else {
            return nil
        }
        return MultipartParser.boundary(in: type)
    }

    func read(_ request: Request, boundary: String) async throws -> (FormData, [UploadedFile]) {
        if let announced = request.headers[.contentLength].flatMap({ Int($0) }), announced > limits.body {
            throw RequestRefused.tooLarge(limit: limits.body)
        }
        var parts = UploadParts(limits: limits, secret: secret)
        do {
            var parser = try MultipartParser(boundary: boundary)
            var length = 0
            var pace = BodyPace()
            for try await buffer in request.body {
                try pace.take(buffer.readableBytes)
                length += buffer.readableBytes
                guard length <= limits.body else { throw RequestRefused.tooLarge(limit: limits.body) }
                for event in try parser.feed(Array(buffer.readableBytesView)) { try parts.take(event) }
            }
            try parser.finish()
        } catch is MultipartParser.Unreadable {
            throw RequestRefused.unreadable
        }
        return (FormData(withNul: parts.fields, language: language, zone: zone), parts.files)
    }
}

/// The parts of one form, as they are put together.
private struct UploadParts {
    let limits: UploadLimits
    let secret: String?
    private(set) var fields: [String: [String]] = [:]
    private(set) var files: [UploadedFile] = []

    private var head: PartHead?
    private var text: [UInt8] = []
    private var textLength = 0
    private var count = 0
    private var file: FileBeingWritten?

    init(limits: UploadLimits, secret: String?) {
        self.limits = limits
        self.secret = secret
    }

    mutating func take(_ event: MultipartParser.Event) throws {
        switch event {
        case .begins(let bytes):
            count += 1
            guard count <= limits.fields, let head = PartHead(bytes) else { throw RequestRefused.unreadable }
            self.head = head
            guard head.fileName != nil else { return }
            try refuseUnlessOurs()
            guard files.count < limits.files else { throw RequestRefused.tooManyFiles(limit: limits.files) }
            file = try FileBeingWritten()
        case .content(let bytes):
            if let file {
                try file.write(bytes)
            } else {
                textLength += bytes.count
                guard textLength <= limits.text else { throw RequestRefused.tooLarge(limit: limits.text) }
                text += bytes
            }
        case .ends:
            try end()
        }
    }

    private mutating func end() throws {
        guard let head else { return }
        defer {
            self.head = nil
            text = []
            file = nil
        }
        if let file {
            let finished = try file.finish(field: head.name, name: head.fileName ?? "")
            // A file field that was left empty is sent as a file without name and content.
            if finished.size > 0 || !finished.name.isEmpty { files.append(finished) }
        } else {
            guard let value = String(validating: text, as: UTF8.self) else {
                throw RequestRefused.unreadable
            }
            fields[head.name, default: []].append(value)
        }
    }

    private func refuseUnlessOurs() throws {
        guard let secret else { return }
        guard FormSecret.isRight(fields[csrfField]?.first ?? "", secret) else { throw RequestRefused.expired }
    }
}

/// A file on its way to the disk; what is not finished is removed.
private final class FileBeingWritten {
    private let path: String
    private let handle: FileHandle
    private var size = 0
    private var isFinished = false

    init() throws {
        var template = Array((NSTemporaryDirectory() + "/qingting-upload-XXXXXX").utf8CString)
        // Readable for this process's user alone, and never an existing file (POSIX mkstemp).
        let descriptor = mkstemp(&template)
        guard descriptor >= 0 else { throw DiskRefused(code: errno) }
        path = String(decoding: template.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
        handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    }

    func write(_ bytes: [UInt8]) throws {
        size += bytes.count
        try handle.write(contentsOf: Data(bytes))
    }

    func finish(field: String, name: String) throws -> UploadedFile {
        try handle.close()
        isFinished = true
        return UploadedFile(field: field, name: name, size: size, path: path)
    }

    deinit { if !isFinished { unlink(path) } }
}

/// The system gave no temporary file: the disk is full, or the directory is not ours.
struct DiskRefused: Error, CustomStringConvertible {
    let code: Int32

    var description: String { "no temporary file: \(String(cString: strerror(code)))" }
}
