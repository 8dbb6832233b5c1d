import Database
import Kernel

extension Lines {
    /// Lines with their people and what waits in them: three questions for all of them.
    func views(of lines: [Line]) throws -> [LineView] {
        let ids = lines.map(\.id)
        let members = try memberIDs(of: ids)
        let boarded = try tx.shifts.people(on: ids)
        let people = Set(members.values.joined()).union(boarded.values.joined()).sorted { $0.rawValue < $1.rawValue }
        let onDuty = try tx.presence.onDuty(among: people)
        let placed = try tx.shifts.lines(of: people)
        let waiting = try waiting(in: ids)
        let units = try tx.unitNames(of: Set(lines.map(\.unit)))
        return lines.map { line in
            let own = members[line.id] ?? []
            // The board goes before the membership (GAME-19).
            let working = own.filter { placed[$0] == nil } + (boarded[line.id] ?? [])
            return LineView(
                line: line, unit: units[line.unit] ?? "", members: own.count,
                onDuty: working.filter(onDuty.contains).count,
                offered: waiting[line.id]?[.offered]?.count ?? 0, pooled: waiting[line.id]?[.pooled]?.count ?? 0)
        }
    }

    /// What waits in each line, and since when: from the narrow index of what has not been taken.
    func waiting(in lines: [Line.ID]) throws -> [Line.ID: [Assignment.State: (count: Int, since: Instant)]] {
        guard !lines.isEmpty else { return [:] }
        var waiting: [Line.ID: [Assignment.State: (count: Int, since: Instant)]] = [:]
        for row in try tx.execute(
            """
            SELECT line_id, state, COUNT(*) AS n, MIN(since) AS since FROM case_assignment
            WHERE line_id IN \(list: lines) AND state <> 'taken'
            GROUP BY line_id, state
            ORDER BY line_id, state
            LIMIT \(Line.mostLines * 2)
            """
        ) {
            waiting[try row.id("line_id"), default: [:]][try row.choice("state")] = (
                try row.int("n"), try row.instant("since")
            )
        }
        return waiting
    }
}
