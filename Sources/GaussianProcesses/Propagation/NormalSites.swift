#if canImport(Glibc)
    import Glibc
#endif
import Likelihoods
import LinearAlgebra

// The normal terms exp(-½ τ_i g_i² + ν_i g_i) of expectation propagation, g = f - m, at their fixed point
//
// A sweep visits every observation: take its term out of the marginal of g_i (the cavity), match the moments of
// cavity times p(y_i | f_i), and change the posterior by a rank-one term, O(n²). After each sweep the posterior is made
// anew from K and the terms by the Cholesky factor of I + T^½ K T^½, so that rounding does not accumulate. For log-concave
// likelihoods every τ_i is positive and no damping is needed.
//
// The log evidence (R&W eq. 3.65) is arranged so that no τ_i is divided by: with cavities N(μ_i, σ_i²),
//     Σ_i log Z_i - ½ log det (I + K T) + ½ Σ_i log (1 + τ_i σ_i²) + ½ ν^T Σ ν
//         + Σ_i (τ_i μ_i² - 2 μ_i ν_i - σ_i² ν_i²) / (2 (1 + τ_i σ_i²)).
// Rejected: changing all terms at once (one factorisation instead of n rank-one terms), which may oscillate.
struct NormalSites: Sendable {
    /// The precisions times means, ν.
    let shifts: Vector
    /// The posterior's R for W = T, the diagonal matrix of the precisions τ.
    let curvature: SiteCurvature
    /// The log evidence, in nats.
    let logEvidence: Double
    /// Σ_i ∂ log Z_i / ∂θ for the parameters of the likelihood.
    let parameterSlopes: [Double]
    /// The number of sweeps.
    let sweeps: Int

    init(
        _ likelihood: any MomentMatchedLikelihood, y: Vector, mean: Vector, gram: Matrix, maximumSweeps: Int,
        tolerance: Double
    ) throws(ProcessError) {
        let n = y.count
        var state = SweepState(gram: gram)
        var (precisions, shifts) = (Vector(count: n), Vector(count: n))
        var (change, sweep) = (Double.infinity, 0)
        var curvature: SiteCurvature
        repeat {
            guard sweep < maximumSweeps, change >= 0 else {
                throw .approximation(.sitesNotConverged(sweeps: sweep, change: change))
            }
            change = 0
            for i in 0..<n {
                let cavity = state.cavity(i, precisions[i], shifts[i])
                let site = likelihood.site(for: y[i], cavity, mean: mean[i])
                let (dp, ds) = (site.precision - precisions[i], site.shift - shifts[i])
                state.update(i, precision: dp, shift: ds)
                precisions[i] = site.precision
                shifts[i] = site.shift
                let relative = abs(dp) / (1 + site.precision) + abs(ds) / (1 + abs(site.shift))
                change = relative <= change ? change : relative
            }
            guard let renewed = try SiteCurvature(gram: gram, curvatures: precisions) else {
                throw .evidenceNotFinite
            }
            curvature = renewed
            state = SweepState(gram: gram, curvature: curvature, shifts: shifts)
            sweep += 1
        } while !(change <= tolerance)

        var sum = 0.5 * (dot(shifts, state.mean) - curvature.logDeterminant)
        var slopes = [Double](repeating: 0, count: likelihood.parameterCount)
        for i in 0..<n {
            let cavity = state.cavity(i, precisions[i], shifts[i])
            let full = NormalMarginal(mean: mean[i] + cavity.mean, variance: cavity.variance)
            let (t, s, m, v) = (precisions[i], shifts[i], cavity.mean, cavity.variance)
            sum += likelihood.tilted(by: y[i], full).logMass + 0.5 * log1p(t * v)
            sum += 0.5 * (t * m * m - 2 * m * s - v * s * s) / (1 + t * v)
            for (index, slope) in likelihood.logMassSlopes(by: y[i], full).enumerated() { slopes[index] += slope }
        }
        self.shifts = shifts
        self.curvature = curvature
        logEvidence = sum
        parameterSlopes = slopes
        sweeps = sweep
    }

    /// The weights (K + T⁻¹)⁻¹ T⁻¹ ν of the posterior mean.
    func weights(_ gram: Matrix) -> Vector { curvature.reduced(shifts, gram: gram) }
}

extension MomentMatchedLikelihood {
    /// The term whose product with a cavity N(g; μ, v) has the moments of p(y | m + g) N(g; μ, v).
    fileprivate func site(
        for y: Double, _ cavity: NormalMarginal, mean: Double
    ) -> (precision: Double, shift: Double) {
        let v = cavity.variance
        let tilted = tilted(by: y, NormalMarginal(mean: mean + cavity.mean, variance: v))
        let g = tilted.mean - mean
        let precision = Swift.max((v - tilted.variance) / (v * tilted.variance), 0)
        return (precision, (g - cavity.mean) / v + precision * g)
    }
}

/// The posterior of g during a sweep: its covariance in full and its mean.
private struct SweepState {
    var covariance: Matrix
    var mean: Vector

    /// The prior.
    init(gram: Matrix) {
        covariance = gram
        mean = Vector(count: gram.rowCount)
    }

    /// The posterior of given terms.
    init(gram: Matrix, curvature: SiteCurvature, shifts: Vector) {
        covariance = gram - curvature.explainedCovariance(gram)
        mean = multiply(symmetric: covariance, shifts)
    }

    /// The marginal of g_i without its own term.
    func cavity(_ i: Int, _ precision: Double, _ shift: Double) -> NormalMarginal {
        let v = covariance[i, i]
        let remaining = 1 - precision * v
        return NormalMarginal(mean: (mean[i] - shift * v) / remaining, variance: Swift.max(v / remaining, 0))
    }

    /// The effect of a change of the term at i.
    mutating func update(_ i: Int, precision: Double, shift: Double) {
        let n = mean.count
        let column = covariance.column(i)
        let scale = 1 / (1 + precision * column[i])
        mean.add(column, scaledBy: (shift - precision * mean[i]) * scale)
        let factor = precision * scale
        column.withUnsafePointer { c in
            covariance.withUnsafeMutablePointer { p in
                for j in 0..<n {
                    let target = p + j * n
                    let multiple = factor * c[j]
                    for k in 0..<n { target[k] -= multiple * c[k] }
                }
            }
        }
    }
}
