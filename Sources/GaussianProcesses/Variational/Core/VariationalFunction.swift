import LinearAlgebra

/// One function of a variational approximation: its prior at the observed points.
struct LatentPrior: Sendable {
    /// The prior mean at the n points.
    var mean: Vector
    /// The prior covariance, in full.
    var gram: Matrix
}

/// The normal terms exp(-½ λ_i g_i² + ν_i g_i), g = f - m, that stand for the observations of one function.
struct NormalTerms: Sendable {
    var precisions: Vector
    var shifts: Vector

    /// No observations at all.
    init(count: Int) {
        precisions = Vector(count: count)
        shifts = Vector(count: count)
    }

    init(precisions: Vector, shifts: Vector) {
        self.precisions = precisions
        self.shifts = shifts
    }

    /// The terms a share ρ of the way to others.
    func moved(towards other: NormalTerms, by share: Double) -> NormalTerms {
        NormalTerms(
            precisions: (1 - share) * precisions + share * other.precisions,
            shifts: (1 - share) * shifts + share * other.shifts)
    }

    /// The largest change to other terms, relative to their size.
    func change(to other: NormalTerms) -> Double {
        let pairs = [(precisions, other.precisions), (shifts, other.shifts)]
        return pairs.reduce(0) { worst, pair in
            zip(pair.0, pair.1).reduce(worst) { largest, values in
                let relative = abs(values.0 - values.1) / (1 + abs(values.1))
                return relative <= largest ? largest : relative
            }
        }
    }
}

/// The normal distribution q(f) ∝ N(f; m, K) ∏ exp(-½ λ_i g_i² + ν_i g_i) of one function at the observed points.
struct VariationalFunction: Sendable {
    let curvature: SiteCurvature
    /// a = K⁻¹ (E f - m) = (I + Λ K)⁻¹ ν.
    let weights: Vector
    let mean: Vector
    let variances: Vector
    /// R = (K + Λ⁻¹)⁻¹, of which the lower triangle is right.
    let precision: Matrix
    /// KL(q | prior) = ½ (log det (I + K Λ) - Σ λ_i v_i + a^T (E f - m)).
    let divergence: Double

    /// Nil when the terms leave no normal distribution.
    init?(_ terms: NormalTerms, prior: LatentPrior) throws(ProcessError) {
        guard let curvature = try SiteCurvature(gram: prior.gram, curvatures: terms.precisions) else { return nil }
        let (precision, rounded) = curvature.posteriorMoments(gram: prior.gram)
        // Rounding may take a variance a little below zero; more than that is no distribution.
        guard rounded.indices.allSatisfy({ rounded[$0] >= -1e-9 * prior.gram[$0, $0] }) else { return nil }
        let variances = rounded.mapped { Swift.max($0, 0) }
        weights = curvature.reduced(terms.shifts, gram: prior.gram)
        let deviation = multiply(symmetric: prior.gram, weights)
        mean = prior.mean + deviation
        divergence = 0.5 * (curvature.logDeterminant - dot(terms.precisions, variances) + dot(weights, deviation))
        self.curvature = curvature
        self.variances = variances
        self.precision = precision
    }
}
