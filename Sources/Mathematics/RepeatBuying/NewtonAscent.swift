import Foundation

/// Climbs a smooth function of up to four variables to its summit, by Newton's method with a bounded step and backtracking
/// (J. Nocedal and S. J. Wright, "Numerical Optimization", 2nd edition, 2006, algorithms 3.2 and 3.3).
///
/// The variables are logarithms of parameters, so a step of `longestStep` is a factor of e². Where the function does not
/// bend downwards, the matrix gets a growing multiple of the identity until it does; then the step leans to the gradient.
enum NewtonAscent {
    struct Summit {
        var place: SIMD4<Double>
        var shape: LocalShape
        var steps: Int
        var end: End
    }

    enum End: Equatable {
        /// The next step would gain nothing that a double could hold.
        case settled
        /// The climb led beyond every sensible number.
        case ranAway
        /// `mostSteps` were not enough.
        case tired
        /// No number at all: only from a bad start.
        case lost
    }

    /// - Parameters:
    ///   - start: where to begin.
    ///   - dimensions: how many of the four variables there are.
    ///   - shape: value, gradient and second derivatives at a point.
    static func climb(
        from start: SIMD4<Double>, dimensions: Int, _ shape: (SIMD4<Double>) -> LocalShape
    ) -> Summit {
        var summit = Summit(place: start, shape: shape(start), steps: 0, end: .tired)
        guard summit.shape.value.isFinite else { return summit.ended(.lost) }
        while summit.steps < mostSteps {
            summit.steps += 1
            let direction = direction(at: summit.shape, dimensions)
            let slope = (direction * summit.shape.gradient).sum()
            guard slope.isFinite else { return summit.ended(.lost) }
            let settled = slope <= tolerance * (1 + abs(summit.shape.value))
            guard advance(&summit, direction, slope, shape) else { return summit.ended(settled ? .settled : .tired) }
            if settled { return summit.ended(.settled) }
            if distance(summit.place, start) > farthest { return summit.ended(.ranAway) }
        }
        return summit
    }

    /// Goes the whole step, or a half, a quarter … of it, to where it is higher; not at all where it never is.
    private static func advance(
        _ summit: inout Summit, _ direction: SIMD4<Double>, _ slope: Double, _ shape: (SIMD4<Double>) -> LocalShape
    ) -> Bool {
        var length = min(1, longestStep / max(longestStep, distance(direction, .zero)))
        // Sums of a million terms are not known better than this.
        let grain = 1e-14 * abs(summit.shape.value)
        for _ in 0..<halvings {
            let place = summit.place + length * direction
            let next = shape(place)
            if next.value.isFinite, next.value >= summit.shape.value + 1e-4 * length * slope - grain {
                summit.place = place
                summit.shape = next
                return true
            }
            length /= 2
        }
        return false
    }

    private static func direction(at shape: LocalShape, _ dimensions: Int) -> SIMD4<Double> {
        let bend = (0..<dimensions).map { row in (0..<dimensions).map { -shape.hessian[row][$0] } }
        let gradient = (0..<dimensions).map { shape.gradient[$0] }
        let largest = (0..<dimensions).map { abs(bend[$0][$0]) }.max() ?? 0
        var lift = 0.0
        for _ in 0..<lifts {
            let lifted = bend.indices.map { row in
                bend.indices.map { bend[row][$0] + ($0 == row ? lift : 0) }
            }
            if let root = Cholesky(lifted) {
                var direction = SIMD4<Double>.zero
                for (row, step) in root.solve(gradient).enumerated() { direction[row] = step }
                return direction
            }
            lift = max(10 * lift, 1e-6 * largest, .leastNormalMagnitude)
        }
        return shape.gradient / max(1, largest)
    }

    private static func distance(_ a: SIMD4<Double>, _ b: SIMD4<Double>) -> Double {
        let way = a - b
        return max(abs(way.x), abs(way.y), abs(way.z), abs(way.w))
    }

    /// Gain expected of the next step, as a share of the value. The step is taken all the same, and squares what is left.
    private static let tolerance = 1e-12
    private static let longestStep = 2.0
    /// e³⁰: ten thousand milliards of the start.
    private static let farthest = 30.0
    private static let mostSteps = 200
    private static let halvings = 40
    private static let lifts = 60
}

extension NewtonAscent.Summit {
    fileprivate func ended(_ end: NewtonAscent.End) -> Self {
        var summit = self
        summit.end = end
        return summit
    }
}
