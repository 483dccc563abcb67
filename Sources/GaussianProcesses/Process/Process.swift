import LinearAlgebra

/// A belief about an unknown function f: a Gaussian distribution over the values of f at any points.
///
/// A prior is a process, and so is what it becomes when conditioned on observations. Two requirements say it all; means,
/// samples and densities follow.
public protocol Process: Belief {
    /// The noise variance of a new observation beyond the variance of f, in the units of the outputs squared.
    var noiseVariance: Double { get }

    /// Mean and variance of f at m points, the rows of `x`; no m-by-m matrix is formed.
    ///
    /// The points must have the process' number of coordinates.
    func predict(at x: Matrix) -> Prediction

    /// The covariance matrix of f at m points, m-by-m and exactly symmetric. Noise is left out.
    func covariance(at x: Matrix) -> Matrix
}

extension Process {
    /// The mean of f at the rows of `x`.
    public func mean(at x: Matrix) -> Vector { predict(at: x).mean }

    /// log p(y), the joint density of new observations with their noise, in nats.
    ///
    /// - Complexity: O(n³) in the number n of new observations, beside their covariance.
    /// - Throws: ``ProcessError`` when their covariance is not positive definite.
    public func logDensity(
        of observations: Observations, shift: DiagonalShift = .none
    ) throws(ProcessError) -> Double {
        var covariance = covariance(at: observations.x)
        covariance.addNoise(noiseVariance, observations.noiseVariances)
        let factor: Cholesky
        do { factor = try Cholesky(of: consume covariance, shift: shift) } catch { throw ProcessError(error) }
        let residual = observations.y - predict(at: observations.x).mean
        return gaussianLogDensity(factor.inverseQuadraticForm(residual), factor.logDeterminant, residual.count)
    }
}

/// The logarithm of a Gaussian density in n dimensions from r^T C^-1 r and log det C.
func gaussianLogDensity(_ quadraticForm: Double, _ logDeterminant: Double, _ n: Int) -> Double {
    let logTwoPi = 1.837_877_066_409_345_483_56
    return -0.5 * (quadraticForm + logDeterminant + Double(n) * logTwoPi)
}

extension Matrix {
    /// Adds one variance to the whole diagonal, and another to each entry if they are given.
    mutating func addNoise(_ variance: Double, _ variances: Vector?) {
        let n = rowCount
        withUnsafeMutablePointer { p in
            for i in 0..<n { p[i * (n + 1)] += variance + (variances?[i] ?? 0) }
        }
    }
}

extension ProcessError {
    /// A failed factorisation, where nothing is known about the rows behind it.
    init(_ error: FactorizationError) {
        switch error {
        case .notPositiveDefinite(let pivot, let value):
            self = .notPositiveDefinite(IndefiniteGram(pivot: pivot, value: value))
        case .notFinite(let row, let column, let value):
            self = .gramNotFinite(row: row, column: column, value: value)
        default:
            self = .factorization(error)
        }
    }
}
