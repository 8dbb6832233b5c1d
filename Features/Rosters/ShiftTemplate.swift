import Kernel

/// A kind of shift 班次: 早班 09:00–21:00 with an hour's break. It may cross midnight (GAME-17).
///
/// What was once worked keeps its template: one that is no longer used is retired, never deleted.
struct ShiftTemplate: Entity {
    enum Refusal: Error, Equatable {
        case unknown
        case codeTaken(String)
        case retired
        /// Begins and ends at one moment: the clocks jump over it on that day.
        case missingHour(Day)
    }

    static let lengths = 30...1440
    static let mostCode = 4
    /// Of one unit, retired ones included.
    static let most = 60

    let id: ID
    let unit: Unit.ID
    /// 早, D, N1: what stands in a cell of the roster. Never `-`, which is a day off.
    var code: String
    var chinese: String
    var english: String
    var starts: TimeOfDay
    var lengthMinutes: Int
    var breakMinutes: Int
    var isNight: Bool
    var retiredAt: Instant?

    /// Letters, digits and characters, and none of the words by which a pattern says a day off: a cell of a sheet joins codes
    /// with +, marks free hours with * and is split at blanks and commas.
    static func isCode(_ text: String) -> Bool {
        !text.isEmpty && text.allSatisfy { $0.isLetter || $0.isNumber } && !RotationPattern.rests.contains(text)
    }

    var ends: TimeOfDay { TimeOfDay(minutes: starts.minutes + lengthMinutes) }
    /// What counts as worked.
    var paidMinutes: Int { lengthMinutes - breakMinutes }
    var isRetired: Bool { retiredAt != nil }

    /// `09:00-21:00`; past midnight `22:00-06:00`.
    var hours: String { (starts..<ends).hours }

    func name(in language: Language) -> String {
        language == .english && !english.isEmpty ? english : chinese
    }

    /// When it is worked on a day, on the wall clock there: a night on which clocks change is an hour longer or shorter.
    func span(on day: Day, in zone: Zone) throws(Refusal) -> Range<Instant> {
        let from = zone.instant(day, starts)
        let until = zone.instant(day, ends)
        guard from < until else { throw .missingHour(day) }
        return from..<until
    }
}
