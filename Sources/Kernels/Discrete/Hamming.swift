import CVectorMath

#if canImport(Glibc)
    import Glibc
#endif

/// The Hamming kernel for categorical inputs: k(x, z) = exp(-Σ_c [x_c ≠ z_c]/ℓ_c), with codes x_c that are only compared,
/// never ordered.
///
/// Each coordinate contributes a factor 1 for equal categories and exp(-1/ℓ_c) for different ones, so all pairs of
/// categories are equally alike; ``Categorical`` learns which are. A large lengthscale makes a coordinate irrelevant.
public struct Hamming: Kernel {
    /// The lengthscales ℓ_c: how many differences make points dissimilar.
    public var lengthscales: Lengthscales

    /// A Hamming kernel with the given lengthscales.
    public init(lengthscales: Lengthscales = 1) { self.lengthscales = lengthscales }

    public mutating func visitParameters(_ visit: (String, inout Parameter) -> Void) {
        lengthscales.visitParameters(visit)
    }

    public func validate(inputDimension: Int) throws(KernelError) {
        if inputDimension < 1 { throw .noCoordinates }
        try lengthscales.validate(inputDimension: inputDimension, kernel: "Hamming")
    }

    public func fill(_ tile: Tile, at pairs: Pairs) {
        let inverses = lengthscales.inverses(dimension: pairs.x.dimension)
        for j in 0..<tile.columnCount {
            let column = tile.column(j)
            column.update(repeating: 0, count: tile.rowCount)
            for (c, inverse) in inverses.enumerated() {
                let (xs, z) = (pairs.x.coordinate(c), pairs.z[j, c])
                for i in 0..<tile.rowCount { column[i] -= xs[i] == z ? 0 : inverse }
            }
            cv_exp(column, column, tile.rowCount)
        }
    }

    public func fillDiagonal(_ values: UnsafeMutablePointer<Double>, at points: Points) {
        values.update(repeating: 1, count: points.count)
    }

    public func pullback(
        _ adjoint: Adjoint, at pairs: Pairs, into gradient: UnsafeMutablePointer<Double>
    ) -> Double {
        let inverses = lengthscales.inverses(dimension: pairs.x.dimension)
        return Tile.withScratch(rowCount: adjoint.rowCount, columnCount: adjoint.columnCount) { weights in
            fill(weights, at: pairs)
            weights.multiply(by: adjoint)
            for j in 0..<weights.columnCount {
                let column = weights.column(j)
                for (c, inverse) in inverses.enumerated() {
                    let (xs, z) = (pairs.x.coordinate(c), pairs.z[j, c])
                    var total = 0.0
                    for i in 0..<weights.rowCount { total += xs[i] == z ? 0 : column[i] }
                    gradient[lengthscales.parameterCount == 1 ? 0 : c] += total * inverse * inverse
                }
            }
            return weights.asAdjoint.sum
        }
    }

    public func pullbackDiagonal(
        _ weights: UnsafePointer<Double>, at points: Points, into gradient: UnsafeMutablePointer<Double>
    ) -> Double {
        cv_sum(weights, points.count)
    }

    /// Nothing: categories do not move.
    public func pullbackInputs(_ adjoint: Adjoint, at pairs: Pairs, into gradient: Tile) {}
}
