/// What the method of conjugate gradients arrived at.
public struct ConjugateGradientResult: Sendable {
    /// Why the iteration ended.
    public enum Outcome: Sendable, Equatable {
        /// The residual, recomputed from the solution, meets the tolerance.
        case converged
        /// The allowed number of iterations was used up.
        case iterationLimit
        /// Rounding keeps the recomputed residual above the tolerance.
        case stagnated
        /// The residual is NaN or infinite: look at the right-hand side and the operator.
        case notFinite
        /// A direction p with p^T A p <= 0 was met: the operator or the preconditioner is not positive definite.
        case notPositiveDefinite(curvature: Double)
        /// The caller asked to stop.
        case cancelled
    }

    /// The last iterate.
    public let solution: Vector
    /// The number of iterations, one application of the operator each.
    public let iterations: Int
    /// |b - A x| / |b|, recomputed from the solution rather than updated along the way; zero when b is.
    public let relativeResidual: Double
    /// Why the iteration ended.
    public let outcome: Outcome
    /// Whether the recomputed residual meets the tolerance.
    public var converged: Bool { outcome == .converged }
}

/// Solves A x = b for a symmetric positive definite operator by (preconditioned) conjugate gradients.
///
/// Hestenes and Stiefel, J. Res. Nat. Bur. Standards 49 (1952) 409. The residual that the recurrence carries drifts
/// from the true one, so convergence is believed only after recomputing b - A x; if that falls short, the iteration
/// starts again from there, and ends as stagnated when a restart does not halve the residual.
///
/// - Parameters:
///   - preconditioner: r to M^-1 r for a symmetric positive definite M close to A.
///   - relativeTolerance: ends when |b - A x| <= tolerance |b|.
///   - shouldStop: asked before every iteration; pass `{ Task.isCancelled }` to follow a task.
public func conjugateGradient(
    _ a: any LinearOperator, _ b: Vector, initial: Vector? = nil, relativeTolerance: Double, maximumIterations: Int,
    preconditioner: ((Vector) -> Vector)? = nil, shouldStop: () -> Bool = { false }
) -> ConjugateGradientResult {
    precondition(
        a.rowCount == b.count && a.columnCount == b.count, "The operator must be square and fit the right-hand side.")
    let scale = b.norm
    var x = initial ?? Vector(count: b.count)
    var iterations = 0

    func finish(_ outcome: ConjugateGradientResult.Outcome, _ residual: Double) -> ConjugateGradientResult {
        ConjugateGradientResult(
            solution: x, iterations: iterations, relativeResidual: scale == 0 ? residual : residual / scale,
            outcome: outcome)
    }

    var trueResidual = initial == nil ? b : b - a.apply(to: x)
    var previousNorm = Double.infinity
    while true {
        let startNorm = trueResidual.norm
        guard startNorm.isFinite else { return finish(.notFinite, startNorm) }
        if startNorm <= relativeTolerance * scale { return finish(.converged, startNorm) }
        guard startNorm <= previousNorm / 2 else { return finish(.stagnated, startNorm) }
        previousNorm = startNorm

        var r = trueResidual
        var z = preconditioner?(r) ?? r
        var p = z
        var rz = dot(r, z)
        var ending: ConjugateGradientResult.Outcome?
        repeat {
            if shouldStop() {
                ending = .cancelled
                break
            }
            if iterations >= maximumIterations {
                ending = .iterationLimit
                break
            }
            let image = a.apply(to: p)
            iterations += 1
            let curvature = dot(p, image)
            guard curvature > 0, rz > 0 else {
                let culprit = curvature > 0 ? rz : curvature
                ending = culprit.isNaN ? .notFinite : .notPositiveDefinite(curvature: culprit)
                break
            }
            let step = rz / curvature
            x.add(p, scaledBy: step)
            r.add(image, scaledBy: -step)
            z = preconditioner?(r) ?? r
            let next = dot(r, z)
            let growth = next / rz
            rz = next
            p *= growth
            p += z
            // Below rounding of where it started, the updated residual says nothing more.
        } while !(r.norm <= Swift.max(relativeTolerance * scale, startNorm * .ulpOfOne))
        trueResidual = b - a.apply(to: x)
        if let ending {
            let norm = trueResidual.norm
            return finish(norm <= relativeTolerance * scale ? .converged : ending, norm)
        }
    }
}
