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
        let discretization = iterate.discretization
        let axes = discretization.axes
        let formulation = discretization.problem.formulation
        let grids = axes.map { GaussGrid.of($0.size <= 80 ? 2 * $0.size + 1 : $0.size + $0.size / 8 + 17) }
        let points = (0..<2).map { axes[$0].physical(grids[$0].nodes) }
        let legendre = (0..<2).map { axis in
            grids[axis].synthesis.columnCount >= axes[axis].size + axes[axis].order
                ? grids[axis].synthesis
                : OrthonormalLegendre.values(at: grids[axis].nodes, count: axes[axis].size + axes[axis].order)
        }
        let values = formulation.derivatives.map {
            discretization.values(iterate.y, orders: $0, legendre: legendre).flattened.array
        }
        let (slopes, last) = try formulation.rows(columns: tensorColumns(points[0], points[1]), values: values)
        var residual = last
        var term = formulation.isLinear ? last.reduce(0) { max($0, abs($1)) } : 0
        if formulation.isLinear { for i in residual.indices { residual[i] = -residual[i] } }
        for (slope, derivative) in zip(slopes, values) {
            for i in residual.indices {
                let part = slope[i] * derivative[i]
                term = max(term, abs(part))
                if formulation.isLinear { residual[i] += part }
            }
        }
        let largest = residual.reduce(0) { max($0, abs($1)) }
        largestTerm = term
        relativeResidual = term > 0 ? largest / term : largest
        let fine = Matrix(rowCount: grids[0].count, columnCount: grids[1].count, columnMajor: residual)
        let all = multiply(grids[0].analysis * fine, grids[1].analysis, transposingSecond: true)
        rootMeanSquare = 0.5 * all.norm
        let projected = all.block(rows: 0..<axes[0].size, columns: 0..<axes[1].size)
        let correction = try iterate.linearized.solve(-projected, tolerance: 1e-3, maximumIterations: 60).y
        let u = multiplySparse(multiplySparseLeft(axes[0].series[0], correction), axes[1].series[0].transposed)
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
