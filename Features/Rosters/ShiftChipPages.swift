import Kernel
import Web

/// The hours one means are nearly always those of a shift: one touch fills them in, without a date to be typed.
///
///     ShiftChipPages.html(shifts.map { .hours($0, zone, t) }, of: "/leave", in: t)
enum ShiftChipPages {
    struct Chip: Sendable {
        let label: String
        /// The fields of the form that it fills, each with its value as the form writes it.
        let fields: [(name: String, value: String)]

        /// From the beginning of a shift to its end.
        static func hours(_ shift: ShiftAssignment, _ zone: Zone, _ t: Language) -> Chip {
            Chip(
                label: shift.span.text(in: zone, t),
                fields: [
                    ("from", shift.span.lowerBound.typed(in: zone)), ("to", shift.span.upperBound.typed(in: zone)),
                ])
        }
    }

    static func html(_ chips: [Chip], of url: String, in t: Language) -> HTML? {
        guard !chips.isEmpty else { return nil }
        let links = chips.map { chip -> HTML in
            let query = chip.fields.map { "\($0.name)=\($0.value)" }.joined(separator: "&")
            return "<a href=\"\(url)?\(query)\" data-behaviour=\"fills\">\(chip.label)</a>"
        }
        return "<p class=\"chips\"><span class=\"soft\">\(t(.shiftChips))</span> \(links)</p>"
    }
}

extension Instant {
    /// `2026-11-29T09:00`, as a field of date and time has it.
    func typed(in zone: Zone) -> String {
        let (day, time, _) = local(zone)
        return "\(day)T\(time)"
    }
}
