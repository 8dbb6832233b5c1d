extension Instant {
    /// Reads ISO 8601 as the world writes it: `2010-02-10 08:50:20`, `2016-02-29T01:16`,
    /// `2010-03-31T16:59:42+02:00`, `2026-01-05T01:00:00.123Z`. Without an offset the time is that of `zone`.
    ///
    /// Refuses dates and times that do not exist (24:00 and a leap second among them) and a date without a time, which
    /// is a `Day`; and what an offset carries out of the years 1 to 9999. What is finer than a millisecond is cut off. Works on bytes and allocates nothing: fit for files of
    /// millions of lines.
    public init?(iso bytes: UnsafeBufferPointer<UInt8>, zone: Zone) {
        guard bytes.count >= 16, let day = Day(digits: bytes), isBetweenDateAndTime(bytes[10]),
            let hour = twoDigits(bytes, at: 11), hour < 24, bytes[13] == UInt8(ascii: ":"),
            let minute = twoDigits(bytes, at: 14), minute < 60
        else { return nil }
        var local = Int64(day.number) * 86_400_000 + Int64(hour * 60 + minute) * 60_000
        var place = 16
        if place + 2 < bytes.count, bytes[place] == UInt8(ascii: ":") {
            guard let second = twoDigits(bytes, at: place + 1), second < 60 else { return nil }
            local += Int64(second) * 1000
            place += 3
            if place < bytes.count, bytes[place] == UInt8(ascii: ".") || bytes[place] == UInt8(ascii: ",") {
                guard let fraction = fractionOfSecond(bytes, from: &place) else { return nil }
                local += fraction
            }
        }
        if place == bytes.count {
            self = zone.instant(local: local)
        } else if let offset = offset(bytes, from: place) {
            self.init(milliseconds: local - offset)
            guard Self.written.contains(zone.local(self)) else { return nil }
        } else {
            return nil
        }
    }

    /// The clock on the wall in the years 1 to 9999: what can be written there, and so be read again.
    private static let written: Range<Int64> = -62_135_596_800_000..<253_402_300_800_000

    public init?(iso bytes: ArraySlice<UInt8>, zone: Zone) {
        guard let instant = bytes.withUnsafeBufferPointer({ Instant(iso: $0, zone: zone) }) else { return nil }
        self = instant
    }

    public init?(iso text: some StringProtocol, zone: Zone) {
        let read = text.utf8.withContiguousStorageIfAvailable { Instant(iso: $0, zone: zone) }
        guard let instant = read ?? Instant(iso: ArraySlice(text.utf8), zone: zone) else { return nil }
        self = instant
    }
}

private func isBetweenDateAndTime(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "T") || byte == UInt8(ascii: " ") || byte == UInt8(ascii: "t")
}

/// The digits after a decimal point, in milliseconds; `place` moves behind them.
private func fractionOfSecond(_ bytes: UnsafeBufferPointer<UInt8>, from place: inout Int) -> Int64? {
    var value: Int64 = 0
    var worth: Int64 = 100
    place += 1
    let first = place
    while place < bytes.count, case let digit = bytes[place] &- 48, digit < 10 {
        value += Int64(digit) * worth
        worth /= 10
        place += 1
    }
    return place > first ? value : nil
}

/// `Z`, `+08:00`, `+0800`, `+08` at the end of the text; in milliseconds.
private func offset(_ bytes: UnsafeBufferPointer<UInt8>, from place: Int) -> Int64? {
    if bytes[place] == UInt8(ascii: "Z") || bytes[place] == UInt8(ascii: "z") {
        return place + 1 == bytes.count ? 0 : nil
    }
    let east = bytes[place] == UInt8(ascii: "+")
    let length = bytes.count - place
    guard east || bytes[place] == UInt8(ascii: "-"), length == 3 || length == 5 || length == 6,
        let hours = twoDigits(bytes, at: place + 1), hours < 24
    else { return nil }
    var minutes = 0
    if length > 3 {
        let withColon = length == 6
        guard !withColon || bytes[place + 3] == UInt8(ascii: ":"),
            let more = twoDigits(bytes, at: bytes.count - 2), more < 60
        else { return nil }
        minutes = more
    }
    return Int64(hours * 60 + minutes) * (east ? 60_000 : -60_000)
}
