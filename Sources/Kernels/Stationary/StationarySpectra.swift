import LinearAlgebra

#if canImport(Glibc)
    import Glibc
#endif

// With q = Σ_c (ℓ_c ξ_c)² and V = Π_c ℓ_c in d coordinates; R&W (2006), eqs. 4.15 and 4.11, the latter in frequencies.

extension StationaryKernel {
    /// q = Σ_c (ℓ_c ξ_c)² and log Π_c ℓ_c.
    func scaledFrequency(_ frequency: [Double]) -> (squared: Double, logVolume: Double) {
        let inverses = lengthscales.inverses(dimension: frequency.count)
        return zip(frequency, inverses).reduce((0, 0)) { sums, pair in
            let scaled = pair.0 / pair.1
            return (sums.0 + scaled * scaled, sums.1 - log(pair.1))
        }
    }
}

extension SquaredExponential: SpectralKernel {
    /// S(ξ) = V (2π)^(d/2) exp(-2π² q), q = Σ_c (ℓ_c ξ_c)², V = Π_c ℓ_c.
    public func spectralDensity(at frequency: [Double]) -> Double {
        let (q, logVolume) = scaledFrequency(frequency)
        let logConstant = 0.5 * Double(frequency.count) * log(2 * Double.pi)
        return exp(logVolume + logConstant - 2 * Double.pi * Double.pi * q)
    }
}

extension MaternProfile {
    /// S = V 2^d π^(d/2) Γ(ν+d/2)/Γ(ν) (2ν)^ν (2ν + 4π² q)^(-ν-d/2): a Student-t density with 2ν degrees of freedom.
    func spectralDensity(_ q: Double, logVolume: Double, dimension d: Int) -> Double {
        let half = 0.5 * Double(d)
        let logConstant = Double(d) * log(2.0) + half * log(Double.pi) + logGamma(order + half) - logGamma(order)
        let denominator = 2 * order + 4 * Double.pi * Double.pi * q
        let logTail = order * log(2 * order) - (order + half) * log(denominator)
        return exp(logVolume + logConstant + logTail)
    }
}

/// A stationary kernel of the Matérn class.
protocol MaternClass: StationaryKernel, SpectralKernel {
    var profile: MaternProfile { get }
}

extension MaternClass {
    public func spectralDensity(at frequency: [Double]) -> Double {
        let (q, logVolume) = scaledFrequency(frequency)
        return profile.spectralDensity(q, logVolume: logVolume, dimension: frequency.count)
    }
}

extension Matern12: MaternClass { var profile: MaternProfile { MaternProfile(order: 0.5) } }
extension Matern32: MaternClass { var profile: MaternProfile { MaternProfile(order: 1.5) } }
extension Matern52: MaternClass { var profile: MaternProfile { MaternProfile(order: 2.5) } }
extension Matern: MaternClass {}

extension RationalQuadratic: SpectralKernel {
    /// S(ξ) = V (2π)^(d/2) 2 α^α/Γ(α) (2π² q/α)^(μ/2) K_μ(√(8π² q α)) with μ = α - d/2: the squared exponentials'
    /// spectra under the gamma density of inverse squared lengthscales. Infinite at ξ = 0 when α ≤ d/2.
    public func spectralDensity(at frequency: [Double]) -> Double {
        let (q, logVolume) = scaledFrequency(frequency)
        let (shape, half) = (alpha.value, 0.5 * Double(frequency.count))
        let mu = shape - half
        let common = logVolume + half * log(2 * Double.pi) + shape * log(shape) - logGamma(shape)
        if q == 0 { return mu > 0 ? exp(common + logGamma(mu) - mu * log(shape)) : .infinity }
        let b = 2 * Double.pi * Double.pi * q
        let logBessel = logBesselK(order: abs(mu), 2 * (b * shape).squareRoot())
        return exp(common + log(2.0) + 0.5 * mu * log(b / shape) + logBessel)
    }
}
