/// The Kronecker product A_1 (x) A_2 (x) ... (x) A_k of any number of operators.
///
/// Convention: the index of the last factor varies fastest. With `vec` stacking the columns of a matrix,
/// (A (x) B) vec(X) = vec(B X A^T). Applying it costs one application of every factor to a reshaped matrix:
/// O(N sum_i n_i) for N = prod_i n_i instead of N^2.
public struct Kronecker: LinearOperator {
    /// The factors A_1, ..., A_k.
    public let factors: [any LinearOperator]

    /// The product of the given factors; without any it is the number one.
    public init(_ factors: [any LinearOperator]) {
        self.factors = factors
    }

    /// The number of entries of a result.
    public var rowCount: Int { factors.reduce(1) { $0 * $1.rowCount } }
    /// The number of entries of an argument.
    public var columnCount: Int { factors.reduce(1) { $0 * $1.columnCount } }

    /// (A_1 (x) ... (x) A_k) x, one factor after the other.
    public func apply(to x: Vector) -> Vector {
        precondition(x.count == columnCount, "The operator acts on vectors of \(columnCount) entries, not \(x.count).")
        return Self.contract(x, factors.map { factor in (factor.columnCount, { factor.apply(to: $0) }) })
    }

    /// (A_1^T (x) ... (x) A_k^T) x, one factor after the other.
    public func applyTransposed(to x: Vector) -> Vector {
        precondition(x.count == rowCount, "The transpose acts on vectors of \(rowCount) entries, not \(x.count).")
        return Self.contract(x, factors.map { factor in (factor.rowCount, { factor.applyTransposed(to: $0) }) })
    }

    /// Applies a map to every index of the array x, last (fastest) index first. Transposing after each map makes the
    /// next index the fastest; after all of them the indices are in their old order again.
    static func contract(_ x: Vector, _ maps: [(size: Int, apply: (Matrix) -> Matrix)]) -> Vector {
        var current = x
        for map in maps.reversed() {
            let width = map.size == 0 ? 0 : current.count / map.size
            let slices = Matrix(rowCount: map.size, columnCount: width, flattened: current)
            current = map.apply(slices).transposed.flattened
        }
        return current
    }
}
