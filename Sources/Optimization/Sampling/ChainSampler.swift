/// A way to draw from a density p(x) ∝ exp(-f(x)) on R^n by a Markov chain, given f and its gradient as an objective.
///
/// A point where f is infinite or undefined has no density. Chains of one seed are reproducible.
public protocol ChainSampler: Sendable {
    /// The draws of one chain after its warm-up.
    ///
    /// - Throws: ``SamplingError`` when f is not finite at the start, and what the objective throws.
    func chain(
        of objective: inout some Objective, from start: [Double], using generator: inout some RandomNumberGenerator
    ) throws -> Chain
}

/// The draws of a Markov chain with what is needed to judge them.
public struct Chain: Sendable, Equatable {
    /// The draws after warm-up, in order, each an array of n numbers.
    public var draws: [[Double]] = []
    /// -f at the draws: the logarithm of their density up to a constant.
    public var logDensities: [Double] = []
    /// The indices of the draws whose trajectory diverged: the integrator's energy error exceeded 1000, a sign that the
    /// density has a region too steep for its step. Empty for samplers without an integrator.
    public var divergences: [Int] = []
    /// How many trajectories reached the largest allowed length.
    public var saturatedCount = 0
    /// The mean acceptance probability of the trajectories' points.
    public var acceptance = 1.0
    /// The step of the integrator after adaptation; zero for samplers without one.
    public var stepSize = 0.0
    /// The evaluations of the objective, those of the warm-up included.
    public var evaluations = 0
    /// Whether the surrounding task was cancelled before the chain was complete.
    public var isCut = false

    /// An empty chain.
    public init() {}
}

/// What makes sampling impossible to start.
public enum SamplingError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The density vanishes or is undefined at the start.
    case startNotFinite
    /// No step of the integrator keeps its energy.
    case noStepSize

    /// One sentence that names the culprit and a way out.
    public var description: String {
        switch self {
        case .startNotFinite: "The density is zero or undefined where the chain starts; start where it is not."
        case .noStepSize:
            "The gradient does not describe the density near the start, whatever the step; start elsewhere."
        }
    }
}
