import Kernels
import LinearAlgebra

/// A Gaussian process given observations: again a process, and immutable.
///
/// With C = K + N = L L^T and α = C⁻¹ (y - m), its mean is m(x) + k(x)^T α and its covariance
/// k(x, z) - k(x)^T C⁻¹ k(z), where k(x) are the covariances with the n observations.
///
/// - Source: Rasmussen and Williams, Gaussian Processes for Machine Learning (2006), eqs. 2.25-2.26.
public struct Posterior: Process {
    /// The prior, with the parameters that were conditioned upon.
    public let process: GaussianProcess
    /// The observations.
    public let observations: Observations
    /// The factor of the covariance of the observations with their noise.
    public let factor: Cholesky
    /// The n weights α = C⁻¹ (y - m).
    public let weights: Vector
    /// The log evidence log p(y) of the observations, in nats.
    public let logEvidence: Double

    /// What a diagonal shift added to every variance of the observations; zero without one.
    public var addedDiagonal: Double { factor.addedDiagonal }

    init(process: GaussianProcess, observations: Observations, factor: Cholesky) {
        self.process = process
        self.observations = observations
        self.factor = factor
        let whitened = factor.solveLower(observations.y - process.mean.values(at: observations.x))
        weights = factor.solveLowerTransposed(whitened)
        logEvidence = gaussianLogDensity(dot(whitened, whitened), factor.logDeterminant, observations.count)
    }

    public var noiseVariance: Double { process.noiseVariance }

    /// Throws unless the rows of `x` have the coordinates of the observed points.
    public func validate(points x: Matrix) throws(ProcessError) {
        if x.columnCount != observations.inputDimension {
            throw .inputDimension(expected: observations.inputDimension, found: x.columnCount)
        }
    }

    /// The covariance matrix of f at the rows of `x`: m-by-m, O(n² m + n m²).
    public func covariance(at x: Matrix) -> Matrix {
        let whitened = factor.solveLower(process.kernel.cross(observations.x, x))
        return process.kernel.gram(x) - gramProduct(whitened)
    }

    /// The posterior after more observations, from this one by a block update of the factor; O(n² m) instead of O(n³)
    /// for m new rows.
    ///
    /// - Throws: ``ProcessError``; rows count within the grown observations.
    public func conditioned(on others: Observations) throws(ProcessError) -> Posterior {
        try validate(points: others.x)
        let all: Observations
        do { all = try observations.appending(others) } catch {
            throw .inputDimension(expected: observations.inputDimension, found: others.inputDimension)
        }
        if addedDiagonal == 0, let (first, second) = process.indistinguishableRows(of: all) {
            throw .duplicateRows(first: first, second: second)
        }
        var own = process.kernel.lowerGram(others.x)
        own.addNoise(noiseVariance, others.noiseVariances)
        do {
            let grown = try factor.appending(cross: process.kernel.cross(others.x, observations.x), own: own)
            return Posterior(process: process, observations: all, factor: grown)
        } catch .notPositiveDefinite(let pivot, let value) {
            throw .notPositiveDefinite(process.explain(pivot: pivot, value: value, at: all.x))
        } catch {
            throw ProcessError(error)
        }
    }
}
