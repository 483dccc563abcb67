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

    /// Gives parameters that were not given an estimate from data; parameters that were given keep their values.
    mutating func start(at observations: Observations)

    /// Throws when the mean cannot be taken at points of the given dimension.
    func validate(inputDimension: Int) throws(ProcessError)
}

extension MeanFunction {
    public mutating func start(at observations: Observations) {}
    public func validate(inputDimension: Int) throws(ProcessError) {}
}
