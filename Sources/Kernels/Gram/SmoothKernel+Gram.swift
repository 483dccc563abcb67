import LinearAlgebra

extension SmoothKernel {
    /// The covariances D_x^α D_z^β k(x_i, z_j) of D^α f at m points `x` and D^β f at n points `z`: m-by-n, all cores.
    ///
    /// - Throws: ``KernelError`` when a derivative does not fit the inputs or does not exist.
    public func cross(
        _ x: Matrix, derivative alpha: MultiIndex, _ z: Matrix, derivative beta: MultiIndex
    ) throws(KernelError) -> Matrix {
        try validateDerivative(alpha, inputDimension: x.columnCount)
        try validateDerivative(beta, inputDimension: z.columnCount)
        return tiledCross(x, z) { fillDerivative($0, at: $1, x: alpha, z: beta) }
    }

    /// The gradient Σ_ij A_ij ∂/∂θ D_x^α D_z^β k(x_i, z_j) with respect to every parameter in visiting order.
    ///
    /// - Throws: ``KernelError`` when a derivative does not fit the inputs or does not exist.
    public func crossPullback(
        _ x: Matrix, derivative alpha: MultiIndex, _ z: Matrix, derivative beta: MultiIndex, adjoint: Matrix
    ) throws(KernelError) -> [Double] {
        try validateDerivative(alpha, inputDimension: x.columnCount)
        try validateDerivative(beta, inputDimension: z.columnCount)
        return reducingTiles(x, z, adjoint: adjoint) { weights, pairs, gradient in
            _ = pullbackDerivative(weights, at: pairs, x: alpha, z: beta, into: gradient)
        }
    }
}

extension LagKernel {
    /// κ^(n) at the given signed lags: on a uniform grid all that derivative blocks are made of.
    public func lagDerivative(order n: Int, _ lags: Vector) -> Vector {
        Vector(count: lags.count) { out in
            lags.withUnsafePointer { fillLag(order: n, $0, count: lags.count, into: out) }
        }
    }

    /// The gradient Σ_i w_i ∂κ^(n)(d_i)/∂θ with respect to every parameter in visiting order.
    public func lagPullback(order n: Int, _ lags: Vector, weights: Vector) -> [Double] {
        precondition(lags.count == weights.count, "There must be one weight per lag.")
        var gradient = [Double](repeating: 0, count: parameterCount)
        lags.withUnsafePointer { d in
            weights.withUnsafePointer { pullbackLag(order: n, d, weights: $0, count: lags.count, into: &gradient) }
        }
        return gradient
    }
}
