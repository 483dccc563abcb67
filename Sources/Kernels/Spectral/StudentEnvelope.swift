#if canImport(Glibc)
    import Glibc
#endif

/// The Matérn envelope of any order ν > 0: E(d) = 2^(1-ν)/Γ(ν) (√(2ν) b r)^ν K_ν(√(2ν) b r), r = |d|, with rate b (an
/// inverse length). Its spectral density is a Student-t density with 2ν degrees of freedom, which need not be whole.
///
/// For odd degrees of freedom it equals ``MaternEnvelope``, which is several times faster.
public struct StudentEnvelope: SpectralEnvelope {
    /// The degrees of freedom 2ν of the spectrum.
    public let degreesOfFreedom: Double
    private var profile: MaternProfile { MaternProfile(order: 0.5 * degreesOfFreedom) }

    /// The envelope whose spectrum has the given degrees of freedom.
    public init(degreesOfFreedom: Double) {
        precondition(
            degreesOfFreedom > 0 && degreesOfFreedom.isFinite,
            "The degrees of freedom must be positive, not \(degreesOfFreedom).")
        self.degreesOfFreedom = degreesOfFreedom
    }

    public var smoothness: Int { profile.smoothness }
    public var rateExponent: Double { 1 }

    // With φ the profile of s = (bd)²: E^(n)(d) = b^n Σ_k n!/(k!(n-2k)!) (2 sign d)^(n-2k) s^((n-2k)/2) φ^(n-k)(s), the
    // derivative of a profile along one coordinate (see `RadialDerivative`).
    public func write(rate: Double, _ lags: UnsafePointer<Double>, into derivatives: Tile) {
        let count = derivatives.rowCount
        Tile.withScratch(rowCount: count, columnCount: 2) { scratch in
            let (s, term) = (scratch.column(0), scratch.column(1))
            for i in 0..<count { s[i] = rate * lags[i] * (rate * lags[i]) }
            var power = 1.0
            for n in 0..<derivatives.columnCount {
                let out = derivatives.column(n)
                out.update(repeating: 0, count: count)
                for k in 0...(n / 2) {
                    let p = n - 2 * k
                    let doubled = (0..<p).reduce(1.0) { product, _ in 2 * product }
                    let factor = power * doubled * fallingProduct(n, 2 * k) / fallingProduct(k, k)
                    profile.write(order: n - k, power: p, s, count: count, into: term)
                    for i in 0..<count { out[i] += factor * term[i] }
                }
                if !n.isMultiple(of: 2) {
                    for i in 0..<count { out[i] *= lags[i] > 0 ? 1 : lags[i] < 0 ? -1 : 0 }
                }
                power *= rate
            }
        }
    }

    public func spectralDensity(rate: Double, at frequency: Double) -> Double {
        let scaled = frequency / rate
        return profile.spectralDensity(scaled * scaled, logVolume: -log(rate), dimension: 1)
    }

    public func rate(bandwidth: Double) -> Double { 2 * Double.pi * bandwidth }
}

extension EnvelopeMixture where Envelope == StudentEnvelope {
    /// A mixture of Student-t spectra with any degrees of freedom; ⌈dof/2⌉ - 1 derivatives exist.
    public init(_ components: [SpectralComponent], degreesOfFreedom: Double) {
        self.init(components, envelope: StudentEnvelope(degreesOfFreedom: degreesOfFreedom))
    }
}
