#if canImport(Glibc)
    import Glibc
#endif
import Kernels
import Likelihoods
import LinearAlgebra

/// A ``HeteroskedasticProcess`` given observations: normal approximations to the function and to its log noise variance.
public struct HeteroskedasticPosterior: Belief {
    /// The kind of prior.
    public typealias Prior = HeteroskedasticProcess

    /// The prior, with the parameters that were conditioned upon.
    public let prior: HeteroskedasticProcess
    /// The observations.
    public let observations: Observations
    /// The lower bound of the log evidence, in nats.
    public let logEvidence: Double
    /// The steps it took.
    public let iterations: Int
    private let function: NormalApproximation
    private let logNoise: NormalApproximation

    init(_ prior: HeteroskedasticProcess, _ observations: Observations, _ sites: VariationalSites) {
        self.prior = prior
        self.observations = observations
        logEvidence = sites.bound
        iterations = sites.iterations
        let parts = zip([prior.process, prior.logNoise], sites.functions).map { process, function in
            NormalApproximation(
                process: process, x: observations.x, weights: function.weights, curvature: function.curvature)
        }
        (function, logNoise) = (parts[0], parts[1])
    }

    /// Mean and variance of the function f at m points.
    ///
    /// - Throws: ``ProcessError`` when the points differ in dimension.
    public func predict(at x: Matrix) throws(ProcessError) -> Prediction {
        try validate(points: x)
        return function.predict(at: x)
    }

    /// Mean and variance of the logarithm g of the noise variance at m points.
    ///
    /// - Throws: ``ProcessError`` when the points differ in dimension.
    public func predictLogNoise(at x: Matrix) throws(ProcessError) -> Prediction {
        try validate(points: x)
        return logNoise.predict(at: x)
    }

    /// The expected noise variance at m points, exp(ρ + w/2).
    ///
    /// - Throws: ``ProcessError`` when the points differ in dimension.
    public func noiseVariances(at x: Matrix) throws(ProcessError) -> Vector {
        let prediction = try predictLogNoise(at: x)
        return prediction.mean.combined(with: prediction.variance) { exp($0 + 0.5 * $1) }
    }

    /// log p(y_i) of new observations one at a time, in nats: a mixture of normal densities over g, by 40 Gauss-Hermite
    /// nodes.
    ///
    /// - Throws: ``ProcessError`` when the points differ in dimension.
    public func logDensities(of y: Vector, at x: Matrix) throws(ProcessError) -> Vector {
        precondition(y.count == x.rowCount, "There must be one target for each point.")
        let (f, g) = (try predict(at: x), try predictLogNoise(at: x))
        let rule = GaussHermite(count: 40)
        return Vector(
            (0..<y.count).map { i in
                logSumExp(
                    zip(rule.normalNodes, rule.normalWeights).map { node, weight in
                        let noise = exp(g.mean[i] + g.variance[i].squareRoot() * node)
                        let v = f.variance[i] + noise
                        let r = y[i] - f.mean[i]
                        return log(weight) + gaussianLogDensity(r * r / v, log(v), 1)
                    })
            })
    }

    /// `count` joint samples of f and of g at m points, one a column.
    ///
    /// - Throws: ``ProcessError`` when the points differ in dimension or a covariance is not finite.
    public func samples(
        at x: Matrix, count: Int, seed: UInt64
    ) throws(ProcessError) -> (function: Matrix, logNoise: Matrix) {
        precondition(count >= 0, "There is no negative number of samples.")
        try validate(points: x)
        var generator = SeededGenerator(seed: seed)
        return (
            try function.samples(at: x, count: count, using: &generator),
            try logNoise.samples(at: x, count: count, using: &generator)
        )
    }

    /// Throws unless the rows of `x` have the coordinates of the observed points.
    public func validate(points x: Matrix) throws(ProcessError) {
        if x.columnCount != observations.inputDimension {
            throw .inputDimension(expected: observations.inputDimension, found: x.columnCount)
        }
    }
}

extension NormalApproximation {
    /// Joint samples at m points, one a column.
    func samples(
        at points: Matrix, count: Int, using generator: inout SeededGenerator
    ) throws(ProcessError) -> Matrix {
        let mean = predict(at: points).mean
        let drawn =
            try Matrix.sampleRoot(of: covariance(at: points))
            * generator.normalMatrix(rowCount: points.rowCount, columnCount: count)
        return Matrix(rowCount: drawn.rowCount, columnCount: count) { mean[$0] + drawn[$0, $1] }
    }
}
