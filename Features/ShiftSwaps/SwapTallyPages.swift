import Kernel
import Web

/// How often people have swapped this month: for whoever decides, before they are asked again (GAME-63).
struct SwapTallyPages {
    let tallies: [SwapTally]
    let names: [Staff.ID: String]
    let units: [Unit.ID: String]
    let t: Language

    var html: HTML {
        guard !tallies.isEmpty else { return .empty }
        // What is the same in every line is said in none of them.
        let withUnit = tallies.count > 1
        let columns =
            [Table.Column(t(.swapTallyPerson), .name)] + (withUnit ? [Table.Column(t(.swapTallyUnit))] : [])
            + [Table.Column(t(.swapTallyUsed), .figure), Table.Column(t(.swapTallyMost), .figure)]
        let rows = tallies.flatMap { tally in
            tally.lines.map { line -> Table.Row in
                let used: HTML =
                    line.used >= tally.most
                    ? StateBadge(.broken, String(line.used)).html : "\(String(line.used))"
                let unit: [HTML] = withUnit ? ["\(units[tally.unit] ?? "")"] : []
                return Table.Row(["\(names[line.staff] ?? "")"] + unit + [used, "\(String(tally.most))"])
            }
        }
        return """
            <section class="panel" id="tally"><h2>\(t(.swapTally))</h2>\(Table(t(.swapTally), columns, isCompact: true).html(rows))</section>
            """
    }
}
