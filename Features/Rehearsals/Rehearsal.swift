public import Handbook
import Kernel

/// A handbook tried on a recorded past, before it takes effect (试运行): had these clauses been in force, how often would
/// each have applied, been kept and been missed?
///
///     log (CSV) ──▶ Log: events by record, in time ──▶ the handbook's own clock engine ──▶ Report, clause by clause
///
/// The engine is the one the obligations ledger lives by, so a rehearsal cannot promise what the department will not
/// live through. A log says nothing of type, severity, source and channel of a record: they are taken from
/// `circumstances`, an ordinary complaint made directly by telephone unless told otherwise.
public struct Rehearsal: Sendable {
    let handbook: Handbook
    let calendar: BusinessCalendar
    let circumstances: Circumstances

    /// Refuses a handbook whose calendar cannot be compiled.
    public init(handbook: Handbook, circumstances: Circumstances = Circumstances()) throws(Refusal) {
        do {
            calendar = try handbook.calendar.calendar()
        } catch {
            throw .calendar(error)
        }
        self.handbook = handbook
        self.circumstances = circumstances
    }

    /// Reads a log, `record,event,at[,actor,unit]`, and plays it. Times without an offset are those of the handbook's
    /// zone. Lines that cannot be read are counted by reason in the report; a file that is no log is refused whole.
    public func run(_ bytes: [UInt8]) throws(Refusal) -> Report { run(try Log(bytes, zone: calendar.zone)) }

    /// Plays a log that has been read already: several handbooks can be tried on one.
    public func run(_ log: Log) -> Report {
        var play = RecordPlay(handbook, on: calendar, circumstances)
        for record in 0..<log.recordCount { play.play(log.events(of: record)) }
        return Report(
            handbook: Report.Cover(
                code: handbook.code, title: handbook.document.title, version: handbook.document.version,
                zone: calendar.zone.identifier),
            log: Report.LogFigures(reading: log.reading, recordCount: log.recordCount, playing: play.log),
            clauses: handbook.clauses.compactMap { clause in
                guard case .deadline(let deadline) = clause.enforcement else { return nil }
                return Report.ClauseFigures(
                    clause, deadline, play.tallies.first { $0.clause == clause.number }, recordCount: log.recordCount)
            })
    }
}

extension Rehearsal {
    /// Why nothing could be rehearsed at all.
    public enum Refusal: Error, Equatable {
        case calendar(CalendarPlan.Refusal)
        /// Not a byte but white space.
        case empty
        case notUTF8(line: Int)
        case missingColumns([String])
        /// Two columns of one name: nobody can say which is meant.
        case repeatedColumns([String])
        case tooManyLines(limit: Int)
    }
}
