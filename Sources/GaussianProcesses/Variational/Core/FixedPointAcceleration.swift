import LinearAlgebra

/// Anderson's acceleration of a fixed-point iteration z → g(z): the combination of the last few points whose residuals
/// g(z) - z cancel best, each residual measured relative to the size of its component.
///
/// Plain steps converge linearly, and where they overshoot, slowly; with m earlier points the error falls as with m steps of
/// GMRES on the linearised problem. Needs a safeguard: the caller keeps a point only if it is better.
///
/// - Source: Anderson, Journal of the ACM 12 (1965) 547; Walker and Ni, SIAM Journal on Numerical Analysis 49 (2011) 1715.
struct FixedPointAcceleration {
    private let memory = 6
    private var points: [Vector] = []
    private var residuals: [Vector] = []

    /// The accelerated next point from a point and where the iteration would go; nil while there is nothing to combine.
    mutating func next(from point: Vector, towards target: Vector) -> Vector? {
        let residual = target - point
        points.append(point)
        residuals.append(residual)
        if points.count > memory {
            points.removeFirst()
            residuals.removeFirst()
        }
        let count = points.count - 1
        guard count > 0 else { return nil }
        let weights = target.mapped { 1 / (1 + abs($0)) }
        let changes = Matrix(rowCount: point.count, columnCount: count) { row, k in
            (residuals[k + 1][row] - residuals[k][row]) * weights[row]
        }
        guard
            let shares = try? leastSquares(
                changes, entrywiseProduct(weights, residual), relativeCutoff: 1e-10
            ).solution
        else { return nil }
        var result = target
        for k in 0..<count {
            result.add(points[k + 1] - points[k], scaledBy: -shares[k])
            result.add(residuals[k + 1] - residuals[k], scaledBy: -shares[k])
        }
        return result
    }

    /// Forgets what came before, after a step that was not the accelerated one.
    mutating func restart() {
        points.removeAll()
        residuals.removeAll()
    }
}
