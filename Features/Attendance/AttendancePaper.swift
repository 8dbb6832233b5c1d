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
                .table(Paper.Table(dayColumns, dayRows, empty: t(.attendanceNobody))), .note(t(.attendanceLegend)),
                .table(Paper.Table(sumColumns, sumRows, empty: t(.attendanceNobody))),
                .signatures([Paper.Signature(t(.attendanceCheckedAt)), Paper.Signature(t(.signManager))]),
            ], words: .house(t, number: .attendanceSheetWord), isLandscape: true)
    }

    private var days: [Day] { Array(team.month...team.month.lastOfMonth) }

    private var dayColumns: [Paper.Column] {
        [Paper.Column(t(.attendancePerson), 5)]
            + days.map { Paper.Column(team.calendar.isWorkingDay($0) ? String($0.day) : "\($0.day)*", 2) }
    }

    private var dayRows: [[String]] {
        team.people.map { person in
            let byDay = Dictionary(person.days.map { ($0.day, $0) }) { first, _ in first }
            return [person.name] + days.map { day in byDay[day].map { text.code($0) } ?? "" }
        }
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
