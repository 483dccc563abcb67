import Kernels
import LinearAlgebra

/// The distribution p(y | f) of one observed value y given the value f of an unknown function at its point.
///
/// Values of different points are independent given the function. The log density with three derivatives in f is what
/// approximate inference is made of; everything below the first four requirements has a default.
///
/// ```swift
/// let process = GaussianProcess(kernel: SquaredExponential(), likelihood: .poisson)
/// let fitted = try process.fitted(to: Observations(x, counts), using: .laplace)
/// ```
public protocol Likelihood: Parameterized {
    /// The values y can take.
    var support: Support { get }

    /// log p(y | f) and its first three derivatives in f, for y in the support and any finite f.
    func expansion(of y: Double, at f: Double) -> LogDensityExpansion

    /// The mean and variance of y given f.
    func moments(at f: Double) -> ObservationMoments

    /// A random y given f.
    func sample(at f: Double, using generator: inout SeededGenerator) -> Double

    /// For every parameter in visiting order, the derivatives of log p(y | f), of its slope and of its curvature in f.
    func parameterSlopes(of y: Double, at f: Double) -> [LogDensitySlope]

    /// Whether ∂² log p / ∂f² ≤ 0 for every y and f: then the posterior of f has one mode.
    var isLogConcave: Bool { get }

    /// Whether log p has a second derivative in f everywhere; approximations by curvature need it.
    var isTwiceDifferentiable: Bool { get }

    /// The expansions of many values; one call for all of them, so `any Likelihood` costs nothing.
    func expansions(of y: Vector, at f: Vector) -> LogDensityExpansions

    /// E log p(y | f) for normal f in closed form; nil where none is known.
    func closedFormExpectation(of y: Double, under f: NormalMarginal) -> Double?

    /// E log p(y | f) for normal f with its slopes in the mean and the variance of f.
    func expectedExpansion(of y: Double, under f: NormalMarginal) -> ExpectedLogDensity

    /// The derivatives of E log p(y | f) in every parameter in visiting order, in natural units.
    func expectedParameterSlopes(of y: Double, under f: NormalMarginal) -> [Double]

    /// log E p(y | f) for normal f in closed form; nil where none is known.
    func closedFormPredictive(of y: Double, under f: NormalMarginal) -> Double?

    /// Mean and variance of y for normal f in closed form; nil where none is known.
    func closedFormMoments(under f: NormalMarginal) -> ObservationMoments?
}

extension Likelihood {
    public var isLogConcave: Bool { false }
    public var isTwiceDifferentiable: Bool { true }
    public func closedFormExpectation(of y: Double, under f: NormalMarginal) -> Double? { nil }
    public func closedFormPredictive(of y: Double, under f: NormalMarginal) -> Double? { nil }
    public func closedFormMoments(under f: NormalMarginal) -> ObservationMoments? { nil }

    /// log p(y | f), in nats.
    public func logDensity(of y: Double, at f: Double) -> Double { expansion(of: y, at: f).value }

    /// What to call the likelihood in messages: its type's name.
    public var name: String { String(describing: Self.self) }

    /// Throws unless every value lies in the support.
    public func validate(_ y: Vector) throws(LikelihoodError) {
        if let row = y.firstIndex(where: { !support.contains($0) }) {
            throw .outsideSupport(row: row, value: y[row], likelihood: name, support: support)
        }
    }
}
