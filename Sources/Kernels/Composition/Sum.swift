/// The sum k₁ + k₂ of two kernels: independent processes added.
public struct Sum<Left: Kernel, Right: Kernel>: PairedKernel {
    /// The first term.
    public var left: Left
    /// The second term.
    public var right: Right

    /// The sum of two kernels; usually written `left + right`.
    public init(_ left: Left, _ right: Right) {
        self.left = left
        self.right = right
    }

    public func fill(_ tile: Tile, at pairs: Pairs) {
        left.fill(tile, at: pairs)
        right.withTile(like: tile, at: pairs) { tile.add($0) }
    }

    public func fillDiagonal(_ values: UnsafeMutablePointer<Double>, at points: Points) {
        left.fillDiagonal(values, at: points)
        right.withDiagonal(at: points) { other in
            for i in 0..<points.count { values[i] += other[i] }
        }
    }

    public func pullback(
        _ adjoint: Adjoint, at pairs: Pairs, into gradient: UnsafeMutablePointer<Double>
    ) -> Double {
        left.pullback(adjoint, at: pairs, into: gradient)
            + right.pullback(adjoint, at: pairs, into: gradient + left.parameterCount)
    }

    public func pullbackDiagonal(
        _ weights: UnsafePointer<Double>, at points: Points, into gradient: UnsafeMutablePointer<Double>
    ) -> Double {
        left.pullbackDiagonal(weights, at: points, into: gradient)
            + right.pullbackDiagonal(weights, at: points, into: gradient + left.parameterCount)
    }

    public func pullbackInputs(_ adjoint: Adjoint, at pairs: Pairs, into gradient: Tile) {
        left.pullbackInputs(adjoint, at: pairs, into: gradient)
        right.pullbackInputs(adjoint, at: pairs, into: gradient)
    }
}
