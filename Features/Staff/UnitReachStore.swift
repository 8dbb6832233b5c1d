import Kernel

/// Conditions on the unit of a record. They sift what another index has led to: a bare column would offer its own, and an
/// engine that takes the offer walks all records of a unit.
extension UnitReach {
    static func sifting(_ units: [Unit.ID], by column: SQL = "unit_id") -> SQL {
        "COALESCE(\(column), '') IN \(list: units)"
    }

    static func sifting(_ unit: Unit.ID) -> SQL { "COALESCE(unit_id, '') = \(unit)" }

    /// What lies within whole units; whoever reaches only their own reaches nothing by this.
    var sifted: SQL {
        switch self {
        case .all: "1 = 1"
        case .some(let units): Self.sifting(units)
        case .own, .nothing: "1 = 0"
        }
    }
}
