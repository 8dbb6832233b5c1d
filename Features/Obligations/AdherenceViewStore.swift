import Database
import Handbook
import Kernel

extension Transaction {
    /// The report for a reader, as far as their right to read it reaches.
    func adherence(_ query: AdherenceQuery, for actor: Actor) throws -> AdherenceView {
        let (query, version) = try settled(query, for: actor)
        let handbook = try handbooks.handbook(of: version)
        let zone = try zone(of: handbook)
        let adherence = try obligations.adherence(
            try filter(query, for: actor, in: zone), by: query.grouping, in: zone)
        let weeks = try obligations.adherence(
            try filter(query.trend, for: actor, in: zone), by: .week, in: zone, withSlack: false)
        let counts = Dictionary(weeks.lines.map { ($0.key, $0.counts) }) { first, _ in first }
        let trend = (0..<AdherenceQuery.trendWeeks).map { week in
            let key = query.trend.from.advanced(by: 7 * week).description
            return Adherence.Line(key: key, counts: counts[key] ?? Adherence.Counts())
        }
        return AdherenceView(
            query: query, version: version, handbook: handbook, adherence: adherence, trend: trend,
            names: try names(of: adherence.lines, by: query.grouping), choices: try choices(for: actor, query))
    }

    /// The rows behind a number, with the number of them all.
    func adherenceRecords(
        _ query: AdherenceQuery, for actor: Actor, limit: Int, offset: Int
    ) throws -> (query: AdherenceQuery, records: [AdherenceRecord], total: Int, zone: Zone) {
        let (query, version) = try settled(query, for: actor)
        let zone = try zone(of: handbooks.handbook(of: version))
        let (found, total) = try obligations.records(
            try filter(query, for: actor, in: zone), limit: limit, offset: offset)
        let labels = try labels(of: found.map(\.subject))
        let names = try names(of: Set(found.compactMap(\.person)))
        let records = found.map { obligation in
            AdherenceRecord(
                obligation: obligation, label: labels[obligation.subject]?.about(obligation),
                isTitleSeen: [.handbook, .unit].contains(obligation.subject.kind)
                    || actor.may(.readCase, in: obligation.unit, isOwn: obligation.owedByStaff == actor.staff.id),
                person: obligation.person.flatMap { names[$0] })
        }
        return (query, records, total, zone)
    }

    /// The question with its handbook chosen, and the edition in force at the end of its period.
    private func settled(
        _ query: AdherenceQuery, for actor: Actor
    ) throws -> (AdherenceQuery, HandbookVersion) {
        guard actor.holds(.readAdherence) else { throw NotAllowed(permission: .readAdherence, isElsewhere: false) }
        var query = query
        let own = try actor.mainHolding.map { try units.handbookCode(of: $0.unit) }
        guard let code = query.handbook ?? own, let now = try handbooks.inForce(code, at: self.now) else {
            throw NotFound()
        }
        query.handbook = code
        let zone = try zone(of: handbooks.handbook(of: now))
        let last = min(self.now, query.period(in: zone).upperBound - .milliseconds(1))
        return (query, try handbooks.inForce(code, at: last) ?? now)
    }

    private func zone(of handbook: Handbook) throws -> Zone { Zone(handbook.calendar.zone) ?? .shanghai }

    /// The condition on the ledger: what is asked, within what may be read.
    private func filter(_ query: AdherenceQuery, for actor: Actor, in zone: Zone) throws -> Adherence.Filter {
        var filter = Adherence.Filter(
            period: query.period(in: zone), handbook: query.handbook, clause: query.clause, units: nil,
            person: query.person, outcome: query.outcome)
        let asked = try query.unit.map { try query.isUnitAlone ? [$0] : [$0] + units.descendants(of: $0) }
        switch actor.units(permitting: .readAdherence) {
        case .all: filter.units = asked
        case .some(let reached):
            filter.units = asked.map { Set($0).intersection(reached).sorted { $0.rawValue < $1.rawValue } } ?? reached
        case .own:
            filter.units = asked
            filter.person = .staff(actor.staff.id)
        case .nothing: throw NotAllowed(permission: .readAdherence, isElsewhere: false)
        }
        return filter
    }

    func names(of lines: [Adherence.Line], by grouping: Adherence.Grouping) throws -> [String: String] {
        let keys = lines.map(\.key).filter { !$0.isEmpty }
        switch grouping {
        case .clause, .week: return [:]
        case .unit: return try unitNames(of: Set(keys.map { Unit.ID($0) })).named
        case .person: return try names(of: Set(keys.map { Staff.ID($0) })).named
        }
    }

    /// What the reader may ask for. People are those who hold a post in the units asked about, at most 500.
    private func choices(for actor: Actor, _ query: AdherenceQuery) throws -> AdherenceView.Choices {
        let codes = try handbooks.codes().compactMap { code in
            try handbooks.inForce(code, at: now).map { (id: code, name: $0.title) }
        }
        let reached = try units(for: actor, permitting: .readAdherence)
        let mine = Set(reached.map(\.id))
        let asked =
            try query.unit.map { try ([$0] + units.descendants(of: $0)).filter(mine.contains) } ?? reached.map(\.id)
        let people =
            asked.isEmpty
            ? []
            : try execute(
                """
                SELECT DISTINCT staff.id, staff.name FROM staff JOIN appointment ON appointment.staff_id = staff.id
                WHERE appointment.unit_id IN \(list: Array(asked.prefix(500)))
                ORDER BY staff.name, staff.id
                LIMIT 500
                """
            ).map { (id: try $0.text("id"), name: try $0.text("name")) }
        return AdherenceView.Choices(
            handbooks: codes, units: reached.prefix(500).map { (id: $0.id.rawValue, name: $0.name) }, people: people)
    }
}

extension Obligation {
    /// Who owed it, or (where a post did) who did it.
    fileprivate var person: Staff.ID? {
        if let accountable { return accountable }
        if case .ended(_, _, let by) = state { return by }
        return nil
    }
}

extension Dictionary where Value == String {
    fileprivate var named: [String: String] {
        Dictionary<String, String>(uniqueKeysWithValues: map { ("\($0.key)", $0.value) })
    }
}
