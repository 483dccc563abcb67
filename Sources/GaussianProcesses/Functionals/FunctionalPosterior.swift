import Kernels
import LinearAlgebra

/// A Gaussian process given values of linear functionals, and perhaps of the function itself: again a process.
///
/// With the rows of all observations as functionals L_i, C_ij = cov(L_i f, L_j f) + noise and α = C⁻¹ (y - L m), the mean
/// at x is m(x) + Σ_i α_i cov(f(x), L_i f).
///
/// - Source: Särkkä, Linear operators and stochastic partial differential equations in Gaussian process regression,
///   ICANN (2011); Rasmussen and Williams (2006), section 9.4, for derivatives.
public struct FunctionalPosterior: Process {
    /// The prior, with the parameters that were conditioned upon.
    public let process: GaussianProcess
    /// The observations of the function itself, if there are any; their rows come first.
    public let observations: Observations?
    /// The observations of functionals.
    public let functionals: FunctionalObservations
    /// The factor of the covariance of all observations with their noise.
    public let factor: Cholesky
    /// The weights α.
    public let weights: Vector
    /// The log evidence of all observations, in nats.
    public let logEvidence: Double

    public var noiseVariance: Double { process.noiseVariance }

    init(
        process: GaussianProcess, observations: Observations?, functionals: FunctionalObservations, factor: Cholesky
    ) throws(ProcessError) {
        self.process = process
        self.observations = observations
        self.functionals = functionals
        self.factor = factor
        var residual = (functionals.values - (try process.means(of: functionals.functionals))).array
        if let observations {
            residual = (observations.y - process.mean.values(at: observations.x)).array + residual
        }
        let whitened = factor.solveLower(Vector(residual))
        weights = factor.solveLowerTransposed(whitened)
        logEvidence = gaussianLogDensity(dot(whitened, whitened), factor.logDeterminant, residual.count)
    }

    public func predict(at x: Matrix) -> Prediction {
        precondition(
            x.columnCount == functionals.inputDimension,
            "The points have \(x.columnCount) coordinates, the functionals \(functionals.inputDimension).")
        var mean: [Double] = []
        var variance: [Double] = []
        var clampedCount = 0
        let width = 512
        for start in stride(from: 0, to: x.rowCount, by: width) {
            let points = x.rows(start..<Swift.min(start + width, x.rowCount))
            let block = Prediction(
                priorMean: process.mean.values(at: points), priorVariance: process.kernel.diagonal(points),
                cross: crossCovariance(values: points), factor: factor, weights: weights)
            mean += block.mean.array
            variance += block.variance.array
            clampedCount += block.clampedCount
        }
        return Prediction(
            mean: Vector(mean), variance: Vector(variance), noiseVariance: noiseVariance, clampedCount: clampedCount)
    }

    public func covariance(at x: Matrix) -> Matrix {
        process.kernel.gram(x) - gramProduct(factor.solveLower(crossCovariance(values: x)))
    }

    /// The functionals were validated, and values fit every kernel that accepts the points.
    private func crossCovariance(values x: Matrix) -> Matrix {
        let lower: Matrix
        do { lower = try process.covariance(functionals.functionals, x.valueFunctionals) } catch {
            preconditionFailure("\(error)")
        }
        guard let observations else { return lower }
        return .stackedVertically(process.kernel.cross(observations.x, x), lower)
    }
}

extension FunctionalPosterior: FunctionalPredictor {
    public func crossCovariance(with others: [LinearFunctional]) throws(ProcessError) -> Matrix {
        let lower = try process.covariance(functionals.functionals, others)
        guard let observations else { return lower }
        return .stackedVertically(try process.covariance(observations.x.valueFunctionals, others), lower)
    }
}

extension Prediction {
    /// The moments of quantities given observations, from their prior moments and n-by-m covariances with them.
    init(priorMean: Vector, priorVariance: Vector, cross: Matrix, factor: Cholesky, weights: Vector) {
        let mean = priorMean + multiply(cross, weights, transposingFirst: true)
        let explained = factor.solveLower(cross).squaredColumnNorms
        var clampedCount = 0
        let variance = Vector(
            (0..<priorMean.count).map { i in
                let value = priorVariance[i] - explained[i]
                if value < 0 { clampedCount += 1 }
                return Swift.max(value, 0)
            })
        self.init(mean: mean, variance: variance, clampedCount: clampedCount)
    }
}
