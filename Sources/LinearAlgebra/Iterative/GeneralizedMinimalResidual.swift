/// What the generalised minimal residual method arrived at.
public struct MinimalResidualResult: Sendable {
    /// The last iterate.
    public let solution: Vector
    /// The number of applications of the operator within the iteration.
    public let iterations: Int
    /// |b - A x| / |b|, recomputed from the solution at every restart and at the end; zero when b is.
    public let relativeResidual: Double
    /// Whether the recomputed residual meets the tolerance.
    public let converged: Bool
}

/// Solves A x = b for any square operator by restarted GMRES.
///
/// Saad and Schultz, SIAM J. Sci. Stat. Comput. 7 (1986) 856: modified Gram-Schmidt, Givens rotations. Convergence is
/// believed only after recomputing b - A x; the iteration ends when a restart does not halve that.
///
/// - Parameters:
///   - apply: x to A x (with a right preconditioner, x to A M^-1 x).
///   - relativeTolerance: ends when |b - A x| <= tolerance |b|.
///   - restart: the number of basis vectors kept.
///   - maximumIterations: over all restarts.
/// - Complexity: k applications and O(k^2 n) for k <= restart iterations; memory (restart + 2) n.
public func generalizedMinimalResidual(
    _ b: Vector, relativeTolerance: Double, restart: Int = 80, maximumIterations: Int, apply: (Vector) -> Vector
) -> MinimalResidualResult {
    precondition(restart >= 1, "A restart needs at least one vector.")
    let scale = b.norm
    var x = Vector(count: b.count)
    guard scale > 0, scale.isFinite else {
        return MinimalResidualResult(
            solution: x, iterations: 0, relativeResidual: scale == 0 ? 0 : .nan, converged: scale == 0)
    }
    var residual = b
    var norm = scale
    var iterations = 0
    while true {
        var basis = [residual / norm]
        var triangle: [[Double]] = []
        var rotations: [(cosine: Double, sine: Double)] = []
        var projected = [norm]
        while triangle.count < restart, iterations < maximumIterations {
            var w = apply(basis[basis.count - 1])
            iterations += 1
            var column: [Double] = []
            for v in basis {
                let h = dot(v, w)
                column.append(h)
                w.add(v, scaledBy: -h)
            }
            let next = w.norm
            guard next.isFinite else { break }
            for (i, rotation) in rotations.enumerated() {
                let (upper, lower) = (column[i], column[i + 1])
                column[i] = rotation.cosine * upper + rotation.sine * lower
                column[i + 1] = -rotation.sine * upper + rotation.cosine * lower
            }
            let last = column.count - 1
            let length = (column[last] * column[last] + next * next).squareRoot()
            guard length > 0 else { break }
            let rotation = (cosine: column[last] / length, sine: next / length)
            column[last] = length
            rotations.append(rotation)
            projected.append(-rotation.sine * projected[last])
            projected[last] *= rotation.cosine
            triangle.append(column)
            if abs(projected[last + 1]) <= 0.5 * relativeTolerance * scale || next <= 1e-15 * length { break }
            basis.append(w / next)
        }
        let count = triangle.count
        var y = [Double](repeating: 0, count: count)
        for i in stride(from: count - 1, through: 0, by: -1) {
            var sum = projected[i]
            for j in (i + 1)..<count { sum -= triangle[j][i] * y[j] }
            y[i] = sum / triangle[i][i]
        }
        var candidate = x
        for (i, weight) in y.enumerated() { candidate.add(basis[i], scaledBy: weight) }
        let newResidual = b - apply(candidate)
        let newNorm = newResidual.norm
        let improves = newNorm < norm
        if improves { x = candidate }
        let best = min(newNorm, norm)
        if improves, newNorm <= relativeTolerance * scale || (newNorm < 0.5 * norm && iterations < maximumIterations) {
            if newNorm > relativeTolerance * scale {
                (residual, norm) = (newResidual, newNorm)
                continue
            }
        }
        return MinimalResidualResult(
            solution: x, iterations: iterations, relativeResidual: best / scale,
            converged: best <= relativeTolerance * scale)
    }
}
