import Foundation

/// A symmetric positive definite matrix as L·Lᵀ, with L lower triangular (A.-L. Cholesky; G. H. Golub and C. F. Van Loan,
/// "Matrix Computations", 4th edition, 2013, §4.2).
struct Cholesky {
    private let lower: [[Double]]

    /// Nothing where the matrix is not positive definite, or as good as singular.
    init?(_ matrix: [[Double]]) {
        var lower = matrix
        for row in matrix.indices {
            for column in 0...row {
                var sum = matrix[row][column]
                for place in 0..<column { sum -= lower[row][place] * lower[column][place] }
                if row == column {
                    guard sum > 1e-14 * abs(matrix[row][row]) else { return nil }
                    lower[row][row] = sum.squareRoot()
                } else {
                    lower[row][column] = sum / lower[column][column]
                }
            }
        }
        self.lower = lower
    }

    /// x in A·x = `right`.
    func solve(_ right: [Double]) -> [Double] {
        var x = right
        for row in x.indices {
            for column in 0..<row { x[row] -= lower[row][column] * x[column] }
            x[row] /= lower[row][row]
        }
        for row in x.indices.reversed() {
            for below in x.indices where below > row { x[row] -= lower[below][row] * x[below] }
            x[row] /= lower[row][row]
        }
        return x
    }

    /// A⁻¹.
    var inverse: [[Double]] {
        lower.indices.map { column in solve(lower.indices.map { $0 == column ? 1 : 0 }) }
    }
}
