import Database
import Kernel

/// What came in, by half hour: one question a week and table, each along an index by unit and time.
struct ProposalHistory {
    let tx: Transaction

    /// The whole days before `until`, so many weeks of them.
    func past(of units: [Unit.ID], before until: Day, weeks: Int, in zone: Zone) throws -> [ProposalDemand.Past] {
        guard !units.isEmpty else { return [] }
        var days: [Day: ProposalDemand.Past] = [:]
        for week in 1...weeks {
            let from = until.advanced(by: -7 * week)
            let hours = zone.instant(from, .midnight)..<zone.instant(from.advanced(by: 7), .midnight)
            for unit in units {
                try count(
                    """
                    SELECT started_at / 1800000 AS slot, COUNT(*) AS n FROM contact
                    WHERE unit_id = \(unit) AND started_at >= \(hours.lowerBound) AND started_at < \(hours.upperBound)
                        AND direction = 'inbound'
                    GROUP BY started_at / 1800000
                    LIMIT 400
                    """, into: &days, \.contacts, zone)
                // Calls, counters and chats are contacts, and counted there.
                try count(
                    """
                    SELECT reported_at / 1800000 AS slot, COUNT(*) AS n FROM service_case
                    WHERE unit_id = \(unit) AND reported_at >= \(hours.lowerBound)
                        AND reported_at < \(hours.upperBound)
                        AND channel NOT IN ('phone', 'counter', 'chat')
                    GROUP BY reported_at / 1800000
                    LIMIT 400
                    """, into: &days, \.cases, zone)
            }
        }
        return days.values.sorted { $0.day < $1.day }
    }

    /// Mean handling time of the contacts of the last weeks, in seconds; nothing where too few have ended.
    func handling(of units: [Unit.ID], before until: Day, in zone: Zone) throws -> Int? {
        var (sum, count): (Int64, Int) = (0, 0)
        let from = zone.instant(until.advanced(by: -14), .midnight)
        for unit in units {
            let row = try tx.execute(
                """
                SELECT COUNT(*) AS n, COALESCE(CAST(SUM(ended_at - started_at) AS BIGINT), 0) AS worked FROM contact
                WHERE unit_id = \(unit) AND started_at >= \(from) AND started_at < \(zone.instant(until, .midnight))
                    AND direction = 'inbound' AND ended_at IS NOT NULL AND ended_at - started_at < 7200000
                """
            ).first
            sum += try row?.integer("worked") ?? 0
            count += try row?.int("n") ?? 0
        }
        return count < 20 ? nil : max(1, Int(sum / Int64(count) / 1000))
    }

    private func count(
        _ question: SQL, into days: inout [Day: ProposalDemand.Past],
        _ part: WritableKeyPath<ProposalDemand.Past, [Double]>, _ zone: Zone
    ) throws {
        for row in try tx.execute(question) {
            let at = Instant(milliseconds: try row.integer("slot") * 1_800_000).local(zone)
            days[at.day, default: .init(day: at.day)][keyPath: part][at.time.minutes / 30] += Double(try row.int("n"))
        }
    }
}

extension Transaction {
    var proposalHistory: ProposalHistory { ProposalHistory(tx: self) }
}
