import LinearAlgebra

/// A way to condition a process on observations, with the evidence (or a lower bound of it) that a fit maximises.
public protocol Inference: Sendable {
    /// What a process becomes.
    associatedtype Conditioned: Belief

    /// The process given the observations, at the process' present parameters.
    func posterior(of process: Conditioned.Prior, given observations: Observations) throws(ProcessError) -> Conditioned

    /// The log evidence log p(y) of the observations, or a bound, with its gradient in every parameter.
    func evidence(of process: Conditioned.Prior, given observations: Observations) throws(ProcessError) -> Evidence
}

/// The logarithm of the probability density of observations under a process, with its gradient.
public struct Evidence: Sendable, Equatable {
    /// log p(y), in nats.
    public var logEvidence: Double
    /// ∂ log p(y) / ∂u for the free coordinate u of every parameter in visiting order, trained or not: the logarithm
    /// of a positive parameter, the value of a real one.
    public var gradient: [Double]
    /// What a diagonal shift added to every variance of the observations; zero without one.
    public var addedDiagonal: Double

    /// An evidence value with its gradient.
    public init(logEvidence: Double, gradient: [Double], addedDiagonal: Double = 0) {
        self.logEvidence = logEvidence
        self.gradient = gradient
        self.addedDiagonal = addedDiagonal
    }
}

extension Fittable {
    /// The process given observations: its parameters stay as they are.
    ///
    /// - Throws: ``ProcessError``.
    public func conditioned<Method: Inference>(
        on observations: Observations, using method: Method
    ) throws(ProcessError) -> Method.Conditioned where Method.Conditioned.Prior == Self {
        try method.posterior(of: self, given: observations)
    }
}

extension GaussianProcess {
    /// The process given observations, exactly; O(n³).
    ///
    /// - Throws: ``ProcessError``.
    public func conditioned(
        on observations: Observations, shift: DiagonalShift = .none
    ) throws(ProcessError) -> Posterior {
        try ExactInference(shift: shift).posterior(of: self, given: observations)
    }

    /// The log evidence of observations with its gradient, exactly; n³ flops.
    ///
    /// - Throws: ``ProcessError``.
    public func evidence(
        of observations: Observations, shift: DiagonalShift = .none
    ) throws(ProcessError) -> Evidence {
        try ExactInference(shift: shift).evidence(of: self, given: observations)
    }
}
