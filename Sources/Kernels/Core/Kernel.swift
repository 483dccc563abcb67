/// A covariance function k(x, z), with named parameters θ.
///
/// One requirement, ``fill(_:at:)``: write a tile of values. Everything else has a default and may be overridden where
/// a closed form is faster; because the bulk forms are requirements, the fast path of a part survives sums, products,
/// scaling and input maps. A kernel is called once per tile, never once per entry, so `any Kernel` costs nothing.
///
/// A newcomer with a formula for one pair conforms to ``PointwiseKernel`` instead. Laws: `KernelLaws`.
public protocol Kernel: Parameterized {
    /// Writes k(x_i, z_j) into entry (i, j) of the tile. Where `pairs.coincide`, the tile is exactly symmetric.
    func fill(_ tile: Tile, at pairs: Pairs)

    /// Writes k(x_i, x_i), each point paired with itself as one observation, into `values[i]`.
    func fillDiagonal(_ values: UnsafeMutablePointer<Double>, at points: Points)

    /// Adds Σ_ij A_ij ∂k(x_i, z_j)/∂θ_p to `gradient[p]`, parameters in visiting order, without forming ∂K/∂θ, and
    /// returns ⟨A, K⟩ = Σ_ij A_ij k(x_i, z_j), which is free at that point and is the derivative for a scale factor.
    ///
    /// Default: central differences of ``fill(_:at:)``, accurate to about 1e-9 relative; override for speed.
    func pullback(_ adjoint: Adjoint, at pairs: Pairs, into gradient: UnsafeMutablePointer<Double>) -> Double

    /// Adds Σ_i w_i ∂k(x_i, x_i)/∂θ_p to `gradient[p]` and returns Σ_i w_i k(x_i, x_i).
    func pullbackDiagonal(
        _ weights: UnsafePointer<Double>, at points: Points, into gradient: UnsafeMutablePointer<Double>
    ) -> Double

    /// Adds Σ_j A_ij ∂k(x_i, z_j)/∂x_ic to entry (i, c) of `gradient`, an m-by-d tile; the second argument is held.
    ///
    /// Where `pairs.coincide` the derivative is that of k(x, z) in its first argument at z = x.
    func pullbackInputs(_ adjoint: Adjoint, at pairs: Pairs, into gradient: Tile)

    /// Throws when the kernel cannot act on points of the given dimension.
    func validate(inputDimension: Int) throws(KernelError)
}

extension Kernel {
    public func fillDiagonal(_ values: UnsafeMutablePointer<Double>, at points: Points) {
        for i in 0..<points.count {
            fill(
                Tile(base: values + i, rowCount: 1, columnCount: 1, stride: 1), at: Pairs(within: points[i..<i + 1]))
        }
    }

    public func validate(inputDimension: Int) throws(KernelError) {
        if inputDimension < 1 { throw .noCoordinates }
    }

    /// k(x, z) for one pair of points, for examples and tests; use `gram` or `cross` in bulk.
    public func callAsFunction(_ x: [Double], _ z: [Double]) -> Double {
        precondition(x.count == z.count, "The points have \(x.count) and \(z.count) coordinates.")
        var value = 0.0
        x.withUnsafeBufferPointer { xs in
            z.withUnsafeBufferPointer { zs in
                guard let xBase = xs.baseAddress, let zBase = zs.baseAddress else { return }
                fill(
                    Tile(base: &value, rowCount: 1, columnCount: 1, stride: 1),
                    at: Pairs(
                        Points(base: xBase, count: 1, dimension: x.count, stride: 1),
                        Points(base: zBase, count: 1, dimension: z.count, stride: 1)))
            }
        }
        return value
    }
}
