#if canImport(Glibc)
    import Glibc
#endif

/// The warp g(x)_c = 1 - (1 - x_c^a_c)^b_c of inputs in [0, 1]: a smooth monotone map of the unit interval onto itself.
///
/// a and b stretch the two ends; a = b = 1 is the identity. Inputs outside [0, 1] become NaN, which factorisations
/// report: scale the inputs first.
///
/// - Source: Snoek, Swersky, Zemel and Adams, Input warping for Bayesian optimization (2014), with the distribution
///   function of P. Kumaraswamy (1980).
public struct KumaraswamyWarp: InputMap {
    /// The exponents a_c, one per coordinate.
    public var lower: [Parameter]
    /// The exponents b_c, one per coordinate.
    public var upper: [Parameter]

    /// The warp of `dimension` coordinates, all with the same exponents at the start.
    public init(dimension: Int, lower: Double = 1, upper: Double = 1) {
        precondition(dimension >= 1, "A warp needs at least one coordinate.")
        self.lower = [Parameter](repeating: .positive(lower), count: dimension)
        self.upper = [Parameter](repeating: .positive(upper), count: dimension)
    }

    public mutating func visitParameters(_ visit: (String, inout Parameter) -> Void) {
        for c in lower.indices {
            visit("lower[\(c)]", &lower[c])
            visit("upper[\(c)]", &upper[c])
        }
    }

    public func outputDimension(inputDimension: Int) throws(KernelError) -> Int {
        if inputDimension != lower.count {
            throw .unsupported(
                kernel: "KumaraswamyWarp",
                reason: "there are exponents for \(lower.count) columns but the inputs have \(inputDimension).")
        }
        return inputDimension
    }

    public func apply(_ points: Points, into output: Tile) {
        forEachEntry(points) { i, c, x, logX, logRest, a, b in
            output[i, c] = (0...1).contains(x) ? -expm1(b * logRest) : .nan
        }
    }

    public func pullback(_ adjoint: Adjoint, at points: Points, into gradient: UnsafeMutablePointer<Double>) {
        forEachEntry(points) { i, c, x, logX, logRest, a, b in
            // At both ends g does not depend on a and b.
            guard x > 0 && x < 1 else { return }
            // ∂g/∂a = b (1 - x^a)^(b-1) x^a log x, ∂g/∂b = -(1 - x^a)^b log(1 - x^a).
            gradient[2 * c] += adjoint[i, c] * b * exp((b - 1) * logRest + a * logX) * logX
            gradient[2 * c + 1] -= adjoint[i, c] * exp(b * logRest) * logRest
        }
    }

    public func pullbackInputs(_ adjoint: Adjoint, at points: Points, into gradient: Tile) {
        forEachEntry(points) { i, c, x, logX, logRest, a, b in
            gradient[i, c] += adjoint[i, c] * a * b * power(logRest, b - 1) * power(logX, a - 1)
        }
    }

    /// Calls `body` with log x and log(1 - x^a) for every entry.
    private func forEachEntry(
        _ points: Points,
        _ body: (Int, Int, _ x: Double, _ logX: Double, _ logRest: Double, _ a: Double, _ b: Double) -> Void
    ) {
        for c in 0..<points.dimension {
            let (a, b) = (lower[c].value, upper[c].value)
            for i in 0..<points.count {
                let logX = log(points[i, c])
                body(i, c, points[i, c], logX, log(-expm1(a * logX)), a, b)
            }
        }
    }

    /// exp(log y · e) with 0^0 = 1.
    private func power(_ logarithm: Double, _ exponent: Double) -> Double {
        exponent == 0 ? 1 : exp(exponent * logarithm)
    }
}
