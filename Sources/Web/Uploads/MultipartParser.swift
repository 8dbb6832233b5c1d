import Foundation

/// Cuts a `multipart/form-data` body (RFC 7578, RFC 2046 §5.1) into its parts, as the bytes come in. Holds at most one
/// head of a part and a piece of the size it was fed with, however long the body is.
///
///     preamble ─▶ edge ─▶ head ─▶ content ─▶ edge ─▶ head … ─▶ edge ─▶ over
struct MultipartParser {
    enum Event: Equatable {
        /// The head of a part: its lines, as bytes.
        case begins(head: [UInt8])
        case content([UInt8])
        case ends
    }

    /// The body is none a browser would send.
    enum Unreadable: Error, Equatable {
        case boundary
        case preambleTooLong
        case headTooLong
        case malformedEdge
        case cutOff
    }

    static let longestBoundary = 70
    static let longestHead = 16 << 10
    static let longestPreamble = 8 << 10
    /// White space that a transport may have put behind a boundary.
    static let longestPadding = 200

    private enum State { case preamble, edge, head, content, over }

    private let edge: [UInt8]
    private var state = State.preamble
    // The first boundary has no line before it; as if it had.
    private var held: [UInt8] = Array("\r\n".utf8)

    init(boundary: String) throws(Unreadable) {
        let bytes = Array(boundary.utf8)
        guard (1...Self.longestBoundary).contains(bytes.count), bytes.allSatisfy({ (0x20...0x7E).contains($0) }) else {
            throw .boundary
        }
        edge = Array("\r\n--".utf8) + bytes
    }

    /// `multipart/form-data; boundary="x"` → `x`; empty where none is named, which `init` then refuses.
    static func boundary(in type: String) -> String {
        for piece in type.split(separator: ";").dropFirst() {
            let halves = piece.split(separator: "=", maxSplits: 1).map { $0.filter { $0 != " " } }
            guard halves.count == 2, halves[0].lowercased() == "boundary" else { continue }
            return halves[1].hasPrefix("\"") ? String(halves[1].dropFirst().prefix { $0 != "\"" }) : halves[1]
        }
        return ""
    }

    mutating func feed(_ bytes: [UInt8]) throws(Unreadable) -> [Event] {
        guard state != .over else { return [] }
        held += bytes
        var events: [Event] = []
        while try step(&events) {}
        return events
    }

    /// The body has ended; it must have said so itself.
    func finish() throws(Unreadable) {
        guard state == .over else { throw .cutOff }
    }

    /// Takes one step; false when it needs more bytes, or none any more.
    private mutating func step(_ events: inout [Event]) throws(Unreadable) -> Bool {
        switch state {
        case .preamble:
            guard let place = held.firstPlace(of: edge) else {
                guard held.count <= Self.longestPreamble else { throw .preambleTooLong }
                return false
            }
            held.removeFirst(place + edge.count)
            state = .edge
        case .edge:
            return try passEdge()
        case .head:
            if held.starts(with: Self.lineEnd) {
                events.append(.begins(head: []))
                held.removeFirst(2)
            } else {
                guard let place = held.firstPlace(of: Self.headEnd) else {
                    guard held.count <= Self.longestHead else { throw .headTooLong }
                    return false
                }
                guard place <= Self.longestHead else { throw .headTooLong }
                events.append(.begins(head: Array(held[..<place])))
                held.removeFirst(place + Self.headEnd.count)
            }
            // An empty part: its boundary stands right behind the head's last line end.
            held.insert(contentsOf: Self.lineEnd, at: 0)
            isAtStart = true
            state = .content
        case .content:
            return passContent(&events)
        case .over:
            held = []
            return false
        }
        return true
    }

    /// The line end that we put before the content is not part of it.
    private var isAtStart = false

    private mutating func passContent(_ events: inout [Event]) -> Bool {
        let place = held.firstPlace(of: edge)
        let end = place ?? max(0, held.count - edge.count + 1)
        let start = isAtStart ? min(2, end) : 0
        if place == nil, isAtStart, end < 2 { return false }
        if end > start { events.append(.content(Array(held[start..<end]))) }
        if place != nil || end > 0 { isAtStart = false }
        held.removeFirst(end)
        guard place != nil else { return false }
        held.removeFirst(edge.count)
        events.append(.ends)
        state = .edge
        return true
    }

    /// Behind a boundary: two hyphens and all is over, or the end of the line and another head.
    private mutating func passEdge() throws(Unreadable) -> Bool {
        guard held.count >= 2 else { return false }
        if held.starts(with: Array("--".utf8)) {
            state = .over
            return true
        }
        let padding = held.prefix { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }.count
        guard padding <= Self.longestPadding else { throw .malformedEdge }
        guard held.count >= padding + 2 else { return false }
        guard held[padding...].starts(with: Self.lineEnd) else { throw .malformedEdge }
        held.removeFirst(padding + 2)
        state = .head
        return true
    }

    private static let lineEnd = Array("\r\n".utf8)
    private static let headEnd = Array("\r\n\r\n".utf8)
}

extension [UInt8] {
    /// Where a text of bytes first stands; the system's own search, since a body has megabytes.
    fileprivate func firstPlace(of wanted: [UInt8]) -> Int? {
        guard count >= wanted.count, let first = wanted.first else { return nil }
        return withUnsafeBytes { all in
            wanted.withUnsafeBytes { sought in
                guard let base = all.baseAddress, let what = sought.baseAddress else { return nil }
                var place = 0
                while place + sought.count <= all.count {
                    guard let hit = memchr(base + place, Int32(first), all.count - place - sought.count + 1) else {
                        return nil
                    }
                    place = UnsafeRawPointer(hit) - base
                    if memcmp(base + place, what, sought.count) == 0 { return place }
                    place += 1
                }
                return nil
            }
        }
    }
}
