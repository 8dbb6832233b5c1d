import Database
import Handbook
import Kernel

extension Figures {
    /// The whole report of a period, with the period before.
    func report(_ query: FigureQuery, for actor: Actor, in zone: Zone) throws -> FigureReport {
        let scope = try scope(query, for: actor, in: zone)
        let step: FigureDimension = query.days <= 62 ? .day : query.days <= 200 ? .week : .month
        return FigureReport(
            query: query, values: try values(Figure.allCases, scope, medians: true),
            before: try values(Figure.allCases, self.scope(query.before, for: actor, in: zone)),
            incoming: query.filled(try lines(.volume, by: step, scope), .volume, by: step),
            completed: query.filled(try lines(.completed, by: step, scope), .completed, by: step),
            trendStep: step, categories: try lines(.volume, by: .category, scope),
            units: try tx.units(for: actor, permitting: .readAdherence), now: tx.now,
            types: try tx.caseTypeNames(for: actor))
    }

    /// Whether so much was reported in a period that counting it keeps somebody waiting: the page is shown first then.
    func isLong(_ query: FigureQuery, in zone: Zone, from most: Int) throws -> Bool {
        let period = query.period(in: zone)
        let some =
            try tx.execute(
                """
                SELECT COUNT(*) AS n FROM (
                    SELECT 1 AS one FROM service_case
                    WHERE reported_at >= \(period.lowerBound) AND reported_at < \(period.upperBound)
                    LIMIT \(most)
                ) AS bounded
                """
            ).first?.int("n") ?? 0
        return some == most
    }

    func breakdown(
        _ figure: Figure, by dimension: FigureDimension, _ query: FigureQuery, for actor: Actor, in zone: Zone
    ) throws -> FigureBreakdown {
        let scope = try scope(query, for: actor, in: zone)
        let earlier = try self.scope(query.before, for: actor, in: zone)
        let lines = query.filled(try lines(figure, by: dimension, scope), figure, by: dimension)
        let before = dimension.isTime ? [] : try self.lines(figure, by: dimension, earlier)
        return FigureBreakdown(
            figure: figure, query: query, dimension: dimension,
            total: try values([figure], scope, medians: true)[figure] ?? FigureValue(figure: figure),
            before: try values([figure], earlier)[figure] ?? FigureValue(figure: figure), lines: lines,
            linesBefore: Dictionary(before.map { ($0.key, $0.value) }) { first, _ in first },
            names: try names(of: lines.map(\.key), dimension, for: actor),
            units: try tx.units(for: actor, permitting: .readAdherence), types: try tx.caseTypeNames(for: actor))
    }

    func list(
        _ figure: Figure, _ part: FigurePart, _ query: FigureQuery, for actor: Actor, in zone: Zone, limit: Int,
        offset: Int
    ) throws -> FigureList {
        try list(
            figure, part, query, within: try scope(query, for: actor, in: zone), for: actor, limit: limit,
            offset: offset)
    }

    /// The rows of a scope that somebody else has drawn, e.g. that of a digest; cases open to whoever may read them.
    func list(
        _ figure: Figure, _ part: FigurePart, _ query: FigureQuery, within scope: FigureScope, for actor: Actor,
        limit: Int, offset: Int
    ) throws -> FigureList {
        let (rows, total) = try rows(figure, part, scope, limit: limit, offset: offset)
        let keyName = try query.dimension.flatMap { dimension in
            try query.key.flatMap { try names(of: [$0], dimension, for: actor)[$0] }
        }
        return FigureList(
            figure: figure, query: query, part: part,
            value: try values([figure], scope)[figure] ?? FigureValue(figure: figure), rows: rows, total: total,
            names: try tx.names(of: Set(rows.compactMap(\.handler))),
            units: try tx.unitNames(of: Set(rows.map(\.unit))),
            open: Set(
                rows.filter { actor.may(.readCase, in: $0.unit, isOwn: $0.handler == actor.staff.id) }.map(\.record)),
            keyName: keyName)
    }

    /// The question, within what may be read: the right to read reports reaches over units.
    func scope(_ query: FigureQuery, for actor: Actor, in zone: Zone) throws -> FigureScope {
        guard actor.holds(.readAdherence) else { throw NotAllowed(permission: .readAdherence, isElsewhere: false) }
        var reach = actor.units(permitting: .readAdherence)
        if let unit = query.unit {
            let asked = try [unit] + tx.units.descendants(of: unit)
            switch reach {
            case .all: reach = .some(asked)
            case .some(let units):
                let both = Set(asked).intersection(units).sorted { $0.rawValue < $1.rawValue }
                reach = both.isEmpty ? .nothing : .some(both)
            case .own, .nothing: break
            }
        }
        return FigureScope(
            period: query.period(in: zone), reach: reach, staff: actor.staff.id, type: query.type,
            dimension: query.key == nil ? nil : query.dimension, key: query.key, zone: zone, now: tx.now)
    }

    private func names(of keys: [String], _ dimension: FigureDimension, for actor: Actor) throws -> [String: String] {
        let keys = keys.filter { !$0.isEmpty }
        switch dimension {
        case .unit:
            let names = try tx.unitNames(of: Set(keys.map { Unit.ID($0) }))
            return Dictionary(names.map { ($0.key.rawValue, $0.value) }) { first, _ in first }
        case .person:
            let names = try tx.names(of: Set(keys.map { Staff.ID($0) }))
            return Dictionary(names.map { ($0.key.rawValue, $0.value) }) { first, _ in first }
        case .type:
            let types = try tx.caseTypeNames(for: actor)
            return Dictionary(keys.compactMap { key in CaseType(rawValue: key).map { (key, types.word($0).chinese) } })
            {
                first, _ in first
            }
        case .category, .product, .place, .cause, .severity, .channel, .source, .day, .week, .month: return [:]
        }
    }
}
