#if canImport(Glibc)
    import Glibc
#endif
import Kernels
import LinearAlgebra

/// Everything scales together: a process whose variances, noise included, are all multiplied by s.
///
/// Means do not depend on s; variances are those at s = 1 times s.
struct CommonScale: ConditionedOnScale {
    let posterior: Posterior
    let likelihood: ScaledQuadraticForm

    init(_ process: GaussianProcess, _ observations: Observations, _ shift: DiagonalShift) throws(ProcessError) {
        self.init(try ExactInference(shift: shift).posterior(of: process, given: observations))
    }

    init(_ posterior: Posterior) {
        self.posterior = posterior
        let residual = posterior.observations.y - posterior.process.mean.values(at: posterior.observations.x)
        likelihood = ScaledQuadraticForm(whitened: posterior.factor.solveLower(residual))
    }

    var logConstant: Double { gaussianLogDensity(0, posterior.factor.logDeterminant, posterior.observations.count) }
    var addedDiagonal: Double { posterior.addedDiagonal }

    func marginals(at x: Matrix) -> any ScaledMarginals { CommonScaleMarginals(posterior.predict(at: x)) }

    func samples(
        at x: Matrix, logScales: [Double], using generator: inout SeededGenerator
    ) throws(ProcessError) -> Matrix {
        try posterior.scaledSamples(at: x, logScales: logScales, using: &generator)
    }
}

/// A prediction at scale one, scaled.
struct CommonScaleMarginals: ScaledMarginals {
    let prediction: Prediction

    init(_ prediction: Prediction) { self.prediction = prediction }

    var count: Int { prediction.count }
    var noise: (variance: Double, isScaled: Bool) { (prediction.noiseVariance, true) }

    func component(_ point: Int, atLogScale u: Double) -> GaussianComponent {
        let variance = prediction.variance[point]
        return GaussianComponent(
            mean: prediction.mean[point], logVariance: u + log(variance),
            logNoisyVariance: u + log(variance + prediction.noiseVariance))
    }
}

extension Process {
    /// m + √s V √λ z for each log scale, where the process' covariance at scale one is V diag(λ) V^T.
    func scaledSamples(
        at x: Matrix, logScales: [Double], using generator: inout SeededGenerator
    ) throws(ProcessError) -> Matrix {
        let mean = predict(at: x).mean
        let root = try Matrix.sampleRoot(of: covariance(at: x))
        let normals = generator.normalMatrix(rowCount: x.rowCount, columnCount: logScales.count)
        let unscaled = root * normals
        return Matrix(rowCount: x.rowCount, columnCount: logScales.count) { i, j in
            mean[i] + exp(0.5 * logScales[j]) * unscaled[i, j]
        }
    }
}
