import Database
import Handbook
import Kernel

/// Counts figures and lists what was counted. All figures of one source are counted in one walk over its rows.
struct Figures {
    let tx: Transaction

    /// Lines of a breakdown; whatever there is beyond them stands in the total.
    static let mostLines = 500
    /// Buckets of a quarter of an hour in the longest period.
    private static let mostBuckets = FigureQuery.mostDays * 96

    /// The values of figures in a scope. `medians` costs a walk in order for each time.
    func values(_ figures: [Figure], _ scope: FigureScope, medians: Bool = false) throws -> [Figure: FigureValue] {
        var values: [Figure: FigureValue] = [:]
        for source in Figure.Source.allCases {
            let asked = figures.filter { $0.source == source }
            guard !asked.isEmpty else { continue }
            let row = try tx.execute(Self.totalStatement(source, asked, scope)).first
            for (place, figure) in asked.enumerated() {
                values[figure] = try row.map { try FigureValue(row: $0, place, figure) } ?? FigureValue(figure: figure)
            }
        }
        guard medians else { return values }
        for figure in figures where figure.shape == .time {
            values[figure]?.median = try median(of: figure, scope)
        }
        return values
    }

    /// A breakdown: the largest first, times in their order.
    func lines(_ figure: Figure, by dimension: FigureDimension, _ scope: FigureScope) throws -> [FigureLine] {
        let limit = dimension.isTime ? Self.mostBuckets : Self.mostLines
        let lines = try tx.execute(Self.linesStatement(figure, by: dimension, scope, limit: limit)).map { row in
            FigureLine(key: try row.text("key"), value: try FigureValue(row: row, 0, figure))
        }
        guard dimension.isTime else { return lines }
        var days: [String: FigureValue] = [:]
        for line in lines {
            let start = Instant(milliseconds: Int64(line.key) ?? 0)
            // The first bucket may begin before the period does.
            let key = scope.key(of: figure.source == .open ? start : max(start, scope.period.lowerBound), by: dimension)
            days[key] = days[key].map { $0 + line.value } ?? line.value
        }
        return days.map { FigureLine(key: $0.key, value: $0.value) }.sorted { $0.key < $1.key }
    }

    /// The rows behind a figure, newest first, with the number of them all.
    func rows(
        _ figure: Figure, _ part: FigurePart, _ scope: FigureScope, limit: Int, offset: Int
    ) throws -> (rows: [FigureRow], total: Int) {
        let total = try tx.execute(Self.countStatement(figure, part, scope)).first?.int("n") ?? 0
        let rows = try tx.execute(Self.rowsStatement(figure, part, scope, limit: limit, offset: offset))
            .map(FigureRow.init(row:))
        return (rows, total)
    }

    private func median(of figure: Figure, _ scope: FigureScope) throws -> Int64? {
        let total = try tx.execute(Self.countStatement(figure, .whole, scope)).first?.int("n") ?? 0
        guard total > 0, let value = figure.value(scope) else { return nil }
        let middle = try tx.execute(
            """
            SELECT CAST(\(value) AS BIGINT) AS value FROM \(figure.source.rows)
            WHERE \(Self.condition(figure, .whole, scope))
            ORDER BY 1
            LIMIT \(total.isMultiple(of: 2) ? 2 : 1) OFFSET \((total - 1) / 2)
            """
        ).map { try $0.integer("value") }
        return middle.isEmpty ? nil : middle.reduce(0, +) / Int64(middle.count)
    }
}

extension Figures {
    static func condition(_ figure: Figure, _ part: FigurePart, _ scope: FigureScope) -> SQL {
        let whole: SQL = "\(scope.conditions(figure.source)) AND \(figure.whole(scope))"
        guard let share = figure.part(scope) else { return part == .rest ? "1 = 0" : whole }
        return switch part {
        case .whole: whole
        case .part: "\(whole) AND (\(share))"
        case .rest: "\(whole) AND NOT (\(share))"
        }
    }

    static func totalStatement(_ source: Figure.Source, _ figures: [Figure], _ scope: FigureScope) -> SQL {
        "SELECT \(columns(figures, scope)) FROM \(source.rows) WHERE \(scope.conditions(source))"
    }

    static func linesStatement(
        _ figure: Figure, by dimension: FigureDimension, _ scope: FigureScope, limit: Int
    ) -> SQL {
        """
        SELECT \(dimension.key(figure.source)) AS key, \(columns([figure], scope))
        FROM \(figure.source.rows)
        WHERE \(condition(figure, .whole, scope))
        GROUP BY 1
        ORDER BY whole0 DESC, key
        LIMIT \(limit)
        """
    }

    static func countStatement(_ figure: Figure, _ part: FigurePart, _ scope: FigureScope) -> SQL {
        "SELECT COUNT(*) AS n FROM \(figure.source.rows) WHERE \(condition(figure, part, scope))"
    }

    static func rowsStatement(
        _ figure: Figure, _ part: FigurePart, _ scope: FigureScope, limit: Int, offset: Int
    ) -> SQL {
        """
        SELECT matter.id, matter.number, matter.subject, matter.state, matter.unit_id, matter.handler_id,
            \(figure.source.time) AS at, CAST(\(figure.value(scope) ?? "NULL") AS BIGINT) AS value
        FROM \(figure.source.rows)
        WHERE \(condition(figure, part, scope))
        ORDER BY \(figure.source.time) DESC, \(figure.source.id) DESC
        LIMIT \(limit) OFFSET \(offset)
        """
    }

    /// `whole0, part0, sum0, whole1 …`: three sums for each figure.
    private static func columns(_ figures: [Figure], _ scope: FigureScope) -> SQL {
        let names: [(whole: SQL, part: SQL, sum: SQL)] = [
            ("whole0", "part0", "sum0"), ("whole1", "part1", "sum1"), ("whole2", "part2", "sum2"),
            ("whole3", "part3", "sum3"), ("whole4", "part4", "sum4"), ("whole5", "part5", "sum5"),
            ("whole6", "part6", "sum6"),
        ]
        let columns = zip(names, figures).map { name, figure -> SQL in
            let whole = figure.whole(scope)
            let part: SQL = figure.part(scope).map { "\(whole) AND \($0)" } ?? "1 = 0"
            let value = figure.value(scope) ?? "0"
            return """
                CAST(COALESCE(SUM(CASE WHEN \(whole) THEN 1 ELSE 0 END), 0) AS BIGINT) AS \(name.whole),
                    CAST(COALESCE(SUM(CASE WHEN \(part) THEN 1 ELSE 0 END), 0) AS BIGINT) AS \(name.part),
                    CAST(COALESCE(SUM(CASE WHEN \(whole) THEN \(value) ELSE 0 END), 0) AS BIGINT) AS \(name.sum)
                """
        }
        return SQL(columns, joinedBy: ", ")
    }
}

extension Transaction {
    var figures: Figures { Figures(tx: self) }
}

extension FigureValue {
    fileprivate init(row: Row, _ place: Int, _ figure: Figure) throws {
        self.init(
            figure: figure, whole: try row.integer("whole\(place)"), part: try row.integer("part\(place)"),
            sum: try row.integer("sum\(place)"))
    }
}

extension FigureRow {
    fileprivate init(row: Row) throws {
        self.init(
            record: try row.id("id"), number: try row.text("number"), subject: try row.text("subject"),
            state: try row.choice("state"), unit: try row.id("unit_id"), handler: try row.id(ifPresent: "handler_id"),
            at: try row.instant("at"), value: try row.integer(ifPresent: "value"))
    }
}
