import Kernels
import LinearAlgebra

/// The prior mean m(x) of a process, with named parameters.
///
/// Mean parameters are plain parameters: a fit maximises the evidence over them together with the kernel's. They start
/// at the mean or least-squares estimate unless they were given. Integrating them out was rejected: it would change the
/// meaning of the evidence and of every predictive variance for a gain of order 1/n.
public protocol MeanFunction: Parameterized {
    /// m(x_i) for every row of `x`.
    func values(at x: Matrix) -> Vector

    /// Σ_i w_i ∂m(x_i)/∂θ_p for every parameter in visiting order.
    func pullback(_ weights: Vector, at x: Matrix) -> [Double]

    /// D^α m(x_i) for every row of `x`. Default: the values where α is zero; no derivatives.
    func derivatives(_ index: MultiIndex, at x: Matrix) throws(ProcessError) -> Vector

    /// Σ_i w_i ∂/∂θ_p D^α m(x_i) for every parameter in visiting order. Default: as for ``derivatives(_:at:)``.
    func pullbackDerivatives(_ index: MultiIndex, _ weights: Vector, at x: Matrix) throws(ProcessError) -> [Double]

    /// Gives parameters that were not given an estimate from data; parameters that were given keep their values.
    mutating func start(at observations: Observations)

    /// For every parameter in visiting order the size of its changes, in the units of the observations. Default: one.
    func searchUnits(at observations: Observations) -> [Double]

    /// Throws when the mean cannot be taken at points of the given dimension.
    func validate(inputDimension: Int) throws(ProcessError)
}

extension MeanFunction {
    public mutating func start(at observations: Observations) {}
    public func validate(inputDimension: Int) throws(ProcessError) {}

    public func searchUnits(at observations: Observations) -> [Double] {
        [Double](repeating: 1, count: parameterCount)
    }

    public func derivatives(_ index: MultiIndex, at x: Matrix) throws(ProcessError) -> Vector {
        guard index.total == 0 else { throw .meanDerivative(mean: "\(Self.self)", derivative: index) }
        return values(at: x)
    }

    public func pullbackDerivatives(
        _ index: MultiIndex, _ weights: Vector, at x: Matrix
    ) throws(ProcessError) -> [Double] {
        guard index.total == 0 else { throw .meanDerivative(mean: "\(Self.self)", derivative: index) }
        return pullback(weights, at: x)
    }
}
