import Database
import Handbook
import Kernel

extension DeviceFiles {
    /// Brings the rows of a file in, all that can be at once: the others are named with their reasons. The same file again
    /// takes nothing.
    @discardableResult
    func enter(
        _ rows: [DeviceRow], named name: String, digest: String, from device: String, into unit: Unit.ID,
        by actor: Actor
    ) throws -> DeviceFile {
        try authorize(actor, .manageAttendance, in: unit, isOwn: false)
        let zone = try tx.absenceGround(of: unit).zone
        var sorting = try sorting(rows, by: actor)
        var problems: [Row] = []
        var events: [ClockEvent] = []
        let id: DeviceFile.ID = tx.ids.make()
        for row in rows {
            switch sorting.place(row, in: zone, at: tx.now) {
            case .failure(let problem):
                problems.append(Row(number: row.number, problem: problem.problem, text: row.text))
            case .success(let (person, at)):
                events.append(
                    ClockEvent(
                        id: tx.ids.make(), unit: sorting.homes[person] ?? unit, staff: person, kind: row.kind, at: at,
                        source: .device, device: device, enteredBy: actor.staff.id, enteredAt: tx.now))
            }
        }
        let file = DeviceFile(
            id: id, unit: unit, name: String(name.prefix(120)), device: device, digest: digest, rows: rows.count,
            taken: events.count, enteredBy: actor.staff.id, enteredAt: tx.now)
        // A row with several times may fail more than once; its first reason is told.
        var told: Set<Int> = []
        let kept = problems.filter { told.insert($0.number).inserted }.prefix(DeviceFile.mostProblems)
        try insert(file, Array(kept))
        try tx.clockEvents.insert(events, file: id)
        try tx.record(
            .deviceFileEntered, about: Subject(.unit, unit.rawValue), in: unit, by: actor.staff.id,
            details: ["rows": String(rows.count), "count": String(events.count)])
        return file
    }

    /// For whoever may bring files in there.
    func open(_ id: DeviceFile.ID, by actor: Actor) throws -> DeviceFile {
        guard let file = try find(id), actor.may(.manageAttendance, in: file.unit, isOwn: false) else {
            throw DeviceFile.Refusal.unknown
        }
        return file
    }

    private func sorting(_ rows: [DeviceRow], by actor: Actor) throws -> Sorting {
        let people = try people(named: Set(rows.map(\.person).filter { !$0.isEmpty }))
        let known = people.values.flatMap(\.self).uniqued()
        let homes = try tx.homes(of: known)
        let past = (tx.now - .days(DeviceFile.oldestDays + 2))..<(tx.now + .days(1))
        var clocks: [Staff.ID: Clocks] = [:]
        for part in stride(from: 0, to: known.count, by: 200) {
            let some = Array(known[part..<min(part + 200, known.count)])
            for (person, punches) in try tx.clockEvents.punches(of: some, between: past) {
                clocks[person] = Clocks(punches.map(\.at))
            }
        }
        return Sorting(
            people: people, homes: homes, reach: actor.units(permitting: .manageAttendance),
            locked: try tx.attendanceSheets.locked(of: known), known: clocks)
    }

    private struct Unplaced: Error {
        let problem: DeviceFile.Problem
    }

    /// What the house knows, against which each row is held.
    private struct Sorting {
        let people: [String: [Staff.ID]]
        let homes: [Staff.ID: Unit.ID]
        let reach: UnitReach
        let locked: [Staff.ID: Set<Day>]
        let known: [Staff.ID: Clocks]
        private var seen: [Staff.ID: Clocks] = [:]

        init(
            people: [String: [Staff.ID]], homes: [Staff.ID: Unit.ID], reach: UnitReach, locked: [Staff.ID: Set<Day>],
            known: [Staff.ID: Clocks]
        ) {
            self.people = people
            self.homes = homes
            self.reach = reach
            self.locked = locked
            self.known = known
        }

        /// Clocks of one person within a minute are one.
        mutating func place(
            _ row: DeviceRow, in zone: Zone, at now: Instant
        ) -> Result<(Staff.ID, Instant), Unplaced> {
            func no(_ problem: DeviceFile.Problem) -> Result<(Staff.ID, Instant), Unplaced> {
                .failure(Unplaced(problem: problem))
            }
            guard let time = row.time else { return no(.unreadable) }
            guard let at = time.instant(in: zone) else { return no(.missingHour) }
            let found = people[row.person] ?? []
            guard let person = found.first else { return no(.nobody) }
            guard found.count == 1 else { return no(.several) }
            guard let home = homes[person], reach.contains(home) else { return no(.elsewhere) }
            guard at <= now else { return no(.future) }
            guard at >= now - .days(DeviceFile.oldestDays) else { return no(.tooOld) }
            // A night that began on the last of a month is of that month.
            if locked[person]?.contains(zone.day(of: at).firstOfMonth) == true { return no(.locked) }
            if known[person]?.isNear(at) == true { return no(.known) }
            guard seen[person]?.isNear(at) != true else { return no(.twice) }
            seen[person, default: Clocks()].insert(at)
            return .success((person, at))
        }
    }

    /// The clocks of one person, by the minute: of two within a minute one may be before its turn and one behind it.
    private struct Clocks {
        private var minutes: [Int64: [Instant]] = [:]

        init(_ clocks: [Instant] = []) { for at in clocks { insert(at) } }

        mutating func insert(_ at: Instant) { minutes[at.milliseconds / 60_000, default: []].append(at) }

        func isNear(_ at: Instant) -> Bool {
            let minute = at.milliseconds / 60_000
            return (minute - 1...minute + 1).contains { near in
                minutes[near]?.contains { abs((at - $0).milliseconds) < 60_000 } == true
            }
        }
    }
}
