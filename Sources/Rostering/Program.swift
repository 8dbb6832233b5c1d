import CCbc

/// A linear or mixed-integer program in the hands of Clp and Cbc.
final class Program {
    struct Column {
        var cost: Double
        var isWhole: Bool
        var upper: Double = 1e35
        var rows: [Int32]
        var values: [Double]
    }

    enum Ending { case optimal, feasible, nothing, impossible }

    private let program: OpaquePointer
    private(set) var columns = 0
    private let rows: Int

    init(rows: [ClosedRange<Double>]) {
        self.rows = rows.count
        program = cbc_new(Int32(rows.count), rows.map(\.lowerBound), rows.map(\.upperBound))
    }

    deinit { cbc_free(program) }

    func add(_ new: [Column]) {
        guard !new.isEmpty else { return }
        var starts: [Int32] = [0]
        var places: [Int32] = []
        var values: [Double] = []
        for column in new {
            places += column.rows
            values += column.values
            starts.append(Int32(places.count))
        }
        cbc_add_columns(
            program, Int32(new.count), Array(repeating: 0, count: new.count), new.map(\.upper), new.map(\.cost),
            new.map { $0.isWhole ? 1 : 0 }, starts, places, values)
        columns += new.count
    }

    /// The columns after them move up.
    func remove(_ gone: [Int]) {
        guard !gone.isEmpty else { return }
        cbc_remove_columns(program, Int32(gone.count), gone.map { Int32($0) })
        columns -= gone.count
    }

    func bound(_ column: Int, _ range: ClosedRange<Double>) {
        cbc_set_column_bounds(program, Int32(column), range.lowerBound, range.upperBound)
    }

    func boundRow(_ row: Int, _ range: ClosedRange<Double>) {
        cbc_set_row_bounds(program, Int32(row), range.lowerBound, range.upperBound)
    }

    /// Whether the relaxation was solved.
    func relax(seconds: Double) -> Bool { cbc_relax(program, seconds) == 0 }
    var objective: Double { cbc_objective(program) }
    var values: UnsafeBufferPointer<Double> { UnsafeBufferPointer(start: cbc_values(program), count: columns) }
    /// What each row adds up to.
    var sums: UnsafeBufferPointer<Double> { UnsafeBufferPointer(start: cbc_sums(program), count: rows) }
    var prices: [Double] { Array(UnsafeBufferPointer(start: cbc_prices(program), count: rows)) }

    /// Looks for whole values. `watch` hears the best objective and bound so far and answers whether to go on.
    func search(
        seconds: Double, nodes: Int, ratio: Double = 0, cutoff: Double, seed: Int, watch: (Double, Double) -> Bool
    ) -> (ending: Ending, values: [Double], objective: Double, bound: Double) {
        var values = Array(repeating: 0.0, count: columns)
        var (objective, bound) = (0.0, 0.0)
        let limits = cbc_limits(
            seconds: seconds, ratio: ratio, cutoff: cutoff, nodes: Int32(nodes), seed: Int32(seed))
        let ending = withoutActuallyEscaping(watch) { watch in
            let listener = Listener(watch)
            return withExtendedLifetime(listener) {
                cbc_search(
                    program, limits,
                    { context, best, bound, _ in
                        guard let context else { return 0 }
                        return Unmanaged<Listener>.fromOpaque(context).takeUnretainedValue().hear(best, bound) ? 0 : 1
                    },
                    Unmanaged.passUnretained(listener).toOpaque(), &values, &objective, &bound)
            }
        }
        switch Int(ending) {
        case CBC_OPTIMAL: return (.optimal, values, objective, bound)
        case CBC_FEASIBLE: return (.feasible, values, objective, bound)
        case CBC_IMPOSSIBLE: return (.impossible, [], 0, bound)
        default: return (.nothing, [], 0, bound)
        }
    }
}

private final class Listener {
    let hear: (Double, Double) -> Bool
    init(_ hear: @escaping (Double, Double) -> Bool) { self.hear = hear }
}
