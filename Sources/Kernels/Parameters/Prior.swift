#if canImport(Glibc)
    import Glibc
#endif

/// A prior density p(v) of a parameter's value v > 0 (or any v for `normal`), in natural units.
public enum Prior: Sendable, Equatable, Codable {
    /// log v is normal with this mean and standard deviation.
    case logNormal(mean: Double, standardDeviation: Double)
    /// v is normal.
    case normal(mean: Double, standardDeviation: Double)
    /// v is gamma: density v^(shape-1) exp(-rate v), up to a constant.
    case gamma(shape: Double, rate: Double)
    /// v is inverse gamma: density v^(-shape-1) exp(-rate / v), up to a constant.
    case inverseGamma(shape: Double, rate: Double)
    /// v = |n|, n normal with mean zero and this standard deviation.
    case halfNormal(standardDeviation: Double)
    /// v = |c|, c Cauchy with median zero and this scale: density 1/(1 + (v/scale)²), up to a constant.
    case halfCauchy(scale: Double)
    /// v = |λ n| with n normal of mean zero and standard deviation `scale`, and λ half-Cauchy of scale one: a spike at
    /// zero beside a tail like 1/v², for quantities of which most are negligible.
    ///
    /// - Source: Carvalho, Polson and Scott, Biometrika 97 (2010) 465.
    case horseshoe(scale: Double)

    /// The prior of a lengthscale in d coordinates scaled to unit size: log-normal with median exp(√2) √d.
    ///
    /// Distances between points of the unit cube grow like √d, and lengthscales must grow with them for the process to
    /// keep the same complexity. A good default where there is a lengthscale for each coordinate.
    ///
    /// - Source: Hvarfner, Hellsten and Nardi, Vanilla Bayesian optimization performs great in high dimensions,
    ///   ICML (2024), section 4.
    public static func dimensionScaled(_ dimension: Int) -> Prior {
        precondition(dimension >= 1, "There is at least one coordinate.")
        return .logNormal(
            mean: 2.0.squareRoot() + 0.5 * log(Double(dimension)), standardDeviation: 3.0.squareRoot())
    }
}

extension Parameterized {
    /// The same with a prior for every parameter whose path has the given ending, such as `variance` or `lengthscale`;
    /// indices in brackets are passed over, so that `lengthscale` and `lengthscales` reach each of several.
    public func assigning(_ prior: Prior?, to ending: String) -> Self {
        var result = self
        result.visitParameters { path, parameter in
            let name = path.split(separator: "[")[0]
            if name.hasSuffix(ending) || name.hasSuffix(ending + "s") { parameter.prior = prior }
        }
        return result
    }

    /// The same with the default prior of lengthscales for every parameter that is one; see `Prior.dimensionScaled(_:)`.
    public func assigningLengthscalePriors(dimension: Int) -> Self {
        assigning(.dimensionScaled(dimension), to: "lengthscale")
    }
}
