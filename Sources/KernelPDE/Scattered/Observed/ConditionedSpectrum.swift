import LinearAlgebra

#if canImport(Glibc)
    import Glibc
#endif

// With the prior w ~ N(0, s² D^-1) on the space w = w_p + Z y, y has precision Z^T D Z / s². By singular values
// D^(1/2) Z = U S W^T, y = y* + s W S^-1 ξ, ξ ~ N(0, I), y* = -W S^-1 U^T D^(1/2) w_p. Measurements are then
//
//     d = Φ c* + s H ξ + σ ε,   H = Φ T,   T = S_0 Z W S^-1,
//
// and with H = U_2 S_2 V_2^T every noise ratio ν = σ²/s² costs O(rank). The scale s² is integrated with 1/s² where σ is unknown
// (Student-t, one degree of freedom a measurement); where σ is known H and d are divided by it and ν = 1/s².

/// The posterior for one decay of the spectrum, for all noise ratios.
///
/// `features` holds Φ S Z, what the measurements see of the free directions; `values` are the measurements less Φ S w_p.
struct ConditionedSpectrum: Sendable {
    /// y*, the centre of the prior in the space of solutions.
    let center: Vector
    /// W S^-1 V_2, from independent directions, those best seen by the measurements first, to y.
    let spread: Matrix
    /// S_2, zero where the measurements say nothing.
    let strengths: Vector
    private let projected: Vector
    private let squaredRest: Double
    private let count: Int
    private let isNoiseKnown: Bool

    init(
        _ space: SolutionSpace, spectrum: Vector, features: Matrix, values: Vector, noise: Vector?
    ) throws(FactorizationError) {
        let ratio = space.deviations.combined(with: spectrum) { $0 / $1 }
        let shaped = try SVD(of: space.basis.scalingRows(by: ratio))
        let inverse = shaped.values.mapped { 1 / $0 }
        let pull = multiply(shaped.leftVectors, entrywiseProduct(ratio, space.particular), transposingFirst: true)
        let turn = shaped.rightVectors.scalingColumns(by: inverse)
        let start = turn * pull
        center = -start
        var heights = features * turn
        var residual = values - features * center
        if let noise {
            let weights = noise.mapped { 1 / $0 }
            heights = heights.scalingRows(by: weights)
            residual = entrywiseProduct(residual, weights)
        }
        let q = turn.columnCount
        // Padded to at least q rows, so that all of V_2 comes out.
        let padded =
            heights.rowCount >= q
            ? heights : .stackedVertically(heights, Matrix(rowCount: q - heights.rowCount, columnCount: q))
        let seen = try SVD(of: padded)
        strengths = seen.values
        spread = turn * seen.rightVectors
        let long = Vector(residual.array + [Double](repeating: 0, count: padded.rowCount - heights.rowCount))
        projected = multiply(seen.leftVectors, long, transposingFirst: true)
        squaredRest = max(0, dot(residual, residual) - dot(projected, projected))
        count = values.count
        isNoiseKnown = noise != nil
    }

    /// One noise ratio: log evidence, posterior mean of y, and the shares of the prior variance that remain.
    struct Setting: Sendable {
        let logEvidence: Double
        let position: Vector
        /// s² times ν/(S_2² + ν).
        let variances: Vector
        /// σ.
        let noise: Double
    }

    func setting(noiseRatio ratio: Double) -> Setting {
        let sums = strengths.mapped { $0 * $0 + ratio }
        var (logDeterminant, quadratic) = (Double(count - strengths.count) * log(ratio), squaredRest / ratio)
        for i in 0..<strengths.count {
            logDeterminant += log(sums[i])
            quadratic += projected[i] * projected[i] / sums[i]
        }
        let n = Double(count)
        let scale: Double
        let evidence: Double
        if isNoiseKnown {
            // The covariance is (H H^T + ν I) / ν.
            evidence = -0.5 * (logDeterminant - n * log(ratio)) - 0.5 * ratio * quadratic
            scale = 1 / ratio
        } else {
            evidence = -0.5 * logDeterminant - 0.5 * n * log(max(quadratic, .leastNormalMagnitude))
            scale = quadratic / n
        }
        let gains = Vector((0..<strengths.count).map { projected[$0] * strengths[$0] / sums[$0] })
        return Setting(
            logEvidence: evidence, position: center + spread * gains,
            variances: sums.mapped { scale * ratio / $0 }, noise: isNoiseKnown ? 1 : (scale * ratio).squareRoot())
    }

    /// The mean of S_2², the unit of noise ratios.
    var typicalStrength: Double { max(dot(strengths, strengths) / Double(max(count, 1)), 1e-300) }
}
