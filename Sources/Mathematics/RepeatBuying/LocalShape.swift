import Foundation

/// A log-likelihood at one point: its value, its gradient and its matrix of second derivatives, of up to four parameters.
/// What a model does not use stays zero.
struct LocalShape {
    var value = 0.0
    var gradient = SIMD4<Double>.zero
    var hessian = Matrix4()

    /// The same by the logarithms of the parameters, in which all of them are free and none has a unit.
    func byLogarithms(at parameters: SIMD4<Double>) -> LocalShape {
        var shape = LocalShape(value: value, gradient: gradient * parameters, hessian: Matrix4())
        for row in 0..<4 {
            shape.hessian[row] = hessian[row] * parameters * parameters[row]
            shape.hessian[row][row] += shape.gradient[row]
        }
        return shape
    }
}

/// A symmetric matrix of four rows.
struct Matrix4 {
    private var rows = (SIMD4<Double>.zero, SIMD4<Double>.zero, SIMD4<Double>.zero, SIMD4<Double>.zero)

    subscript(row: Int) -> SIMD4<Double> {
        get {
            switch row {
            case 0: rows.0
            case 1: rows.1
            case 2: rows.2
            default: rows.3
            }
        }
        set {
            switch row {
            case 0: rows.0 = newValue
            case 1: rows.1 = newValue
            case 2: rows.2 = newValue
            default: rows.3 = newValue
            }
        }
    }

    /// Adds at (row, column) and at (column, row).
    mutating func add(_ value: Double, _ row: Int, _ column: Int) {
        self[row][column] += value
        if row != column { self[column][row] += value }
    }

    /// Adds weight · v vᵀ.
    mutating func addSquare(of v: SIMD4<Double>, weight: Double) {
        let scaled = v * weight
        rows.0 += scaled * v.x
        rows.1 += scaled * v.y
        rows.2 += scaled * v.z
        rows.3 += scaled * v.w
    }

    mutating func scale(by factor: Double) {
        rows.0 *= factor
        rows.1 *= factor
        rows.2 *= factor
        rows.3 *= factor
    }

    static func += (left: inout Matrix4, right: Matrix4) {
        left.rows.0 += right.rows.0
        left.rows.1 += right.rows.1
        left.rows.2 += right.rows.2
        left.rows.3 += right.rows.3
    }
}
