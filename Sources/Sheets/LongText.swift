import Glibc
import Kernel

/// A long text as UTF-8, piece by piece: which encoding it has is found out where its first character beyond ASCII stands,
/// and held to. A character that a piece cuts in two is kept for the next.
final class LongText {
    /// UTF-8 as long as all is ASCII.
    private(set) var encoding = TextEncoding.utf8
    /// All of it has been given.
    var isAtEnd: Bool { hasEnded && held == 0 }

    private enum Stage { case beginning, ascii, decided }
    private var stage = Stage.beginning
    private var hasEnded = false
    private let source: ByteSource
    private let raw: UnsafeMutableBufferPointer<UInt8>
    /// Bytes at the front of `raw` that were not given yet.
    private var held = 0
    private var converter: iconv_t?

    init(_ source: @escaping ByteSource, pieceBytes: Int) {
        self.source = source
        raw = .allocate(capacity: max(pieceBytes, 64))
    }

    deinit {
        raw.deallocate()
        if let converter { iconv_close(converter) }
    }

    /// The first bytes, to see what kind of file it is; they are read again as text.
    func peek(_ count: Int) throws -> [UInt8] {
        while held < min(count, raw.count), !hasEnded { try load() }
        return Array(raw[..<held])
    }

    /// Appends the next piece; perhaps nothing yet. Throws a `SheetFault` whose row counts from the beginning of `text`; what
    /// can be read before that place is appended first.
    func read(into text: inout LongBuffer) throws {
        try load()
        if stage == .beginning { try readMark() }
        if stage == .ascii { try decide(for: &text) }
        guard stage == .decided else { return }
        switch encoding {
        case .utf8, .utf8Marked: try copy(into: &text)
        case .gb18030, .utf16Little, .utf16Big: try convert(into: &text)
        }
    }

    private func load() throws {
        guard !hasEnded, held < raw.count else { return }
        let count = try source(UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(raw)[held...]))
        if count == 0 { hasEnded = true }
        held += count
    }

    private func readMark() throws {
        while held < 3, !hasEnded { try load() }
        let bytes = UnsafeBufferPointer(rebasing: raw[..<held])
        stage = .ascii
        if bytes.starts(with: CommaText.mark) {
            found(.utf8Marked, mark: 3)
        } else if bytes.starts(with: [0xFF, 0xFE]) {
            found(.utf16Little, mark: 2)
        } else if bytes.starts(with: [0xFE, 0xFF]) {
            found(.utf16Big, mark: 2)
        }
    }

    /// Gives what is ASCII, and decides only with as much as can be held from the first other character on: two characters
    /// of GB18030 may look like UTF-8, a page of them does not.
    private func decide(for text: inout LongBuffer) throws {
        let bytes = UnsafeBufferPointer(rebasing: raw[..<held])
        let ascii = bytes.firstIndex { $0 >= 0x80 } ?? held
        text.append(UnsafeBufferPointer(rebasing: bytes[..<ascii]))
        keep(from: ascii)
        guard held > 0 else { return }
        while held < raw.count, !hasEnded { try load() }
        let rest = UnsafeBufferPointer(rebasing: raw[..<held])
        guard let place = rest.firstPlaceNotUTF8(), hasEnded || !rest.isCharacterCut(at: place) else {
            stage = .decided
            return
        }
        if case .mixedEncodings(let utf8Row, let otherRow) = TextEncoding.mixture(in: Array(rest)) {
            let before = text.rows - 1
            throw SheetFault.mixedEncodings(utf8Row: before + utf8Row, otherRow: before + otherRow)
        }
        found(.gb18030, mark: 0)
    }

    private func found(_ encoding: TextEncoding, mark: Int) {
        self.encoding = encoding
        stage = .decided
        keep(from: mark)
        guard encoding != .utf8Marked else { return }
        let made = iconv_open("UTF-8", encoding.rawValue)
        converter = made == iconv_t(bitPattern: -1) ? nil : made
    }

    private func copy(into text: inout LongBuffer) throws {
        let bytes = UnsafeBufferPointer(rebasing: raw[..<held])
        let end = bytes.firstPlaceNotUTF8() ?? held
        text.append(UnsafeBufferPointer(rebasing: bytes[..<end]))
        keep(from: end)
        guard held > 0 else { return }
        let rest = UnsafeBufferPointer(rebasing: raw[..<held])
        if hasEnded || !rest.isCharacterCut(at: 0) { throw SheetFault.unknownEncoding(row: text.rows) }
    }

    /// Through the C library's own tables (`iconv`), which know all of GB18030, four-byte characters too.
    private func convert(into text: inout LongBuffer) throws {
        guard let converter else { throw SheetFault.unknownEncoding(row: 1) }
        let all = held
        let (end, isBad) = raw.withMemoryRebound(to: CChar.self) { source in
            var from = source.baseAddress
            var left = all
            var isBad = false
            while left > 0 {
                var isStuck = false
                text.append(atMost: left * 2 + 16) { room in
                    var (to, free) = (room.baseAddress, room.count)
                    errno = 0
                    if iconv(converter, &from, &left, &to, &free) == -1 {
                        (isStuck, isBad) = (errno != E2BIG, errno == EILSEQ)
                    }
                    return room.count - free
                }
                if isStuck { break }
            }
            return (all - left, isBad)
        }
        keep(from: end)
        if isBad || (hasEnded && held > 0) { throw SheetFault.unknownEncoding(row: text.rows) }
    }

    private func keep(from place: Int) {
        let bytes = UnsafeMutableRawBufferPointer(raw)
        bytes.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[place..<held]))
        held -= place
    }
}

/// Text that grows at its end and is used up from its front, in one piece of memory.
struct LongBuffer: ~Copyable {
    private(set) var bytes: UnsafeMutableBufferPointer<UInt8>
    private(set) var count = 0

    init(_ capacity: Int) { bytes = .allocate(capacity: max(capacity, 64)) }

    deinit { bytes.deallocate() }

    var text: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(rebasing: bytes[..<count]) }

    /// Which row the end of the text is in; 1 at its beginning.
    var rows: Int { text.count { $0 == UInt8(ascii: "\n") } + 1 }

    mutating func append(_ new: UnsafeBufferPointer<UInt8>) {
        append(atMost: new.count) { room in
            UnsafeMutableRawBufferPointer(room).copyMemory(from: UnsafeRawBufferPointer(new))
            return new.count
        }
    }

    /// Makes room and appends as many as `body` says it wrote.
    mutating func append(atMost most: Int, _ body: (UnsafeMutableBufferPointer<CChar>) -> Int) {
        if bytes.count - count < most {
            let larger = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: max(bytes.count * 2, count + most))
            UnsafeMutableRawBufferPointer(larger).copyMemory(from: UnsafeRawBufferPointer(text))
            bytes.deallocate()
            bytes = larger
        }
        let room = UnsafeMutableBufferPointer(rebasing: bytes[count...])
        count += room.withMemoryRebound(to: CChar.self) { body($0) }
    }

    /// Forgets what stands before a place.
    mutating func drop(before place: Int) {
        let all = UnsafeMutableRawBufferPointer(bytes)
        all.copyMemory(from: UnsafeRawBufferPointer(rebasing: all[place..<count]))
        count -= place
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// The character that begins here goes on behind the end.
    fileprivate func isCharacterCut(at place: Int) -> Bool {
        let length =
            switch self[place] {
            case 0xC2...0xDF: 2
            case 0xE0...0xEF: 3
            case 0xF0...0xF4: 4
            default: 1
            }
        return place + length > count && self[(place + 1)...].allSatisfy { 0x80...0xBF ~= $0 }
    }
}
