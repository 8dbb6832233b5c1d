public import Kernel

/// Dates and times as the browser's own fields send them, and as people type them where there is no such field.
extension FormData {
    /// `2026-01-04`
    public func day(_ name: String) -> Field<Day> {
        value(name, or: language(text(name).isEmpty ? .fieldRequired : .fieldDay)) { Day(iso: $0.halfWidth) }
    }

    public func optionalDay(_ name: String) -> Field<Day?> {
        text(name).isEmpty ? .good(nil) : day(name).asOptional
    }

    /// `2026-01-04T09:30`, meant in the zone of the reader.
    public func localTime(_ name: String) -> Field<Instant> {
        value(name, or: language(text(name).isEmpty ? .fieldRequired : .fieldLocalTime)) { typed in
            let parts = typed.halfWidth.split(maxSplits: 1) { $0 == "T" || $0 == " " }
            guard parts.count == 2, let day = Day(iso: parts[0]), let time = TimeOfDay(parts[1].prefix(5)),
                time < .at(24)
            else { return nil }
            return zone.instant(day, time)
        }
    }

    public func optionalLocalTime(_ name: String) -> Field<Instant?> {
        text(name).isEmpty ? .good(nil) : localTime(name).asOptional
    }

    /// `09:30`
    public func timeOfDay(_ name: String) -> Field<TimeOfDay> {
        value(name, or: language(.fieldTimeOfDay)) { TimeOfDay($0.halfWidth) }
    }
}
