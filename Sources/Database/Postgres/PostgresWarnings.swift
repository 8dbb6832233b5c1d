import CPostgres

/// Hears what the server says beside its answers, which libpq would write to the standard error of the house.
/// Used by the thread of its connection only.
final class PostgresWarnings {
    private(set) var last: String?

    /// For as long as the link is open: whoever owns the link keeps this alive.
    func listen(to link: OpaquePointer) {
        PQsetNoticeReceiver(
            link,
            { place, result in
                guard let place, let result else { return }
                let text = PQresultErrorField(result, Int32(UInt8(ascii: "M")))
                Unmanaged<PostgresWarnings>.fromOpaque(place).takeUnretainedValue().last =
                    text.map { String(cString: $0) } ?? "a warning without words"
            },
            Unmanaged.passUnretained(self).toOpaque())
    }

    func forget() { last = nil }
}
