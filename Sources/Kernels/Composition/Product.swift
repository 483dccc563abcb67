/// The product k₁ k₂ of two kernels.
public struct Product<Left: Kernel, Right: Kernel>: PairedKernel {
    /// The first factor.
    public var left: Left
    /// The second factor.
    public var right: Right

    /// The product of two kernels; usually written `left * right`.
    public init(_ left: Left, _ right: Right) {
        self.left = left
        self.right = right
    }

    public func fill(_ tile: Tile, at pairs: Pairs) {
        left.fill(tile, at: pairs)
        right.withTile(like: tile, at: pairs) { tile.multiply($0) }
    }

    public func fillDiagonal(_ values: UnsafeMutablePointer<Double>, at points: Points) {
        left.fillDiagonal(values, at: points)
        right.withDiagonal(at: points) { other in
            for i in 0..<points.count { values[i] *= other[i] }
        }
    }

    public func pullback(
        _ adjoint: Adjoint, at pairs: Pairs, into gradient: UnsafeMutablePointer<Double>
    ) -> Double {
        // d(k₁k₂) = dk₁ k₂ + k₁ dk₂: each factor is pulled back with the adjoint times the other factor.
        var inner = 0.0
        right.withWeightedAdjoint(adjoint, at: pairs) { inner = left.pullback($0, at: pairs, into: gradient) }
        left.withWeightedAdjoint(adjoint, at: pairs) {
            _ = right.pullback($0, at: pairs, into: gradient + left.parameterCount)
        }
        return inner
    }

    public func pullbackDiagonal(
        _ weights: UnsafePointer<Double>, at points: Points, into gradient: UnsafeMutablePointer<Double>
    ) -> Double {
        var inner = 0.0
        right.withDiagonal(at: points) { other in
            for i in 0..<points.count { other[i] *= weights[i] }
            inner = left.pullbackDiagonal(other, at: points, into: gradient)
        }
        left.withDiagonal(at: points) { other in
            for i in 0..<points.count { other[i] *= weights[i] }
            _ = right.pullbackDiagonal(other, at: points, into: gradient + left.parameterCount)
        }
        return inner
    }

    public func pullbackInputs(_ adjoint: Adjoint, at pairs: Pairs, into gradient: Tile) {
        right.withWeightedAdjoint(adjoint, at: pairs) { left.pullbackInputs($0, at: pairs, into: gradient) }
        left.withWeightedAdjoint(adjoint, at: pairs) { right.pullbackInputs($0, at: pairs, into: gradient) }
    }
}
