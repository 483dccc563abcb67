#if canImport(Glibc)
    import Glibc
#endif

/// The prior variance of a polynomial coefficient as a function of its degree n: how fast the spectrum of u decays.
enum SpectrumPrior: Sendable {
    /// (1 + n/n0)^(-2s), the spectrum of a Matérn-like process.
    case power(start: Double, order: Double)
    /// exp(-2 b n), the spectrum of an analytic function.
    case exponential(rate: Double)

    /// The standard deviation at degree n.
    func standardDeviation(_ n: Double) -> Double {
        switch self {
        case .power(let start, let order): pow(1 + n / start, -order)
        case .exponential(let rate): exp(-rate * n)
        }
    }

    /// The spectra that are averaged by evidence, for polynomials of a degree.
    static func all(degree: Int) -> [SpectrumPrior] {
        let starts = [0.5, 1, 2, 4, 8, 16, 32].filter { $0 < Double(degree) }
        let powers = starts.flatMap { start in
            [1.5, 2.5, 4, 6, 9].map { SpectrumPrior.power(start: start, order: $0) }
        }
        return powers + [0.15, 0.3, 0.5, 0.8, 1.2, 1.8].map { .exponential(rate: $0) }
    }
}
