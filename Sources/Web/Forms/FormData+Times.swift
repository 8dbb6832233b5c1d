public import Kernel

/// Dates and times as the browser's own fields send them, and as people type them where there is no such field.
extension FormData {
    /// `2026-01-04`
    public func day(_ name: String) -> Field<Day> {
        probe?.note(name, .day, isRequired: true)
        return value(name, or: language(text(name).isEmpty ? .fieldRequired : .fieldDay)) { Day(iso: $0.halfWidth) }
    }

    public func optionalDay(_ name: String) -> Field<Day?> {
        probe?.note(name, .day, isRequired: false)
        return text(name).isEmpty ? .good(nil) : day(name).asOptional
    }

    /// `2026-01-04T09:30`, meant in the zone of the reader; with seconds and offset (RFC 3339) also at that.
    public func localTime(_ name: String) -> Field<Instant> {
        probe?.note(name, .time, isRequired: true)
        return value(name, or: language(text(name).isEmpty ? .fieldRequired : .fieldLocalTime)) { typed in
            let typed = typed.halfWidth
            if let instant = Instant(iso: typed, zone: zone), typed.count > 16 { return instant }
            let parts = typed.split(maxSplits: 1) { $0 == "T" || $0 == " " }
            guard parts.count == 2, let day = Day(iso: parts[0]), let time = TimeOfDay(parts[1]), time < .at(24)
            else { return nil }
            return zone.instant(day, time)
        }
    }

    public func optionalLocalTime(_ name: String) -> Field<Instant?> {
        probe?.note(name, .time, isRequired: false)
        return text(name).isEmpty ? .good(nil) : localTime(name).asOptional
    }

    /// `09:30`
    public func timeOfDay(_ name: String) -> Field<TimeOfDay> {
        probe?.note(name, .timeOfDay, isRequired: true)
        return value(name, or: language(.fieldTimeOfDay)) { TimeOfDay($0.halfWidth) }
    }
}
