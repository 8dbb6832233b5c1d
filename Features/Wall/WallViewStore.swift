import Database
import Handbook
import Kernel

extension Transaction {
    /// The whole wall for one reader. Suggestions and undo only for whoever may reassign, and never on a TV.
    func wall(for actor: Actor, units: [Unit.ID]?, zone: Zone, isTV: Bool, title: String) throws -> Wall {
        let reading = WallReading(tx: self, units: units)
        let lines = try self.lines.list(in: units).filter(\.isOpen)
        let waiting = try self.lines.waiting(in: lines.map(\.id))
        let duty = try presence.standing(in: units.map { $0.isEmpty ? .nothing : .some($0) } ?? .all)
        let loads = try assignments.loads(of: duty.map(\.staff), in: units)
        let unitNames = try self.unitNames(of: Set(duty.map(\.presence.unit)))
        return Wall(
            queues: try reading.queues(),
            lines: try self.lines.views(of: lines).map { view in
                let since = waiting[view.line.id]?.values.map(\.since).min()
                return Wall.LineQueue(view: view, oldest: since)
            },
            duty: duty.map {
                Wall.Duty(person: $0, unit: unitNames[$0.presence.unit] ?? "", load: loads[$0.staff] ?? 0)
            },
            deadlines: try deadlines(try reading.dueSoon(limit: Wall.mostDeadlines), for: isTV ? nil : actor, title),
            dueSoon: try reading.countDueSoon(),
            breached: try reading.countBreached(since: zone.today(at: now).lowerBound),
            pooled: try reading.countPooled(), calls: try reading.calls(),
            recent: isTV ? [] : try recent(of: actor), heat: isTV ? nil : try heat(reading, zone),
            unanswered: isTV || !actor.holds(.giveDispatch)
                ? nil : try dispatches.unanswered(in: actor.units(permitting: .giveDispatch)))
    }

    /// Obligations with their records, bars, and for whoever may reassign a suggestion.
    private func deadlines(_ obligations: [Obligation], for actor: Actor?, _ title: String) throws -> [Wall.Deadline] {
        let labels = try labels(of: obligations.map(\.subject))
        let units = try unitNames(of: Set(obligations.map(\.unit)))
        let names = try names(of: Set(obligations.compactMap(\.owedByStaff)))
        var suggestions = Suggestions(self, title: title)
        var settings: [String: (Handbook, BusinessCalendar)] = [:]
        return try obligations.map { obligation in
            let place = "\(obligation.version) \(obligation.unit)"
            let (handbook, calendar) = try settings[place] ?? setting(of: obligation)
            settings[place] = (handbook, calendar)
            let record =
                try actor == nil || obligation.subject.kind != .serviceCase
                ? nil : cases.find(Case.ID(obligation.subject.id))
            let isSeen = actor?.units(permitting: .readCase).contains(obligation.unit) ?? false
            let mayReassign = record.map { actor?.may(.reassignCase, in: $0.unit, isOwn: false) ?? false } ?? false
            let label = labels[obligation.subject]
            return Wall.Deadline(
                obligation: obligation, record: isSeen ? record?.id : nil, number: label?.number ?? "",
                subject: isSeen ? label?.title ?? "" : "",
                unit: units[obligation.unit] ?? "",
                owedBy: obligation.owedByStaff.flatMap { names[$0] }
                    ?? handbook.name(of: obligation.owedBy, in: .chinese),
                used: obligation.used(at: now, on: calendar),
                suggestion: try mayReassign && obligation.owedBy == .handler && !obligation.isPersonal
                    ? record.flatMap { try suggestions.suggestion(for: $0) } : nil)
        }
    }

    private func setting(of obligation: Obligation) throws -> (Handbook, BusinessCalendar) {
        let handbook = try handbooks.handbook(obligation.version)
        return (handbook, try calendars.calendar(of: obligation.unit, under: handbook))
    }

    private func recent(of actor: Actor) throws -> [Wall.Recent] {
        let recent = try assignments.undoable(by: actor.staff.id, limit: 5)
        let names = try names(of: Set(recent.flatMap { [$0.from, $0.to].compactMap(\.self) }))
        let labels = try labels(of: recent.map { Subject(.serviceCase, $0.record.rawValue) })
        return recent.map { done in
            Wall.Recent(
                reassignment: done, number: labels[Subject(.serviceCase, done.record.rawValue)]?.number ?? "",
                from: done.from.flatMap { names[$0] } ?? "", to: names[done.to] ?? "")
        }
    }

    /// The clauses that were missed most, and the units in which they were.
    private func heat(_ reading: WallReading, _ zone: Zone) throws -> Wall.Heat {
        let (cells, isCut) = try reading.cells(since: Wall.heatSince(now, zone), in: zone)
        func missed(_ cell: Wall.Cell) -> Int { cell.all - cell.kept }
        let clauses = cells.sorted { a, b in
            let (x, y) = (a.value.values.reduce(0) { $0 + missed($1) }, b.value.values.reduce(0) { $0 + missed($1) })
            return x != y ? x > y : a.key.localOrder < b.key.localOrder
        }.prefix(Wall.mostClauses).map(\.key)
        var weights: [Unit.ID: Int] = [:]
        for clause in clauses {
            for (unit, cell) in cells[clause] ?? [:] { weights[unit, default: 0] += missed(cell) * 1000 + cell.all }
        }
        let units = weights.sorted { ($1.value, $0.key.rawValue) < ($0.value, $1.key.rawValue) }
            .prefix(Wall.mostUnits).map(\.key)
        let names = try unitNames(of: Set(units))
        var texts: [String: String] = [:]
        for code in try Set(units.map { try self.units.handbookCode(of: $0) }).sorted() {
            guard let version = try handbooks.inForce(code, at: now) else { continue }
            for clause in try handbooks.handbook(of: version).clauses where texts[clause.number] == nil {
                texts[clause.number] = clause.text
            }
        }
        return Wall.Heat(
            clauses: clauses.map { ($0, texts[$0] ?? "") }, units: units.map { ($0, names[$0] ?? "") }, cells: cells,
            days: Wall.heatDays, isCut: isCut)
    }
}

extension Wall {
    /// From the midnight of the first of the last seven days.
    static func heatSince(_ now: Instant, _ zone: Zone) -> Instant {
        zone.instant(zone.day(of: now).advanced(by: 1 - heatDays), .midnight)
    }
}

extension String {
    /// 2.10 after 2.9.
    fileprivate var localOrder: String {
        split(separator: ".").map { String(repeating: "0", count: max(0, 4 - $0.count)) + $0 }.joined(separator: ".")
    }
}
