#if canImport(Glibc)
    import Glibc
#endif
import Kernels
import LinearAlgebra

/// Proportions in (0, 1) with mean π = 1 / (1 + exp(-f)): a beta distribution with parameters α = π φ, β = (1 - π) φ.
public struct BetaLikelihood: Likelihood {
    /// The precision φ: the variance of y given f is π (1 - π) / (1 + φ).
    public var precision: Parameter

    /// Beta distributed proportions with the given precision.
    public init(precision: Double) { self.precision = .positive(precision) }

    public mutating func visitParameters(_ visit: (String, inout Parameter) -> Void) { visit("precision", &precision) }

    public var support: Support { .unitInterval }

    // As |f| grows α or β underflows, while w = π (1 - π) times their polygamma functions stays finite. So every
    // function of α is taken at 1 + α and the pole is written out: log Γ(α) = log Γ(1 + α) - log α, where log α is a
    // softplus, and ψ(α) = ψ(1 + α) - 1/α, where φ w / α = 1 - π.
    public func expansion(of y: Double, at f: Double) -> LogDensityExpansion {
        let t = Terms(f, precision.value)
        let (phi, w, c) = (precision.value, t.spread, t.skew)
        let pull = digamma(1 + t.beta) - digamma(1 + t.alpha) + log(y) - log1p(-y)
        let stiffness = trigamma(1 + t.beta) + trigamma(1 + t.alpha)
        let change = tetragamma(1 + t.alpha) - tetragamma(1 + t.beta)
        let logAlphaBeta = 2 * log(phi) - softplus(-f) - softplus(f)
        let normalizer = logGamma(phi) - logGamma(1 + t.alpha) - logGamma(1 + t.beta) + logAlphaBeta
        let s = phi * w
        return LogDensityExpansion(
            value: normalizer + (t.alpha - 1) * log(y) + (t.beta - 1) * log1p(-y),
            first: s * pull + c,
            second: s * c * pull - s * s * stiffness - 2 * w,
            third: s * (c * c - 2 * w) * pull - 3 * s * s * c * stiffness - s * s * s * change - 2 * w * c)
    }

    public func parameterSlopes(of y: Double, at f: Double) -> [LogDensitySlope] {
        let t = Terms(f, precision.value)
        let (phi, w, c, p, q) = (precision.value, t.spread, t.skew, t.mean, t.complement)
        let (psiA, psiB) = (digamma(1 + t.alpha), digamma(1 + t.beta))
        let (slopeA, slopeB) = (trigamma(1 + t.alpha), trigamma(1 + t.beta))
        let pull = psiB - psiA + log(y) - log1p(-y)
        let pullByPhi = q * slopeB - p * slopeA
        let stiffnessByPhi = q * tetragamma(1 + t.beta) + p * tetragamma(1 + t.alpha)
        let s = phi * w
        return [
            LogDensitySlope(
                value: digamma(phi) + 2 / phi - p * psiA - q * psiB + p * log(y) + q * log1p(-y),
                first: w * pull + s * pullByPhi,
                second: w * c * pull + s * c * pullByPhi - 2 * s * w * (slopeA + slopeB) - s * s * stiffnessByPhi)
        ]
    }

    public func moments(at f: Double) -> ObservationMoments {
        let t = Terms(f, precision.value)
        return ObservationMoments(mean: t.mean, variance: t.spread / (1 + precision.value))
    }

    public func sample(at f: Double, using generator: inout SeededGenerator) -> Double {
        let t = Terms(f, precision.value)
        let shapes = (Swift.max(t.alpha, .leastNormalMagnitude), Swift.max(t.beta, .leastNormalMagnitude))
        let (a, b) = (generator.gamma(shape: shapes.0), generator.gamma(shape: shapes.1))
        // Both underflow only for a precision far below one, where y is all but 0 or 1.
        let y = a + b > 0 ? a / (a + b) : (generator.uniform() < t.mean ? 1 : 0)
        return Swift.min(Swift.max(y, .leastNonzeroMagnitude), 1.0.nextDown)
    }
}

/// What the mean π and the parameters are at f.
private struct Terms {
    var mean, complement, alpha, beta, spread, skew: Double

    init(_ f: Double, _ precision: Double) {
        mean = logistic(f)
        complement = logistic(-f)
        alpha = mean * precision
        beta = complement * precision
        (spread, skew) = logisticSpread(f)
    }
}

extension Likelihood where Self == BetaLikelihood {
    /// Proportions in (0, 1) with logistic mean.
    public static func beta(precision: Double) -> BetaLikelihood { BetaLikelihood(precision: precision) }
}
