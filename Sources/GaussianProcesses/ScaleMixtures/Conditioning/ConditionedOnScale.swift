#if canImport(Glibc)
    import Glibc
#endif
import LinearAlgebra

/// A process given observations, for every value of its scale.
protocol ConditionedOnScale: Sendable {
    /// The type of what is known about the scale.
    associatedtype Likelihood: ScaleLikelihood

    /// What the observations say about the scale.
    var likelihood: Likelihood { get }
    /// The part of log p(y) that does not depend on the scale.
    var logConstant: Double { get }
    /// What a diagonal shift added to every variance of the observations.
    var addedDiagonal: Double { get }

    /// The distributions at single points, for every scale.
    func marginals(at x: Matrix) -> any ScaledMarginals

    /// One joint sample of f at the rows of `x` for each given log scale, one a column.
    func samples(
        at x: Matrix, logScales: [Double], using generator: inout SeededGenerator
    ) throws(ProcessError) -> Matrix
}

/// Gaussian distributions at single points as functions of the scale.
protocol ScaledMarginals: Sendable {
    /// The number of points.
    var count: Int { get }
    /// The distribution at one point when the scale is e^u.
    func component(_ point: Int, atLogScale u: Double) -> GaussianComponent
    /// The noise variance of a new observation at scale one, and whether it is multiplied by the scale.
    var noise: (variance: Double, isScaled: Bool) { get }
}

extension ScaledMarginals {
    /// The noise variance of a new observation, averaged over a law of the scale.
    func noiseVariance(averagedOver scale: ScaleNodes) -> Double {
        noise.isScaled && noise.variance > 0 ? noise.variance * scale.mean : noise.variance
    }

    /// The noise variance of a new observation when the scale is e^u.
    func noiseVariance(atLogScale u: Double) -> Double { noise.isScaled ? noise.variance * exp(u) : noise.variance }
}

/// A Gaussian distribution of a function value and of a new observation there; variances by their logarithms.
struct GaussianComponent {
    var mean: Double
    var logVariance: Double
    var logNoisyVariance: Double

    /// log N(y), noise included.
    func logDensity(of y: Double) -> Double {
        let logSquare = 2 * log(abs(y - mean))
        return gaussianLogDensity(exp(logSquare - logNoisyVariance), logNoisyVariance, 1)
    }
}

extension ScaledQuadraticForm {
    /// The form of residuals whitened by the factor of their covariance.
    init(whitened: Vector) {
        self.init(count: whitened.count, logQuadraticForm: 2 * log(whitened.norm))
    }
}

extension Vector {
    /// The vector times e^x, formed so that the factor may overflow where the product does not.
    func scaled(byExp x: Double) -> Vector {
        let half = exp(0.5 * x)
        return mapped { $0 * half * half }
    }
}

extension Matrix {
    /// V √λ of a covariance V diag(λ) V^T: standard normal columns become samples. Negative eigenvalues count as zero.
    static func sampleRoot(of covariance: consuming Matrix) throws(ProcessError) -> Matrix {
        do {
            let eigen = try SymmetricEigen(of: covariance)
            return eigen.vectors.scalingColumns(by: eigen.values.mapped { Swift.max($0, 0).squareRoot() })
        } catch {
            throw ProcessError(error)
        }
    }
}
