import Database
import Kernel

/// By what each unit's need of people is computed.
struct StaffingTermsOfUnits {
    let tx: Transaction

    /// The unit's own, else those of the unit above it, else the house's.
    func of(_ unit: Unit.ID) throws -> StaffingTerms {
        let chain = try tx.units.chain(from: unit).map(\.id)
        guard !chain.isEmpty else { return StaffingTerms() }
        let rows = try tx.execute(
            """
            SELECT unit_id, share, within_seconds, patience_seconds, occupancy, shrinkage, handling_seconds,
                   case_minutes, least, weight_cover, weight_spare, weight_wish, weight_nights, weight_weekends,
                   weight_evenness, weight_pattern
            FROM staffing_terms
            WHERE unit_id IN \(list: chain)
            """
        )
        let known = try Dictionary(rows.map { (try $0.id("unit_id") as Unit.ID, try StaffingTerms(row: $0)) }) { $1 }
        return chain.lazy.compactMap { known[$0] }.first ?? StaffingTerms()
    }

    func set(_ terms: StaffingTerms, of unit: Unit.ID) throws {
        let weights = terms.weights
        try tx.execute(
            """
            INSERT INTO staffing_terms
                (unit_id, share, within_seconds, patience_seconds, occupancy, shrinkage, handling_seconds, case_minutes,
                 least, weight_cover, weight_spare, weight_wish, weight_nights, weight_weekends, weight_evenness,
                 weight_pattern)
            VALUES (\(unit), \(terms.share), \(terms.within), \(terms.patience), \(terms.occupancy),
                    \(terms.shrinkage), \(terms.handling), \(terms.caseMinutes), \(terms.least), \(weights.cover),
                    \(weights.spare), \(weights.wish), \(weights.nights), \(weights.weekends), \(weights.evenness),
                    \(weights.pattern))
            ON CONFLICT (unit_id) DO UPDATE SET
                share = excluded.share, within_seconds = excluded.within_seconds,
                patience_seconds = excluded.patience_seconds, occupancy = excluded.occupancy,
                shrinkage = excluded.shrinkage, handling_seconds = excluded.handling_seconds,
                case_minutes = excluded.case_minutes, least = excluded.least, weight_cover = excluded.weight_cover,
                weight_spare = excluded.weight_spare, weight_wish = excluded.weight_wish,
                weight_nights = excluded.weight_nights, weight_weekends = excluded.weight_weekends,
                weight_evenness = excluded.weight_evenness, weight_pattern = excluded.weight_pattern
            """
        )
    }
}

extension Transaction {
    var staffingTerms: StaffingTermsOfUnits { StaffingTermsOfUnits(tx: self) }
}

extension StaffingTerms {
    fileprivate init(row: Row) throws {
        self.init(
            share: try row.int("share"), within: try row.int("within_seconds"),
            patience: try row.int(ifPresent: "patience_seconds"), occupancy: try row.int("occupancy"),
            shrinkage: try row.int("shrinkage"), handling: try row.int(ifPresent: "handling_seconds"),
            caseMinutes: try row.int("case_minutes"), least: try row.int("least"),
            weights: Weights(
                cover: try row.int("weight_cover"), spare: try row.int("weight_spare"),
                wish: try row.int("weight_wish"), nights: try row.int("weight_nights"),
                weekends: try row.int("weight_weekends"), evenness: try row.int("weight_evenness"),
                pattern: try row.int("weight_pattern")))
    }
}
