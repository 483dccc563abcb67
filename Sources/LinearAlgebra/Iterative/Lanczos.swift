/// The Lanczos tridiagonalisation of a symmetric operator: Q^T A Q = T, where the columns of Q span the Krylov space of
/// a start vector.
///
/// Every new vector is orthogonalised against all earlier ones, twice (Parlett, The Symmetric Eigenvalue Problem,
/// section 6.9: twice is enough), so Q is orthonormal to rounding at O(n k^2) flops for k steps.
public struct Lanczos: Sendable {
    /// The orthonormal basis Q, n-by-k.
    public let basis: Matrix
    /// The diagonal of T, k entries.
    public let diagonal: Vector
    /// The entries beside the diagonal of T, k - 1 of them.
    public let offDiagonal: Vector
    /// The norm of the start vector.
    public let startNorm: Double
    /// Whether the Krylov space was exhausted, so that eigenvalues of T are eigenvalues of A to rounding.
    public let isInvariant: Bool

    /// Takes at most `steps` steps from a start vector, fewer if the Krylov space is exhausted.
    public init(of a: any LinearOperator, start: Vector, steps: Int) {
        precondition(a.rowCount == start.count && a.columnCount == start.count, "The operator must be square and fit.")
        precondition(steps >= 0, "A number of steps is not negative.")
        startNorm = start.norm
        var vectors: [Vector] = []
        var alpha: [Double] = []
        var beta: [Double] = []
        var next = start
        var length = startNorm
        var scale = 0.0
        // A remainder this small against |A q| is rounding, not a new direction.
        let negligible = 100 * Double.ulpOfOne
        while vectors.count < Swift.min(steps, start.count), vectors.isEmpty ? length > 0 : length > negligible * scale
        {
            if !vectors.isEmpty { beta.append(length) }
            let q = next / length
            vectors.append(q)
            next = a.apply(to: q)
            scale = Swift.max(scale, next.norm)
            alpha.append(dot(q, next))
            for _ in 0..<2 {
                for v in vectors { next.add(v, scaledBy: -dot(v, next)) }
            }
            length = next.norm
        }
        isInvariant = length <= negligible * scale || vectors.count == start.count
        diagonal = Vector(alpha)
        offDiagonal = Vector(beta)
        basis = Matrix(rowCount: start.count, columnCount: vectors.count) { target in
            for (j, v) in vectors.enumerated() {
                v.withUnsafePointer { (target + j * start.count).initialize(from: $0, count: start.count) }
            }
        }
    }

    /// The tridiagonal matrix T as a dense one, k-by-k.
    public var tridiagonal: Matrix {
        Matrix(rowCount: diagonal.count, columnCount: diagonal.count) { i, j in
            i == j ? diagonal[i] : abs(i - j) == 1 ? offDiagonal[Swift.min(i, j)] : 0
        }
    }

    /// The Gauss quadrature of b^T f(A) b for the start vector b: |b|^2 e_1^T f(T) e_1.
    ///
    /// Golub and Meurant, Matrices, Moments and Quadrature, chapter 6; exact for polynomials up to degree 2 k - 1.
    ///
    /// - Throws: `FactorizationError.notFinite` or `.noConvergence` from the eigendecomposition of T.
    public func quadraticForm(_ function: (Double) -> Double) throws(FactorizationError) -> Double {
        let eigen = try SymmetricEigen(of: tridiagonal)
        var sum = 0.0
        for (k, value) in eigen.values.enumerated() {
            sum += eigen.vectors[0, k] * eigen.vectors[0, k] * function(value)
        }
        return startNorm * startNorm * sum
    }
}
