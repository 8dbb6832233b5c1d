import Kernel

extension Rehearsal {
    /// Why a line was not read.
    public enum LineFault: String, CaseIterable, Sendable {
        case tooFewColumns = "too_few_columns"
        case noRecord = "no_record"
        case noEvent = "no_event"
        case noTime = "no_time"
        case unreadableTime = "unreadable_time"
        case unclosedQuote = "unclosed_quote"
        case textAfterQuote = "text_after_quote"
        case nulByte = "nul_byte"
        /// The header once more, where files were put together.
        case repeatedHeader = "repeated_header"
    }

    /// What was found on reading. `lines` = `events` + all unknown + all malformed.
    struct Reading: Equatable, Sendable {
        var lines = 0
        var events = 0
        var unknown: [String: Int] = [:]
        var malformed: [LineFault: Int] = [:]
        /// Lines that are earlier than a line of the same record before them.
        var outOfOrder = 0

        /// How many unknown words are told apart and how much of one is kept; the others are counted together.
        static let mostUnknown = 100
        static let longestUnknown = 60
        static let otherUnknown = "…"
    }
}

/// Reads the lines of a log into columns, in the order of the file.
struct LogReader {
    private(set) var reading = Rehearsal.Reading()
    private(set) var names = RecordNames()
    private(set) var records: [Int32] = []
    private(set) var times: [Int64] = []
    private(set) var events: [Rehearsal.LogEvent?] = []

    private let bytes: UnsafeBufferPointer<UInt8>
    private let zone: Zone
    private var lines: CommaLines
    private let columns: Columns
    /// Whether lines must be looked through for them at all.
    private let holdsNUL: Bool

    init(_ bytes: UnsafeBufferPointer<UInt8>, zone: Zone) throws(Rehearsal.Refusal) {
        if let place = bytes.firstPlaceNotUTF8() {
            throw .notUTF8(line: bytes[..<place].count { $0 == UInt8(ascii: "\n") } + 1)
        }
        lines = CommaLines(bytes)
        guard let header = lines.next() else { throw .empty }
        columns = try Columns(header == .fields ? lines.fields.map { text($0, of: bytes) } : [])
        lines.kept = columns.count
        holdsNUL = bytes.contains(0)
        self.bytes = bytes
        self.zone = zone
    }

    mutating func readAll(atMost limit: Int) throws(Rehearsal.Refusal) {
        while let line = lines.next() {
            guard reading.lines < limit else { throw .tooManyLines(limit: limit) }
            reading.lines += 1
            if let fault = read(line) { reading.malformed[fault, default: 0] += 1 }
        }
    }

    private mutating func read(_ line: CommaLines.Line) -> Rehearsal.LineFault? {
        switch line {
        case .unclosedQuote: return .unclosedQuote
        case .textAfterQuote: return .textAfterQuote
        case .fields: break
        }
        if holdsNUL, bytes[lines.start..<lines.place].contains(0) { return .nulByte }
        guard lines.fields.count == columns.count else { return .tooFewColumns }
        let record = lines.fields[columns.record]
        let event = lines.fields[columns.event]
        let time = lines.fields[columns.time]

        guard CommaLines.read(record, of: bytes, { !$0.isEmpty }) else { return .noRecord }
        guard CommaLines.read(event, of: bytes, { !$0.isEmpty }) else { return .noEvent }
        guard CommaLines.read(time, of: bytes, { !$0.isEmpty }) else { return .noTime }
        guard let instant = CommaLines.read(time, of: bytes, { Instant(iso: $0, zone: zone) }) else {
            return columns.isHeader(text(record, of: bytes), text(event, of: bytes), text(time, of: bytes))
                ? .repeatedHeader : .unreadableTime
        }
        let known = CommaLines.read(event, of: bytes) { Rehearsal.LogEvent($0) }
        if known == nil { countUnknown(text(event, of: bytes)) } else { reading.events += 1 }
        records.append(CommaLines.read(record, of: bytes) { Int32(names.number(of: $0)) })
        times.append(instant.milliseconds)
        events.append(known)
        return nil
    }

    private mutating func countUnknown(_ word: String) {
        let word = String(word.prefix(Rehearsal.Reading.longestUnknown))
        let isTold = reading.unknown[word] != nil || reading.unknown.count < Rehearsal.Reading.mostUnknown
        reading.unknown[isTold ? word : Rehearsal.Reading.otherUnknown, default: 0] += 1
    }
}

/// Which columns are which. Their order is free, upper and lower case are the same, and others are passed over.
private struct Columns {
    let record: Int
    let event: Int
    let time: Int
    /// The number of columns a line must have for us.
    var count: Int { max(record, event, time) + 1 }

    init(_ header: [String]) throws(Rehearsal.Refusal) {
        let names = header.map { $0.lowercased() }
        let repeated = Self.known.filter { name in names.count { $0 == name } > 1 }
        guard repeated.isEmpty else { throw .repeatedColumns(repeated) }
        guard let record = names.firstIndex(of: "record"), let event = names.firstIndex(of: "event"),
            let time = names.firstIndex(of: "at")
        else { throw .missingColumns(Self.known.prefix(3).filter { !names.contains($0) }) }
        self.record = record
        self.event = event
        self.time = time
    }

    func isHeader(_ record: String, _ event: String, _ time: String) -> Bool {
        [record, event, time].map { $0.lowercased() } == ["record", "event", "at"]
    }

    private static let known = ["record", "event", "at", "actor", "unit"]
}

private func text(_ field: CommaLines.Field, of bytes: UnsafeBufferPointer<UInt8>) -> String {
    CommaLines.read(field, of: bytes) { String(decoding: $0, as: UTF8.self) }
}
