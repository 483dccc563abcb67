import Kernels
import LinearAlgebra

/// Exact conditioning by one Cholesky factorisation of K + N, where N is the diagonal matrix of noise variances.
///
/// - Source: Rasmussen and Williams, Gaussian Processes for Machine Learning (2006), algorithm 2.1 and eq. 5.9.
public struct ExactInference: Inference, Equatable {
    /// What is added to the diagonal of K + N before it is factorised; the result reports it.
    public var shift: DiagonalShift

    /// Exact inference with the given diagonal shift.
    public init(shift: DiagonalShift = .none) { self.shift = shift }

    public func posterior(
        of process: GaussianProcess, given observations: Observations
    ) throws(ProcessError) -> Posterior {
        let process = process.started(at: observations)
        return Posterior(
            process: process, observations: observations, factor: try factorize(process, observations))
    }

    // The evidence and its gradient in n³ flops and one n-by-n buffer
    //
    // With C = K + N, r = y - m and α = C⁻¹ r,
    //     log p(y) = -½ (r^T α + log det C + n log 2π),
    //     ∂ log p / ∂C = A = ½ (α α^T - C⁻¹),     ∂ log p / ∂m = α.
    // The buffer holds in turn the lower triangle of C, its factor L (n³/3 flops) and C⁻¹ (2n³/3). A exists only as
    // tiles, handed to the kernel's pullback, which contracts them with ∂K/∂θ for all parameters at once.
    // A relative shift adds δ = c tr(C)/n, so ∂δ/∂C_ii = c/n, and A_ii grows by c tr(A)/n.
    //
    // Rejected: differentiating through the factorisation (two to three times the flops), the sum over explicit
    // matrices ∂K/∂θ (n² d memory), and triangular solves with the identity (n³ flops for the inverse instead of 2n³/3).
    public func evidence(
        of process: GaussianProcess, given observations: Observations
    ) throws(ProcessError) -> Evidence {
        let process = process.started(at: observations)
        let factor = try factorize(process, observations)
        let whitened = factor.solveLower(observations.y - process.mean.values(at: observations.x))
        let weights = factor.solveLowerTransposed(whitened)
        let logEvidence = gaussianLogDensity(
            dot(whitened, whitened), factor.logDeterminant, observations.count)
        let addedDiagonal = factor.addedDiagonal
        guard logEvidence.isFinite else { throw .evidenceNotFinite }
        let gradient = gradient(
            of: process, at: observations, factor: consume factor, weights: weights, meanWeights: weights)
        guard gradient.allSatisfy(\.isFinite) else { throw .evidenceNotFinite }
        return Evidence(logEvidence: logEvidence, gradient: gradient, addedDiagonal: addedDiagonal)
    }

    /// The gradient in the free coordinates from A = ½ (w w^T - C⁻¹) and ∂ log p / ∂m = v; both w and v are α for a
    /// Gaussian process, and multiples of it for a mixture of them.
    func gradient(
        of process: GaussianProcess, at observations: Observations, factor: consuming Cholesky,
        weights: Vector, meanWeights: Vector
    ) -> [Double] {
        let x = observations.x
        let n = x.rowCount
        let addedDiagonal = factor.addedDiagonal
        let inverse = (consume factor).inverseLowerTriangle()
        let trace = 0.5 * (dot(weights, weights) - inverse.diagonal.sum)
        let growth = shiftSlope(process, observations, addedDiagonal) * trace / Double(n)
        let kernelGradient = weights.withUnsafePointer { alpha in
            inverse.withUnsafePointer { p in
                nonisolated(unsafe) let (alpha, p) = (alpha, p)
                return process.kernel.gramPullback(x) { tile, rows, columns in
                    for (offset, j) in columns.enumerated() {
                        let target = tile.column(offset)
                        let (source, a) = (p + j * n + rows.lowerBound, alpha + rows.lowerBound)
                        let half = 0.5 * alpha[j]
                        for i in 0..<rows.count { target[i] = half * a[i] - 0.5 * source[i] }
                    }
                    guard rows == columns else { return }
                    // Only the lower triangle of the inverse exists.
                    tile.mirrorLowerTriangle()
                    for i in 0..<rows.count { tile[i, i] += growth }
                }
            }
        }

        var gradient = kernelGradient
        if process.noise != nil { gradient.append(trace + Double(n) * growth) }
        gradient += process.mean.pullback(meanWeights, at: x)
        return process.inFreeCoordinates(gradient)
    }

    /// dδ/d(mean diagonal) of the diagonal shift δ.
    func shiftSlope(_ process: GaussianProcess, _ observations: Observations, _ added: Double) -> Double {
        switch shift {
        case .none, .absolute: return 0
        case .relative(let multiple): return multiple
        case .escalating:
            guard added > 0 else { return 0 }
            let known = observations.noiseVariances?.mean ?? 0
            return added / (process.kernel.diagonal(observations.x).mean + process.noiseVariance + known)
        }
    }
}

extension Parameterized {
    /// A gradient in the parameters' values, in visiting order, as one in their free coordinates.
    func inFreeCoordinates(_ gradient: [Double]) -> [Double] {
        zip(gradient, parameters).map { slope, named in
            slope * named.parameter.domain.slope(at: named.parameter.value)
        }
    }
}

extension Inference where Self == ExactInference {
    /// Exact inference without a diagonal shift.
    public static var exact: ExactInference { ExactInference() }

    /// Exact inference with a diagonal shift.
    public static func exact(shift: DiagonalShift) -> ExactInference { ExactInference(shift: shift) }
}
