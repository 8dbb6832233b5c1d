import Handbook
import Kernel

extension Notice {
    /// The digest that a notice tells of: of a day, a week or a month, or a measure of one.
    func digestURL(_ details: [String: String]) -> String? {
        switch kind {
        case .dayDigestMade, .unsolvedListed: details["day"].map { Self.dayURL(subject.id, $0) }
        case .weekDigestMade: details["week"].map { Self.weekURL(subject.id, $0) }
        case .sampleDrawn: "/samples"
        case .digestDue: details["month"].map { Self.monthURL(subject.id, $0) }
        case .rosterDue: Self.rosterURL(subject.id)
        case .digestSubmitted, .countermeasurePlanned, .countermeasureDone, .countermeasureChecked,
            .countermeasureReopened:
            details["digest"].map { "/digests/\($0)" }
        default: nil
        }
    }

    fileprivate static func dayURL(_ unit: String, _ day: String) -> String { "/digests/day?unit=\(unit)&day=\(day)" }
    fileprivate static func weekURL(_ unit: String, _ week: String) -> String {
        "/digests/week?unit=\(unit)&week=\(week)"
    }
    fileprivate static func rosterURL(_ unit: String) -> String { "/rosters/new?unit=\(unit)" }
    fileprivate static func monthURL(_ unit: String, _ month: String) -> String {
        "/digests?unit=\(unit)&month=\(month)"
    }
}

extension Obligation {
    /// Where what a unit owes for a period is written or read.
    var reportURL: String? {
        guard let item, case .deadline(let rule) = rule else { return nil }
        // A drawn case is checked where the sample stands.
        if rule == .verifySample { return "/samples/\(item)" }
        guard subject.kind == .unit else { return nil }
        switch rule {
        case .readDay, .readUnsolved: return Notice.dayURL(subject.id, item)
        case .readWeek: return Notice.weekURL(subject.id, item)
        case .publishDigest: return Notice.monthURL(subject.id, item)
        case .publishRoster: return Notice.rosterURL(subject.id)
        case .doMeasure, .checkMeasure: return "/countermeasures/\(item)"
        default: return nil
        }
    }

    /// The period it is owed for; a measure has none.
    var reportPeriod: String? {
        switch rule {
        case .deadline(.doMeasure), .deadline(.checkMeasure): nil
        default: subject.kind == .unit ? item : nil
        }
    }
}
