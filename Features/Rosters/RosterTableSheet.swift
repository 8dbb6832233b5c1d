import Kernel

/// A roster's table as it is written into a file. Pure.
struct RosterTableSheet: Sendable {
    let columns: [SheetColumn]
    let rows: [[SheetCell]]
    /// What the codes mean, for a second sheet.
    let codes: [[SheetCell]]

    init(_ view: RosterView, accounts: [Staff.ID: String], in t: Language) {
        let templates = view.template
        var cells: [Staff.ID: [Day: [ShiftAssignment]]] = [:]
        for shift in view.shifts {
            if let person = shift.staff { cells[person, default: [:]][shift.day, default: []].append(shift) }
        }
        let groups = Dictionary(view.groups.map { ($0.id, $0.name) }) { $1 }
        let days = Array(view.days)
        let choices = view.templates.filter { !$0.isRetired }.map(\.code)
        columns =
            [
                SheetColumn(t(.rosterPerson), width: 12), SheetColumn(t(.rosterTableAccount), width: 14),
                SheetColumn(t(.shiftGroups), width: 8),
            ]
            + days.map { day in
                SheetColumn(
                    day.description, width: 11, choices: choices,
                    note: view.calendar.names[day] ?? day.weekday.name(in: t))
            } + [SheetColumn(t(.rosterHours), width: 8)]
        rows = view.people.map { person in
            let mine = cells[person.id] ?? [:]
            let minutes = mine.values.joined().reduce(0) { $0 + $1.paidMinutes }
            return [
                .text(person.name), .text(accounts[person.id] ?? ""),
                .text(view.groupOf[person.id].flatMap { groups[$0] } ?? ""),
            ]
                + days.map { .text((mine[$0] ?? []).map { view.code(of: $0, templates) }.joined(separator: "+")) }
                + [.number(Double(minutes) / 60)]
        }
        codes = view.templates.filter { !$0.isRetired }.map {
            [.text($0.code), .text($0.name(in: t)), .text($0.hours)]
        }
    }
}
