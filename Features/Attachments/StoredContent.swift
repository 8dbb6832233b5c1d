import Kernel

/// Bytes as the house keeps them, once however often they are attached, under the SHA-256 of themselves: in pieces of
/// the database, so that they are committed, backed up and seen by every node together with the record they belong to.
struct StoredContent: Equatable, Sendable {
    /// bytes of every piece but the last
    static let pieceLength = 256 << 10

    /// 64 hexadecimal digits
    let digest: String
    let size: Int
    let mime: String
    var scan: Scan
    /// What the scanner found.
    var finding: String
    var preview: Preview
    /// How often the scanner could not be reached in a row.
    var tries: Int

    enum Scan: String, CaseIterable, Sendable {
        /// There is no scanner, or there was none when it came.
        case none
        case waiting, clean, infected
    }

    enum Preview: String, CaseIterable, Sendable {
        /// Nothing to look at: a document, a recording.
        case none
        case waiting, made
        /// A broken picture, or one that costs too much to draw: it is shown as a plain icon.
        case failed
    }

    /// Small for lists, large to look at; both drawn anew, so that nothing of the sender's bytes reaches a browser.
    enum PreviewSize: String, CaseIterable, Sendable {
        case small, large

        /// the longer side at most, in pixels
        var pixels: Int {
            switch self {
            case .small: 320
            case .large: 1600
            }
        }
    }

    var pieceCount: Int { (size + Self.pieceLength - 1) / Self.pieceLength }

    /// Waits longer each time the scanner is away, ten minutes at most.
    var patience: Duration { .seconds(min(600, 15 << min(tries, 6))) }
}

/// The bytes wanted of a file, by the `Range` of a request (RFC 9110, 14.2): one range, or all.
enum ByteRange: Equatable {
    case all
    case part(ClosedRange<Int>)
    case unsatisfiable

    /// Several ranges, and units that are no bytes, are answered with all of it, as the standard allows.
    init(header: String?, size: Int) {
        self = .all
        guard let header, header.hasPrefix("bytes="), !header.contains(","), size > 0 else { return }
        let ends = header.dropFirst(6).split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
        guard ends.count == 2 else { return }
        switch (Int(ends[0]), Int(ends[1])) {
        case (let first?, let last?) where first >= 0 && first <= last:
            self = first < size ? .part(first...min(last, size - 1)) : .unsatisfiable
        case (let first?, nil) where first >= 0 && ends[1].isEmpty:
            self = first < size ? .part(first...(size - 1)) : .unsatisfiable
        case (nil, let last?) where ends[0].isEmpty && last >= 0:
            self = last > 0 ? .part(max(0, size - last)...(size - 1)) : .unsatisfiable
        default: return
        }
    }
}
