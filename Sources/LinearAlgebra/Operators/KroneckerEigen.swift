#if canImport(Glibc)
    import Glibc
#endif

/// The factorisation of A_1 (x) ... (x) A_k + delta I for symmetric factors, by the eigendecomposition of each.
///
/// With A_i = Q_i diag(l_i) Q_i^T the whole is Q (L + delta I) Q^T, where Q = Q_1 (x) ... (x) Q_k and L holds the
/// products of eigenvalues. Costs O(sum_i n_i^3) once and O(N sum_i n_i) a solution, N = prod_i n_i. Index order as in
/// ``Kronecker``.
public struct KroneckerEigen: Factorization {
    /// The eigendecompositions of the factors.
    public let factors: [SymmetricEigen]
    /// The N eigenvalues of the product with `addedDiagonal` added, all positive, in the order of ``Kronecker``.
    public let values: Vector
    /// The amount delta that was added to every diagonal entry.
    public let addedDiagonal: Double

    /// The order N of the product.
    public var order: Int { values.count }

    /// Factorises the Kronecker product of symmetric matrices (lower triangles are read), shifted as asked.
    ///
    /// - Throws: `FactorizationError.notSquare`, `.notFinite`, `.noConvergence`, or `.notPositiveDefinite` with the
    ///   index and value of the smallest shifted eigenvalue.
    public init(of matrices: [Matrix], shift: DiagonalShift = .none) throws(FactorizationError) {
        var factors: [SymmetricEigen] = []
        var meanDiagonal = 1.0
        var products: [Double] = [1]
        for matrix in matrices {
            let eigen = try SymmetricEigen(of: matrix)
            factors.append(eigen)
            meanDiagonal *= matrix.rowCount == 0 ? 0 : matrix.diagonal.mean
            products = products.flatMap { product in eigen.values.map { product * $0 } }
        }
        let smallest = products.indices.min { products[$0] < products[$1] }
        let amounts = shift.amounts(meanDiagonal: meanDiagonal)
        let sufficient = amounts.first { amount in smallest.map { products[$0] + amount > 0 } ?? true }
        guard let delta = sufficient else {
            let index = smallest ?? 0
            throw .notPositiveDefinite(pivot: index, value: products[index] + (amounts.last ?? 0))
        }
        self.factors = factors
        values = Vector(products.map { $0 + delta })
        addedDiagonal = delta
    }

    /// The sum of the logarithms of the shifted eigenvalues.
    public var logDeterminant: Double { values.reduce(0) { $0 + log($1) } }

    /// The solution x of (A + delta I) x = b: rotate, divide, rotate back; O(N sum_i n_i).
    public func solve(_ rightHandSide: Vector) -> Vector {
        rotate(rotate(rightHandSide, transposed: true).combined(with: values) { $0 / $1 }, transposed: false)
    }

    /// The solution X of (A + delta I) X = B, column by column.
    public func solve(_ rightHandSide: Matrix) -> Matrix {
        Matrix(rowCount: order, columnCount: rightHandSide.columnCount) { target in
            for j in 0..<rightHandSide.columnCount {
                solve(rightHandSide.column(j)).withUnsafePointer {
                    (target + j * order).initialize(from: $0, count: order)
                }
            }
        }
    }

    /// Q x, or Q^T x: between the coordinates of the grid and those of the eigenvectors.
    public func rotate(_ x: Vector, transposed: Bool) -> Vector {
        precondition(x.count == order, "The system has \(order) equations, not \(x.count).")
        return Kronecker.contract(
            x,
            factors.map { factor in
                (factor.values.count, { multiply(factor.vectors, $0, transposingFirst: transposed) })
            })
    }
}
