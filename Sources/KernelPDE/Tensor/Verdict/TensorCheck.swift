import LinearAlgebra

/// The residual between the nodes, and the error it stands for.
///
/// The residual is taken on a finer Gauss grid with the basis evaluated exactly, projected on the basis without the aliasing
/// that the solve had, and solved for: an estimate of u_2N - u_N. What lies beyond the sizes is added from the tail of u,
/// and what the conditions on the faces miss (``FaceDefect``).
struct TensorCheck {
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

    init(_ iterate: TensorIterate) throws(PDEError) {
        let discretization = iterate.discretization
        let axes = discretization.axes
        let formulation = discretization.problem.formulation
        let dimension = axes.count
        let grids = axes.map { axis -> GaussGrid in
            let n = axis.size
            return GaussGrid.of(dimension < 4 && n <= 48 ? 3 * n / 2 + 9 : n + n / 8 + (dimension < 4 ? 13 : 7))
        }
        let places = axes.indices.map { axes[$0].physical(grids[$0].nodes) }
        let legendre = axes.indices.map { d in
            let count = axes[d].size + axes[d].order
            return grids[d].synthesis.columnCount >= count
                ? grids[d].synthesis : OrthonormalLegendre.values(at: grids[d].nodes, count: count)
        }
        var term = 0.0
        var residual: Tensor
        if formulation.isLinear {
            var slopes = try formulation.rows(onGrid: places)
            residual = slopes.removeLast()
            term = residual.values.maximumMagnitude
            for (slope, orders) in zip(slopes, formulation.derivatives) {
                let derivative = discretization.values(iterate.y, orders: orders, legendre: legendre)
                term = max(term, Self.largestProduct(slope, derivative))
                residual.subtractProduct(slope, derivative)
            }
            residual.scale(by: -1)
        } else {
            let values = formulation.derivatives.map {
                discretization.values(iterate.y, orders: $0, legendre: legendre)
            }
            var slopes = try formulation.rows(onGrid: places, values: values)
            residual = slopes.removeLast()
            for (slope, derivative) in zip(slopes, values) { term = max(term, Self.largestProduct(slope, derivative)) }
        }
        let largest = residual.values.maximumMagnitude
        largestTerm = term
        relativeResidual = term > 0 ? largest / term : largest
        for (d, grid) in grids.enumerated() { residual.multiply(along: d, by: grid.analysis) }
        rootMeanSquare = discretization.rootMeanSquare(residual)
        residual.scale(by: -1)
        let correction = try iterate.linearized.solve(
            residual.resized(to: discretization.shape), tolerance: 1e-3, maximumIterations: 60
        ).y
        var u = correction
        for (d, axis) in axes.enumerated() { u = u.product(along: d, with: axis.series[0]) }
        difference =
            discretization.rootMeanSquare(u) + Self.tailNorm(of: iterate) + (try FaceDefect(iterate)).size
        inverseNorm = try iterate.linearized.inverseNormEstimate()
    }

    private static func largestProduct(_ a: Tensor, _ b: Tensor) -> Double {
        a.withUnsafePointer { p in
            b.withUnsafePointer { q in (0..<a.count).reduce(0.0) { max($0, abs(p[$1] * q[$1])) } }
        }
    }

    /// The root mean square of the coefficients that are among the last twelfth in some variable.
    private static func tailNorm(of iterate: TensorIterate) -> Double {
        let shape = iterate.coefficients.shape
        let inner = iterate.coefficients.resized(to: shape.map { max(1, $0 - max(4, $0 / 12)) })
        var tail = iterate.coefficients
        tail.add(inner.resized(to: shape), scaledBy: -1)
        return iterate.discretization.rootMeanSquare(tail)
    }
}
