import Kernels
import Likelihoods
import LinearAlgebra

/// Conditioning a ``CategoricalProcess`` whose link is the robust maximum: independent normal distributions of the classes'
/// functions that maximise a lower bound of the log evidence.
///
/// - Source: Hernández-Lobato, Hernández-Lobato and Dupont, Advances in Neural Information Processing Systems 24 (2011) 280.
public struct RobustMaxInference: Inference, Equatable {
    /// The most steps, at C n³ flops each.
    public var maximumIterations: Int
    /// The relative change of every term below which a step was the last.
    public var tolerance: Double

    /// Inference until no term changes by more than the tolerance.
    public init(maximumIterations: Int = 1000, tolerance: Double = 1e-8) {
        precondition(maximumIterations >= 1 && tolerance > 0, "At least one step and a positive tolerance are needed.")
        self.maximumIterations = maximumIterations
        self.tolerance = tolerance
    }

    public func posterior(
        of prior: CategoricalProcess, given observations: Observations
    ) throws(ProcessError) -> RobustMaxPosterior {
        RobustMaxPosterior(prior, observations, try sites(of: prior, observations))
    }

    public func evidence(
        of prior: CategoricalProcess, given observations: Observations
    ) throws(ProcessError) -> Evidence {
        let sites = try sites(of: prior, observations)
        var gradient = [Double](repeating: 0, count: prior.parameterCount)
        for function in sites.functions {
            let part = prior.process.kernelPullback(
                at: observations.x, weights: function.weights, shift: Vector(count: observations.count),
                precision: function.precision)
            for (index, slope) in part.enumerated() { gradient[index] += slope }
        }
        return Evidence(logEvidence: sites.bound, gradient: prior.inFreeCoordinates(gradient))
    }

    private func sites(
        of prior: CategoricalProcess, _ observations: Observations
    ) throws(ProcessError) -> VariationalSites {
        try prior.require(isSoftmax: false)
        let labels = try prior.labels(observations)
        guard case .robustMax(let error) = prior.link else { throw .approximation(.link) }
        let function = LatentPrior(
            mean: Vector(count: observations.count), gram: prior.process.kernel.gram(observations.x))
        let maximum = RobustMaximum(classCount: prior.classCount, error: error)
        return try VariationalSites(
            priors: [LatentPrior](repeating: function, count: prior.classCount),
            maximumIterations: maximumIterations, tolerance: tolerance
        ) { i, marginals in
            maximum.expectedLogDensities(of: labels[i], under: marginals)
        }
    }
}

extension Inference where Self == RobustMaxInference {
    /// Variational conditioning of a categorical process with the robust maximum.
    public static var robustMax: RobustMaxInference { RobustMaxInference() }
}

/// A ``CategoricalProcess`` with the robust maximum, given observations.
public struct RobustMaxPosterior: Belief {
    /// The kind of prior.
    public typealias Prior = CategoricalProcess

    /// The prior, with the parameters that were conditioned upon.
    public let prior: CategoricalProcess
    /// The observations.
    public let observations: Observations
    /// The lower bound of the log evidence, in nats.
    public let logEvidence: Double
    private let functions: [NormalApproximation]

    init(_ prior: CategoricalProcess, _ observations: Observations, _ sites: VariationalSites) {
        self.prior = prior
        self.observations = observations
        logEvidence = sites.bound
        functions = sites.functions.map {
            NormalApproximation(
                process: prior.process, x: observations.x, weights: $0.weights, curvature: $0.curvature)
        }
    }

    /// The probabilities of the classes at m points, one a column: they add up to one in each row.
    ///
    /// - Throws: ``ProcessError`` when the points differ in dimension.
    public func classProbabilities(at x: Matrix) throws(ProcessError) -> Matrix {
        guard x.columnCount == observations.inputDimension else {
            throw .inputDimension(expected: observations.inputDimension, found: x.columnCount)
        }
        guard case .robustMax(let error) = prior.link else { throw .approximation(.link) }
        let maximum = RobustMaximum(classCount: prior.classCount, error: error)
        let predictions = functions.map { $0.predict(at: x) }
        var result = Matrix(rowCount: x.rowCount, columnCount: prior.classCount)
        for i in 0..<x.rowCount {
            let marginals = predictions.map { NormalMarginal(mean: $0.mean[i], variance: $0.variance[i]) }
            let shares = (0..<prior.classCount).map { maximum.probabilityOfLargest($0, under: marginals).value }
            let total = shares.reduce(0, +)
            for (c, share) in shares.enumerated() { result[i, c] = maximum.probability(share: share / total) }
        }
        return result
    }
}
