/// Numbers the records of a log in the order of their first line: 0, 1, 2 …
///
/// A hash table over one pool of bytes instead of a dictionary of strings: a log of millions of lines makes no string at
/// all. The hash is Swift's own, seeded anew by every run, so no file can be written to make it slow.
struct RecordNames {
    private var pool: [UInt8] = []
    /// Where in the pool the name of each record ends.
    private var ends: [Int] = []
    /// The number of a record, or -1; always at least half of them are free.
    private var slots = [Int32](repeating: -1, count: 1024)
    private var last: Int?

    var count: Int { ends.count }

    mutating func number(of name: UnsafeBufferPointer<UInt8>) -> Int {
        // The lines of a record mostly follow each other.
        if let last, isName(last, name) { return last }
        if ends.count * 2 >= slots.count { grow() }
        var slot = firstSlot(of: name)
        while slots[slot] >= 0 {
            if isName(Int(slots[slot]), name) {
                last = Int(slots[slot])
                return Int(slots[slot])
            }
            slot = (slot + 1) & (slots.count - 1)
        }
        slots[slot] = Int32(ends.count)
        pool.append(contentsOf: name)
        ends.append(pool.count)
        last = ends.count - 1
        return ends.count - 1
    }

    private func place(of record: Int) -> Range<Int> { (record == 0 ? 0 : ends[record - 1])..<ends[record] }

    private func isName(_ record: Int, _ name: UnsafeBufferPointer<UInt8>) -> Bool {
        let place = place(of: record)
        return place.count == name.count && pool[place].elementsEqual(name)
    }

    private func firstSlot(of name: UnsafeBufferPointer<UInt8>) -> Int {
        var hasher = Hasher()
        hasher.combine(bytes: UnsafeRawBufferPointer(name))
        return hasher.finalize() & (slots.count - 1)
    }

    private mutating func grow() {
        slots = [Int32](repeating: -1, count: slots.count * 4)
        pool.withUnsafeBufferPointer { pool in
            for record in ends.indices {
                var slot = firstSlot(of: UnsafeBufferPointer(rebasing: pool[place(of: record)]))
                while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
                slots[slot] = Int32(record)
            }
        }
    }
}
