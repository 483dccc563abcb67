import LinearAlgebra

/// min |A c - f| subject to B c = g, by the null space of B.
///
/// Goals: the conditions hold to rounding, and the condition number is not squared. With B^T = Q R,
/// c = D Q [R^-T g; y] meets the conditions for every y, and A D Q [0; y] is an ordinary least-squares problem for y. D
/// scales each column of A to unit root mean square (a column that A annihilates, to unit size in B), so that the cut-off
/// compares like with like. Rejected: weighted condition rows, which lose as many digits as the weight has.
struct ConstrainedSystem {
    private let scales: Vector
    private let rotation: Matrix
    private let particular: Vector
    private let free: Matrix
    private let offset: Vector
    private let conditionCount: Int

    /// - Parameters:
    ///   - equations: A, n-by-p.
    ///   - conditions: B, q-by-p with q < p, and its values g.
    init(equations: Matrix, conditions: Matrix, values: [Double]) throws {
        let (n, p, q) = (equations.rowCount, equations.columnCount, conditions.rowCount)
        conditionCount = q
        scales = Self.inverseSizes(equations: equations, conditions: conditions)
        let scaledRows = conditions.scalingColumns(by: scales)
        let factor = try QR(of: scaledRows.transposed)
        let r = factor.r
        let diagonal = r.diagonal.map(abs)
        guard let largest = diagonal.max(), diagonal.allSatisfy({ $0 > 1e-12 * largest }) else {
            throw SampledProblemError.dependentConditions
        }
        particular = try QR(of: r.transposed).solve(Vector(values))
        rotation = factor.applyTransposedQ(to: .identity(p))
        let rotated = factor.applyTransposedQ(to: equations.scalingColumns(by: scales).transposed).transposed
        offset = q > 0 ? multiply(rotated.columns(0..<q), particular) : Vector(count: n)
        free = rotated.columns(q..<p)
    }

    /// The coefficients c from the given rows of A and all values of f, and the rank of the free part.
    func solution(
        rows: [Int]?, source: Vector, relativeCutoff: Double
    ) throws(FactorizationError) -> (coefficients: Vector, rank: Int) {
        let target = source - offset
        let chosen = rows.map { (free.rows($0), Vector($0.map { target[$0] })) } ?? (free, target)
        let fit = try leastSquares(chosen.0, chosen.1, relativeCutoff: relativeCutoff)
        let rotated = Vector(Array(particular) + Array(fit.solution))
        return (entrywiseProduct(multiply(rotation, rotated, transposingFirst: true), scales), fit.rank)
    }

    /// The dimension of the null space of B.
    var freeCount: Int { free.columnCount }

    private static func inverseSizes(equations: Matrix, conditions: Matrix) -> Vector {
        let root = Double(Swift.max(equations.rowCount, 1)).squareRoot()
        return Vector(
            (0..<equations.columnCount).map { j in
                let inside = equations.column(j).norm / root
                let size = inside > 0 ? inside : conditions.column(j).norm
                return size > 0 ? 1 / size : 1
            })
    }
}
