public import Foundation
import Kernel

/// The folder the packs lie in; a pack is found by its name or opened by its path.
public struct PackShelf: Sendable {
    public let directory: URL

    public init(directory: URL) { self.directory = directory }

    /// The handbook of a named pack: `chain-retail` is `chain-retail.yaml` on this shelf.
    public func handbook(_ name: String) throws -> Handbook {
        guard let text = try text(named: name) else {
            throw PackProblems(name, 1, "手册包 “\(name)” 不在 \(directory.path)。There is no such pack.")
        }
        return try Handbook(Pack(text), find: { try self.text(named: $0) })
    }

    /// The handbook of a file anywhere; what it extends is looked for beside it first, then on this shelf.
    public func handbook(at file: URL) throws -> Handbook {
        let beside = PackShelf(directory: file.deletingLastPathComponent())
        return try Handbook(Pack(Self.read(file)), find: { try beside.text(named: $0) ?? text(named: $0) })
    }

    /// The texts of a pack and of all it extends, base first: what a version is made of, to be kept with it.
    public func lineage(_ name: String) throws -> [PackText] {
        var texts: [PackText] = []
        var next: String? = name
        while let name = next, texts.count < Pack.longestLineage {
            guard let text = try text(named: name) else {
                throw PackProblems(name, 1, "手册包 “\(name)” 不在 \(directory.path)。There is no such pack.")
            }
            texts.insert(text, at: 0)
            next = try Pack(text).base
        }
        return texts
    }

    public func text(named name: String) throws -> PackText? {
        // A name is a name and not a path: nothing outside the shelf can be reached by `extends`.
        guard !name.isEmpty, name.utf8.allSatisfy(Self.isNameByte) else { return nil }
        let file = directory.appendingPathComponent("\(name).yaml")
        guard FileManager.default.fileExists(atPath: file.path) else { return nil }
        return try Self.read(file)
    }

    public func names() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: directory.path)
            .filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }.sorted()
    }

    /// Reads no more than a pack may hold, however large the file is.
    private static func read(_ file: URL) throws -> PackText {
        guard let handle = FileHandle(forReadingAtPath: file.path) else {
            throw PackProblems(file.lastPathComponent, 1, "打不开文件 \(file.path)。The file cannot be opened.")
        }
        defer { try? handle.close() }
        let bytes = try handle.read(upToCount: PackText.longest + 1) ?? Data()
        return try PackText(file: file.lastPathComponent, bytes: bytes)
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"): true
        default: false
        }
    }
}

extension Handbook {
    /// A handbook from texts that were kept, base first: a version of it is parsed from the very bytes that were issued.
    public init(texts: [PackText]) throws {
        let packs = try texts.map { text throws(PackProblems) in try Pack(text) }
        guard let last = packs.last else { throw PackProblems("", 1, "没有内容。There is nothing to read.") }
        let byCode = Dictionary(packs.map { ($0.code, $0) }) { $1 }
        try self.init(last, among: { byCode[$0] })
    }
}
