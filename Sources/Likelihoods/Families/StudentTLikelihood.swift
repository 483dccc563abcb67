#if canImport(Glibc)
    import Glibc
#endif
import Kernels
import LinearAlgebra

/// y = f + s t with t of Student's distribution with ν degrees of freedom: noise with outliers.
///
/// log p = log Γ((ν+1)/2) - log Γ(ν/2) - log(ν π)/2 - log s - (ν+1)/2 log(1 + (y - f)²/(ν s²)). Beyond √ν s from f it is
/// convex in f, so a posterior may have several modes.
///
/// - Source: Vanhatalo, Jylänki and Vehtari, Advances in Neural Information Processing Systems 22 (2009) 1910.
public struct StudentTLikelihood: Likelihood {
    /// The degrees of freedom ν: heavy tails when small, normal when large.
    public var degreesOfFreedom: Parameter
    /// The scale s, in the units of y.
    public var scale: Parameter

    /// Student-t noise with the given degrees of freedom and scale.
    public init(degreesOfFreedom: Double, scale: Double) {
        self.degreesOfFreedom = .positive(degreesOfFreedom)
        self.scale = .positive(scale)
    }

    public mutating func visitParameters(_ visit: (String, inout Parameter) -> Void) {
        visit("degreesOfFreedom", &degreesOfFreedom)
        visit("scale", &scale)
    }

    public var support: Support { .real }

    public func expansion(of y: Double, at f: Double) -> LogDensityExpansion {
        let (nu, s, r) = (degreesOfFreedom.value, scale.value, y - f)
        let c = nu * s * s
        let q = c + r * r
        let constant = logGamma(0.5 * (nu + 1)) - logGamma(0.5 * nu) - 0.5 * log(nu * .pi) - log(s)
        // Quotients by q one at a time: its cube overflows first.
        return LogDensityExpansion(
            value: constant - 0.5 * (nu + 1) * log1p(r * r / c),
            first: (nu + 1) * (r / q),
            second: (nu + 1) * ((r * r - c) / q) / q,
            third: 2 * (nu + 1) * (r / q) * ((r * r - 3 * c) / q) / q)
    }

    public func parameterSlopes(of y: Double, at f: Double) -> [LogDensitySlope] {
        let (nu, s, r) = (degreesOfFreedom.value, scale.value, y - f)
        let c = nu * s * s
        let q = c + r * r
        let share = r * r / q
        // By c = ν s² at fixed ν, of the slope and the curvature in f:
        let firstByC = -(nu + 1) * (r / q) / q
        let secondByC = (nu + 1) * ((c - 3 * r * r) / q) / q / q
        let constantByNu = 0.5 * (digamma(0.5 * (nu + 1)) - digamma(0.5 * nu) - 1 / nu)
        return [
            LogDensitySlope(
                value: constantByNu - 0.5 * log1p(r * r / c) + 0.5 * (nu + 1) * share / nu,
                first: r / q + firstByC * s * s,
                second: ((r * r - c) / q) / q + secondByC * s * s),
            LogDensitySlope(
                value: ((nu + 1) * share - 1) / s, first: firstByC * 2 * nu * s, second: secondByC * 2 * nu * s),
        ]
    }

    public func moments(at f: Double) -> ObservationMoments {
        let (nu, s) = (degreesOfFreedom.value, scale.value)
        return ObservationMoments(mean: nu > 1 ? f : .nan, variance: nu > 2 ? s * s * nu / (nu - 2) : .infinity)
    }

    public func sample(at f: Double, using generator: inout SeededGenerator) -> Double {
        let nu = degreesOfFreedom.value
        let precision = 2 * generator.gamma(shape: 0.5 * nu) / nu
        return f + scale.value * generator.normal() / precision.squareRoot()
    }

    public func closedFormMoments(under f: NormalMarginal) -> ObservationMoments? {
        let given = moments(at: f.mean)
        return ObservationMoments(mean: given.mean, variance: given.variance + f.variance)
    }
}

extension Likelihood where Self == StudentTLikelihood {
    /// Student-t noise with the given degrees of freedom and scale.
    public static func studentT(degreesOfFreedom: Double, scale: Double) -> StudentTLikelihood {
        StudentTLikelihood(degreesOfFreedom: degreesOfFreedom, scale: scale)
    }
}
