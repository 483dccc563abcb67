import LinearAlgebra

/// The residual between the nodes, and the error it stands for.
///
/// The residual is taken on a finer Gauss grid with the basis evaluated exactly, projected on the n by n basis without the
/// aliasing that the solve had, and solved for: an estimate of u_2N - u_N. What lies beyond n is added from the tail of u.
struct BoxCheck {
    /// The largest residual relative to the largest term of the equation.
    let relativeResidual: Double
    /// The root mean square of the residual.
    let rootMeanSquare: Double
    /// The largest term of the equation.
    let largestTerm: Double
    /// The root mean square of the estimated error of u.
    let difference: Double
    /// An estimate from below of the norm of the map from the source to u.
    let inverseNorm: Double

    init(_ iterate: BoxIterate) throws(PDEError) {
        let axes = iterate.discretization.axes
        let residual = try BoxResidual(of: iterate)
        largestTerm = residual.largestTerm
        relativeResidual = residual.largestTerm > 0 ? residual.maximum / residual.largestTerm : residual.maximum
        rootMeanSquare = residual.rootMeanSquare
        let projected = residual.coefficients.block(rows: 0..<axes[0].size, columns: 0..<axes[1].size)
        let correction = try iterate.linearized.solve(-projected, tolerance: 1e-2, maximumIterations: 60).y
        let u = multiplySparseTransposed(multiplySparseLeft(axes[0].series[0], correction), axes[1].series[0])
        difference = 0.5 * u.norm + Self.tailNorm(of: iterate.coefficients)
        inverseNorm = try iterate.linearized.inverseNormEstimate()
    }

    /// The root mean square of the last twelfth of the coefficients in both dimensions.
    private static func tailNorm(of coefficients: Matrix) -> Double {
        let (m, n) = (coefficients.rowCount, coefficients.columnCount)
        let (lastRow, lastColumn) = (m - max(4, m / 12), n - max(4, n / 12))
        var sum = 0.0
        coefficients.withUnsafePointer { p in
            for j in 0..<n {
                for i in (j >= lastColumn ? 0 : max(lastRow, 0))..<m { sum += p[i + j * m] * p[i + j * m] }
            }
        }
        return 0.5 * sum.squareRoot()
    }
}
