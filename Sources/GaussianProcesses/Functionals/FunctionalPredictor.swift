import Kernels
import LinearAlgebra

/// A process given observations that can predict linear functionals of the function: derivatives, integrals, averages.
public protocol FunctionalPredictor: Process where Prior == GaussianProcess {
    /// The prior with the parameters that were conditioned upon.
    var process: GaussianProcess { get }
    /// The factor of the covariance C of the n observations with their noise.
    var factor: Cholesky { get }
    /// The n weights C⁻¹ (y - m).
    var weights: Vector { get }
    /// The prior covariances of the n observations with m functionals: n-by-m.
    func crossCovariance(with functionals: [LinearFunctional]) throws(ProcessError) -> Matrix
}

extension FunctionalPredictor {
    /// Mean and variance of functionals of f, each in its own units.
    ///
    /// - Complexity: O(n² m), and O(T²) for a functional of T terms.
    /// - Throws: ``ProcessError`` when the kernel has no such derivatives.
    public func predict(_ functionals: [LinearFunctional]) throws(ProcessError) -> Prediction {
        try process.validate(functionals)
        return Prediction(
            priorMean: try process.means(of: functionals), priorVariance: try process.variances(of: functionals),
            cross: try crossCovariance(with: functionals), factor: factor, weights: weights)
    }

    /// The covariance matrix of functionals of f, exactly symmetric.
    ///
    /// - Throws: ``ProcessError`` when the kernel has no such derivatives.
    public func covariance(of functionals: [LinearFunctional]) throws(ProcessError) -> Matrix {
        try process.validate(functionals)
        var result = try process.covariance(functionals, functionals)
        result -= gramProduct(factor.solveLower(try crossCovariance(with: functionals)))
        result.symmetrizeFromLower()
        return result
    }

    /// The gradient of f at the rows of `x` as a random vector: means and variances of its d components, m-by-d.
    ///
    /// - Throws: ``ProcessError`` when the sample functions of the kernel are not differentiable.
    public func predictGradient(at x: Matrix) throws(ProcessError) -> GradientPrediction {
        let (m, d) = (x.rowCount, x.columnCount)
        let p = try predict((0..<m).flatMap { LinearFunctional.gradient(at: x.row($0).array) })
        return GradientPrediction(
            mean: Matrix(rowCount: m, columnCount: d) { p.mean[$1 + d * $0] },
            variance: Matrix(rowCount: m, columnCount: d) { p.variance[$1 + d * $0] })
    }
}

/// The marginal distributions of the partial derivatives of a function at m points.
public struct GradientPrediction: Sendable, Equatable {
    /// The means, m-by-d; they are the derivatives of the mean.
    public var mean: Matrix
    /// The variances, m-by-d.
    public var variance: Matrix
}

extension Posterior: FunctionalPredictor {
    public func crossCovariance(with functionals: [LinearFunctional]) throws(ProcessError) -> Matrix {
        try process.covariance(observations.x.valueFunctionals, functionals)
    }
}
