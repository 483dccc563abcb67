import Kernels

/// What is believed about an unknown function, before or after observations.
///
/// A ``Process`` is a Gaussian belief; a mixture of them is another. A belief after observations knows which kind of
/// prior it came from, so that a fit can hand back both.
public protocol Belief: Sendable {
    /// The prior that was conditioned, with its parameters.
    associatedtype Prior: Fittable = GaussianProcess
}

/// A prior with named parameters that a fit can move to where the evidence of observations is highest.
public protocol Fittable: Parameterized {
    /// Throws when the prior cannot be taken at points of the given dimension.
    func validate(inputDimension: Int) throws(ProcessError)

    /// The prior with parameters that were not given started at their estimates from data.
    func started(at observations: Observations) -> Self

    /// For every parameter in visiting order the unit in which a search counts it, if it is a real one: its changes are
    /// then of the size of one, whatever the units of the data. Positive parameters, searched by their logarithm, need
    /// none. Default: one.
    func searchUnits(at observations: Observations) -> [Double]
}

extension Fittable {
    public func searchUnits(at observations: Observations) -> [Double] {
        [Double](repeating: 1, count: parameterCount)
    }
}
