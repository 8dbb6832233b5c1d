import Handbook
import Kernel
import Web

/// Text to values of the register of channels.
enum ReceptionChannelForms {
    static func plan(_ typed: FormData, in t: Language) throws(Invalid) -> ReceptionPlan {
        let values = try form(
            typed.identifier("unit", of: Unit.self), typed.choice("kind", of: ReceptionChannel.Kind.self),
            typed.required("name", max: 40), typed.required("address", max: 120),
            typed.optional("published", max: 200), typed.optional("standard", max: 400),
            typed.optional("forward", max: 200), hours(typed, in: t), typed.ticked("holidays"))
        return ReceptionPlan(
            unit: values.0,
            facts: ReceptionChannel.Facts(
                kind: values.1, name: values.2, address: values.3, published: values.4 ?? "",
                standard: values.5 ?? "", forward: values.6 ?? "", keepsHolidays: values.8),
            hours: values.7)
    }

    static func slot(
        _ typed: FormData, in t: Language
    ) throws(Invalid) -> (hours: WeekHours, holder: Staff.ID, backup: Staff.ID?) {
        try form(
            typed.value("slot", or: t(.receptionHoursProblem)) { WeekHours(typed: $0) },
            typed.identifier("holder", of: Staff.self), typed.optionalIdentifier("backup", of: Staff.self))
    }

    static func handover(
        _ typed: FormData
    ) throws(Invalid) -> (holder: Staff.ID, backup: Staff.ID?, reason: String) {
        try form(
            typed.identifier("holder", of: Staff.self), typed.optionalIdentifier("backup", of: Staff.self),
            typed.required("reason"))
    }

    /// The fields of a channel that is there.
    static func values(of channel: ReceptionChannel, in t: Language) -> [String: String] {
        let facts = channel.facts
        var fields = [
            "unit": channel.unit.rawValue, "kind": facts.kind.rawValue, "name": facts.name, "address": facts.address,
            "published": facts.published, "standard": facts.standard, "forward": facts.forward,
            "hours": channel.hours.map { $0.text(in: t) }.joined(separator: "\n"),
        ]
        if facts.keepsHolidays { fields["holidays"] = "1" }
        return fields
    }

    private static func hours(_ typed: FormData, in t: Language) -> Field<[WeekHours]> {
        typed.value("hours", or: t(.receptionHoursProblem)) { text in
            let lines = text.split(whereSeparator: { $0.isNewline || "\u{FF1B};".contains($0) }).map(String.init).filter
            {
                !$0.allSatisfy(\.isWhitespace)
            }
            let hours = lines.compactMap { WeekHours(typed: $0) }
            guard (1...ReceptionChannel.mostHours).contains(lines.count), hours.count == lines.count else { return nil }
            return hours
        }
    }
}
