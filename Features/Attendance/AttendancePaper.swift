import Handbook
import Kernel
import Press

/// F-64 考勤表: a unit's month, a square for each day, with its sums and who confirmed, checked and locked it (GAME-54,
/// PROPB-27).
struct AttendancePaper {
    let team: TeamAttendance
    let text: AttendanceText
    let names: [Staff.ID: String]
    let printedBy: String
    let printedAt: Instant

    private var t: Language { text.t }

    var paper: Paper {
        let document = team.handbook.document
        return Paper(
            title: "\(team.unit.name)\(t(.attendanceSheetWord))", form: "F-64",
            number: AttendanceSheet.text(of: team.month), organisation: team.company,
            edition: t(.paperEdition, document.number, document.version),
            printed: t(.paperPrinted, printedBy, printedAt.dateAndTime(in: text.zone)),
            blocks: [
                .table(
                    Paper.Table(
                        dayColumns, squares { text.square($0) }, empty: t(.attendanceNobody), isDense: true,
                        hints: squares { text.verdicts($0).map(\.text).joined(separator: t(.listGap)) })),
                .note(text.legend(of: team.people.flatMap(\.days))),
            ] + several + [
                .table(Paper.Table(sumColumns, sumRows, empty: t(.attendanceNobody))),
                .signatures([Paper.Signature(t(.attendanceCheckedAt)), Paper.Signature(t(.signManager))]),
            ], words: .house(t, number: .attendanceSheetWord), isLandscape: true)
    }

    private var days: [Day] { Array(team.month...team.month.lastOfMonth) }

    private var dayColumns: [Paper.Column] {
        [Paper.Column(t(.attendancePerson), 5)]
            + days.map { Paper.Column(team.calendar.isWorkingDay($0) ? String($0.day) : "\($0.day)*", 2) }
    }

    /// A person's line each, with what is said of their days.
    private func squares(_ said: (AttendanceDay) -> String) -> [[String]] {
        team.people.map { person in
            let byDay = Dictionary(person.days.map { ($0.day, $0) }) { first, _ in first }
            return [person.name] + days.map { day in byDay[day].map(said) ?? "" }
        }
    }

    /// What the squares say in short is said at length: on paper there is no pointer.
    private var several: [Paper.Block] {
        let rows = team.people.compactMap { person -> [String]? in
            let days = person.days.compactMap { day -> String? in
                guard text.marks(day).count > 1 else { return nil }
                return t(.attendanceDayMarks, String(day.day.day), text.line(day))
            }
            return days.isEmpty ? nil : [person.name, days.joined(separator: t(.listGap))]
        }
        if rows.isEmpty { return [] }
        let columns = [Paper.Column(t(.attendancePerson), 5), Paper.Column(t(.attendanceSeveral), 62)]
        return [.table(Paper.Table(columns, rows, empty: ""))]
    }

    private var sumColumns: [Paper.Column] {
        [Paper.Column(t(.attendancePerson), 5)] + text.sums(AttendanceTotals()).map { Paper.Column(t($0.0), 4) }
            + [Word.attendanceConfirmedAt, .attendanceCheckedAt, .attendanceLockedAt].map { Paper.Column(t($0), 6) }
    }

    private var sumRows: [[String]] {
        team.people.map { person in
            let sums = text.sums(AttendanceTotals(person.days)).map(\.1)
            let sheet = person.sheet
            return [person.name] + sums + [
                sheet?.confirmedAt?.dateAndTime(in: text.zone) ?? "", act(sheet?.checked), act(sheet?.locked),
            ]
        }
    }

    private func act(_ act: AttendanceSheet.Act?) -> String {
        act.map { "\(names[$0.by] ?? "") \($0.at.dateAndTime(in: text.zone))" } ?? ""
    }
}
