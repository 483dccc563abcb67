import Kernels
import LinearAlgebra

/// Exact conditioning with the log pseudo-likelihood Σ_G log p(y_G | all other groups) in place of the evidence: a fit then
/// maximises what cross-validation measures, which is robust to a prior that is wrong.
///
/// ```swift
/// let fitted = try process.fitted(to: observations, using: .leavingOneOut)
/// ```
///
/// - Source: Sundararajan and Keerthi, Neural Computation 13 (2001) 1103; Rasmussen and Williams (2006), section 5.4.2.
public struct PseudoLikelihood: Inference, Equatable {
    /// The groups that are left out together; nil for every row by itself.
    public var folds: Folds?

    /// The pseudo-likelihood of the given groups, or of single rows.
    public init(folds: Folds? = nil) { self.folds = folds }

    public func posterior(
        of process: GaussianProcess, given observations: Observations
    ) throws(ProcessError) -> Posterior {
        try ExactInference().posterior(of: process, given: observations)
    }

    // The gradient
    //
    // With K = C⁻¹, α = K r, groups G, β_G = (K_GG)⁻¹ α_G:
    //     L = Σ_G ½ (log det K_GG - α_G^T β_G) - ½ n log 2π,
    //     ∂L/∂α_G = -β_G,     ∂L/∂K_GG = M_G = ½ ((K_GG)⁻¹ + β_G β_G^T).
    // dK = -K dC K and dα = -K dC α - K dm give, with M block diagonal,
    //     ∂L/∂C = ½ ((K β) α^T + α (K β)^T) - K M K,     ∂L/∂m = K β,
    // where β stands for all groups. M_G = R_G R_G^T with R_G = [chol of ½ (K_GG)⁻¹ | β_G/√2], so K M K = S S^T with
    // S = K R: one product of 2n³ flops beside factor and inverse, and symmetric by construction.
    public func evidence(
        of process: GaussianProcess, given observations: Observations
    ) throws(ProcessError) -> Evidence {
        let posterior = try posterior(of: process, given: observations)
        let n = observations.count
        let folds = folds ?? .single(rowCount: n)
        guard folds.rowCount == n else { throw .leftOutRows(folds: folds.rowCount, observations: n) }
        let inverse = posterior.factor.inverse()
        var total = 0.0
        var beta = Vector(count: n)
        var root = Matrix(rowCount: n, columnCount: n + folds.groups.count)
        var column = 0
        for (g, rows) in folds.groups.enumerated() {
            let group = try LeftOutGroup(rows, inverse: inverse, weights: posterior.weights)
            total += group.logDensity
            // (K_GG)⁻¹ = L⁻ᵀ L⁻¹ for K_GG = L Lᵀ.
            let half = group.precision.solveLowerTransposed(.identity(rows.count))
            for (i, row) in rows.enumerated() {
                beta[row] = group.deviations[i]
                for j in rows.indices { root[row, column + j] = half[i, j] * 0.5.squareRoot() }
                root[row, n + g] = group.deviations[i] * 0.5.squareRoot()
            }
            column += rows.count
        }
        let spread = outerGramProduct(inverse * root)
        let (alpha, back) = (posterior.weights, inverse * beta)
        let kernelGradient = posterior.process.kernel.gramPullback(observations.x) { tile, rows, columns in
            for (c, j) in columns.enumerated() {
                for (r, i) in rows.enumerated() {
                    tile[r, c] = 0.5 * (back[i] * alpha[j] + alpha[i] * back[j]) - spread[i, j]
                }
            }
        }
        var gradient = kernelGradient
        if process.noise != nil { gradient.append(dot(back, alpha) - spread.trace) }
        gradient += posterior.process.mean.pullback(back, at: observations.x)
        return Evidence(logEvidence: total, gradient: posterior.process.inFreeCoordinates(gradient))
    }
}

extension Inference where Self == PseudoLikelihood {
    /// The log pseudo-likelihood of single rows in place of the evidence.
    public static var leavingOneOut: PseudoLikelihood { PseudoLikelihood() }

    /// The log pseudo-likelihood of groups of rows in place of the evidence.
    public static func leavingOut(_ folds: Folds) -> PseudoLikelihood { PseudoLikelihood(folds: folds) }
}
