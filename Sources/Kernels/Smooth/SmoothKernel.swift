/// A kernel whose derivatives D_x^α D_z^β k(x, z) are known: covariances between derivatives of the process.
///
/// Where f has covariance k, cov(D^α f(x), D^β f(z)) = D_x^α D_z^β k(x, z). Sums, products, scalings and products over
/// coordinates of smooth kernels are smooth; Leibniz' rule does the rest.
public protocol SmoothKernel: Kernel {
    /// The highest order |α| of a derivative of the process, which is allowed in each argument; `Int.max` if all are.
    var smoothness: Int { get }

    /// Whether D^α of the process exists. Default: |α| ≤ `smoothness`.
    func allowsDerivative(_ index: MultiIndex) -> Bool

    /// Writes D_x^α D_z^β k(x_i, z_j) into entry (i, j), with α = `x` and β = `z`.
    func fillDerivative(_ tile: Tile, at pairs: Pairs, x: MultiIndex, z: MultiIndex)

    /// Adds Σ_ij A_ij ∂/∂θ_p D_x^α D_z^β k(x_i, z_j) to `gradient[p]`, and returns Σ_ij A_ij D_x^α D_z^β k(x_i, z_j).
    ///
    /// Default: central differences of ``fillDerivative(_:at:x:z:)`` in the parameters.
    func pullbackDerivative(
        _ adjoint: Adjoint, at pairs: Pairs, x: MultiIndex, z: MultiIndex,
        into gradient: UnsafeMutablePointer<Double>
    ) -> Double
}

extension SmoothKernel {
    public func allowsDerivative(_ index: MultiIndex) -> Bool { index.total <= smoothness }

    public func pullbackDerivative(
        _ adjoint: Adjoint, at pairs: Pairs, x: MultiIndex, z: MultiIndex,
        into gradient: UnsafeMutablePointer<Double>
    ) -> Double {
        numericalPullback(adjoint, into: gradient) { $0.fillDerivative($1, at: pairs, x: x, z: z) }
    }

    /// Throws unless the derivative fits the dimension of the inputs and exists.
    public func validateDerivative(_ index: MultiIndex, inputDimension: Int) throws(KernelError) {
        try validate(inputDimension: inputDimension)
        if index.dimension != inputDimension {
            throw .derivativeDimension(index: index.dimension, inputDimension: inputDimension)
        }
        if !allowsDerivative(index) {
            throw .derivativeOrder(kernel: "\(Self.self)", derivative: index.description, allowed: smoothness)
        }
    }
}
