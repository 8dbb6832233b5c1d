public import Foundation
import Kernel

/// Style sheets, scripts, pictures: read once at start into memory. No path from a request ever touches the disk.
///
/// Addresses carry a hash over the contents of all files, so a browser keeps each for a year and asks for nothing
/// until the product changes. One hash for all, not one each: a style sheet names its font by a relative address.
public struct Assets: Sendable {
    struct File: Sendable {
        let bytes: [UInt8]
        /// nil where compressing gains nothing
        let gzipped: [UInt8]?
        let type: String
        let tag: String
    }

    let files: [String: File]
    public let links: AssetLinks
    /// Vendor files that are not there, in words for the log. Pages work without them, and look bare.
    public let missing: [String]

    /// Reads `Public/` and, under `vendor/`, the files that `scripts/assets.py` fetches.
    /// Refuses a folder that cannot be read: without style sheets of our own there is no point in starting.
    public init(publicFolder: URL, vendorFolder: URL) throws {
        var contents = try Assets.read(publicFolder)
        let vendor = (try? Assets.read(vendorFolder)) ?? [:]
        for (path, bytes) in vendor { contents["vendor/\(path)"] = bytes }
        let missing = Bundle.vendorFiles.filter { contents[$0] == nil }
        for bundle in [Bundle.styles, .behaviours] { contents[bundle.path] = bundle.joined(contents) }
        self.init(contents, missing: missing)
    }

    /// From memory, for tests.
    init(_ contents: [String: [UInt8]], missing: [String] = []) {
        let files = contents.reduce(into: [String: File]()) { files, entry in
            let type = Assets.type(of: entry.key)
            files[entry.key] = File(
                bytes: entry.value, gzipped: Assets.isText(type) ? gzip(entry.value) : nil, type: type,
                tag: fingerprint(entry.value))
        }
        let all = files.keys.sorted().map { "\($0) \(files[$0]?.tag ?? "")" }.joined(separator: "\n")
        self.files = files
        links = AssetLinks(version: fingerprint(Array(all.utf8)))
        self.missing = missing
    }

    /// A version that is not ours any more is a page from before an upgrade: it gets today's file, and must ask again.
    func find(_ pieces: [String]) -> (file: File, isForever: Bool)? {
        guard let first = pieces.first else { return nil }
        if let file = files[pieces.joined(separator: "/")] { return (file, false) }
        guard let file = files[pieces.dropFirst().joined(separator: "/")] else { return nil }
        return (file, first == links.version)
    }

    /// Hidden files stay where they are.
    private static func read(_ folder: URL) throws -> [String: [UInt8]] {
        let root = folder.standardizedFileURL.path
        var contents: [String: [UInt8]] = [:]
        for path in try FileManager.default.subpathsOfDirectory(atPath: root) {
            guard !path.split(separator: "/").contains(where: { $0.hasPrefix(".") }) else { continue }
            var isFolder: ObjCBool = false
            let place = "\(root)/\(path)"
            guard FileManager.default.fileExists(atPath: place, isDirectory: &isFolder), !isFolder.boolValue else {
                continue
            }
            contents[path] = [UInt8](try Data(contentsOf: URL(fileURLWithPath: place)))
        }
        return contents
    }

    private static func isText(_ type: String) -> Bool { type.hasPrefix("text/") || type.hasPrefix("image/svg") }

    private static func type(of path: String) -> String {
        switch path.split(separator: ".").last {
        case "css": "text/css; charset=utf-8"
        case "js": "text/javascript; charset=utf-8"
        case "svg": "image/svg+xml"
        case "png": "image/png"
        case "woff2": "font/woff2"
        case "json", "webmanifest": "application/json"
        case "txt": "text/plain; charset=utf-8"
        default: "application/octet-stream"
        }
    }
}

/// FNV-1a, 64 bits, the first 12 hexadecimal digits: tells versions of our own files apart, guards against nobody.
func fingerprint(_ bytes: [UInt8]) -> String {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    let text = String(hash, radix: 16)
    return String((String(repeating: "0", count: 16 - text.count) + text).prefix(12))
}
