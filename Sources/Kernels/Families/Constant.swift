import CVectorMath

/// The constant kernel k(x, z) = variance: one random number added to the whole function.
public struct Constant: SmoothKernel {
    /// The variance of that number, in the units of the outputs squared.
    public var variance: Parameter

    /// A constant kernel with the given variance.
    public init(variance: Double = 1) { self.variance = .positive(variance) }

    public var smoothness: Int { .max }

    public mutating func visitParameters(_ visit: (String, inout Parameter) -> Void) {
        visit("variance", &variance)
    }

    public func fill(_ tile: Tile, at pairs: Pairs) { tile.fill(repeating: variance.value) }

    public func fillDiagonal(_ values: UnsafeMutablePointer<Double>, at points: Points) {
        values.update(repeating: variance.value, count: points.count)
    }

    public func pullback(
        _ adjoint: Adjoint, at pairs: Pairs, into gradient: UnsafeMutablePointer<Double>
    ) -> Double {
        let total = adjoint.sum
        gradient[0] += total
        return total * variance.value
    }

    public func pullbackDiagonal(
        _ weights: UnsafePointer<Double>, at points: Points, into gradient: UnsafeMutablePointer<Double>
    ) -> Double {
        let total = cv_sum(weights, points.count)
        gradient[0] += total
        return total * variance.value
    }

    public func pullbackInputs(_ adjoint: Adjoint, at pairs: Pairs, into gradient: Tile) {}

    public func fillDerivative(_ tile: Tile, at pairs: Pairs, x: MultiIndex, z: MultiIndex) {
        tile.fill(repeating: x.total + z.total == 0 ? variance.value : 0)
    }

    public func pullbackDerivative(
        _ adjoint: Adjoint, at pairs: Pairs, x: MultiIndex, z: MultiIndex,
        into gradient: UnsafeMutablePointer<Double>
    ) -> Double {
        x.total + z.total == 0 ? pullback(adjoint, at: pairs, into: gradient) : 0
    }
}
