import CVectorMath

#if canImport(Glibc)
    import Glibc
#endif

/// The Matérn envelope of order p + 1/2: E(d) = Q(a r) exp(-a r), r = |d|, a = √(2p+1) b, with rate b (an inverse
/// length) and Q the polynomial of degree p with E(0) = 1; p = 2 is (1 + a r + a² r²/3) exp(-a r).
///
/// Its spectral density is a Student-t density with 2p + 1 degrees of freedom.
public struct MaternEnvelope: SpectralEnvelope {
    /// The degree p of the polynomial, which is also the number of mean-square derivatives.
    public let degree: Int

    /// The envelope with 2 `degree` + 1 degrees of freedom.
    public init(degree: Int = 2) {
        precondition((0...8).contains(degree), "The degree of a Matérn envelope must be from 0 to 8, not \(degree).")
        self.degree = degree
    }

    public var smoothness: Int { degree }
    public var rateExponent: Double { 1 }

    public func write(rate: Double, _ lags: UnsafePointer<Double>, into derivatives: Tile) {
        let count = derivatives.rowCount
        let a = (2 * Double(degree) + 1).squareRoot() * rate
        Tile.withScratch(rowCount: count, columnCount: 2) { scratch in
            let (t, decay) = (scratch.column(0), scratch.column(1))
            for i in 0..<count {
                t[i] = Swift.min(a * abs(lags[i]), 1e3)
                decay[i] = -t[i]
            }
            cv_exp(decay, decay, count)
            // With g(t) = P(t) e^(-t): E^(n)(d) = (±a)^n g^(n)(a r), and g' = (P' - P) e^(-t). The coefficients are
            // integers over one common factor, so the odd ones below order 2p + 1 cancel exactly.
            var polynomial = Self.integerPolynomial(degree)
            var factor = 1 / polynomial[0]
            for n in 0..<derivatives.columnCount {
                let out = derivatives.column(n)
                let isOdd = !n.isMultiple(of: 2)
                polynomial.withUnsafeBufferPointer { coefficients in
                    for i in 0..<count {
                        var sum = 0.0
                        for coefficient in coefficients.reversed() { sum = sum * t[i] + coefficient }
                        let value = factor * decay[i] * sum
                        out[i] = !isOdd || lags[i] > 0 ? value : lags[i] < 0 ? -value : 0
                    }
                }
                factor *= a
                polynomial = polynomial.indices.map { k in
                    (k + 1 < polynomial.count ? Double(k + 1) * polynomial[k + 1] : 0) - polynomial[k]
                }
            }
        }
    }

    public func spectralDensity(rate: Double, at frequency: Double) -> Double {
        let scaled = frequency / rate
        return MaternProfile(order: Double(degree) + 0.5)
            .spectralDensity(scaled * scaled, logVolume: -log(rate), dimension: 1)
    }

    public func rate(bandwidth: Double) -> Double { 2 * Double.pi * bandwidth }

    /// (2p)!/p! times the coefficients of Q, lowest power first: the integers (2p-k)!/(k! (p-k)!) 2^k.
    private static func integerPolynomial(_ p: Int) -> [Double] {
        (0...p).map { k in
            let power = (0..<k).reduce(1.0) { product, _ in 2 * product }
            return binomial(2 * p - k, p) * fallingProduct(p, p - k) * power
        }
    }
}
