public import Kernel

extension Rehearsal {
    /// A log, read and put in order: the events of each record by time, ties in the order of the file.
    public struct Log: Sendable {
        let reading: Reading
        let recordCount: Int
        /// The events of record r are those from `starts[r]` to `starts[r + 1]`. Unknown words are nothing, yet they are
        /// events and end a wait.
        private let starts: [Int]
        private let entries: [Entry]

        struct Entry: Sendable {
            var at: Instant
            var event: LogEvent?
        }

        /// What the department of a large city writes in some years; about 300 MB in memory.
        public static let mostLines = 5_000_000

        /// Reads UTF-8 with or without byte order mark. Times without an offset are those of `zone`. Refuses a file that is
        /// no log or has more lines than `limit`; what is wrong with single lines is counted.
        public init(_ bytes: [UInt8], zone: Zone, atMost limit: Int = mostLines) throws(Refusal) {
            self = try bytes.withUnsafeBufferPointer { (bytes) throws(Refusal) in
                var reader = try LogReader(bytes, zone: zone)
                try reader.readAll(atMost: limit)
                return Log(reader)
            }
        }

        private init(_ reader: LogReader) {
            let starts = Self.starts(reader.records, count: reader.names.count)
            var next = starts
            var entries = [Entry](repeating: Entry(at: Instant(milliseconds: 0)), count: reader.records.count)
            for line in reader.records.indices {
                let record = Int(reader.records[line])
                entries[next[record]] = Entry(at: Instant(milliseconds: reader.times[line]), event: reader.events[line])
                next[record] += 1
            }
            var reading = reader.reading
            for record in 0..<reader.names.count {
                reading.outOfOrder += Self.putInOrder(&entries, starts[record]..<starts[record + 1])
            }
            self.reading = reading
            self.recordCount = reader.names.count
            self.starts = starts
            self.entries = entries
        }

        func events(of record: Int) -> ArraySlice<Entry> { entries[starts[record]..<starts[record + 1]] }

        /// Counting sort: the lines of a record stay in the order of the file.
        private static func starts(_ records: [Int32], count: Int) -> [Int] {
            var starts = [Int](repeating: 0, count: count + 1)
            for record in records { starts[Int(record) + 1] += 1 }
            for record in 0..<count { starts[record + 1] += starts[record] }
            return starts
        }

        /// Sorts by time and keeps ties as they are. Answers how many lines were earlier than one before them.
        private static func putInOrder(_ entries: inout [Entry], _ range: Range<Int>) -> Int {
            var outOfOrder = 0
            var latest = Instant(milliseconds: .min)
            for place in range {
                if entries[place].at < latest { outOfOrder += 1 }
                latest = max(latest, entries[place].at)
            }
            guard outOfOrder > 0 else { return 0 }
            let sorted = entries[range].enumerated().sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }
            for (place, entry) in zip(range, sorted) { entries[place] = entry.element }
            return outOfOrder
        }
    }
}
