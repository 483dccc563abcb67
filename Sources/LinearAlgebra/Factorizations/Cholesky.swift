#if canImport(Glibc)
    import Glibc
#endif
import CLAPACKE
import COpenBLAS

/// The Cholesky factorisation L L^T = A + delta I of a symmetric positive definite matrix of order n.
///
/// Costs n^3 / 3 flops. An argument that nobody else refers to is overwritten by its factor, so that the whole of
/// factorising, solving and (`inverse`) inverting takes one n-by-n buffer.
public struct Cholesky: Factorization {
    /// The factor L: lower triangular, with zeros above the diagonal.
    public private(set) var lower: Matrix
    /// The amount delta that was added to every diagonal entry.
    public let addedDiagonal: Double

    /// The order n of the matrix.
    public var order: Int { lower.rowCount }

    /// Factorises the symmetric matrix whose lower triangle is that of `matrix`; the upper one is not read.
    ///
    /// - Throws: `FactorizationError.notSquare`, `.notFinite` or `.notPositiveDefinite`, the last after every amount
    ///   of the shift has been tried.
    public init(of matrix: consuming Matrix, shift: DiagonalShift = .none) throws(FactorizationError) {
        try matrix.requireSquare()
        try matrix.requireFiniteLowerTriangle()
        let n = matrix.rowCount
        let diagonal = matrix.diagonal
        let amounts = shift.amounts(meanDiagonal: n == 0 ? 0 : diagonal.mean)
        // dpotrf leaves the strict upper triangle alone: it keeps the original for a second attempt.
        if amounts.count > 1 { matrix.symmetrizeFromLower() }

        var failure: (pivot: Int, value: Double)?
        var added = 0.0
        for (attempt, amount) in amounts.enumerated() {
            if attempt > 0 { matrix.restoreLower(diagonal: diagonal) }
            if amount != 0 { matrix.addToDiagonal(amount) }
            added = amount
            failure = matrix.factorizeLowerInPlace()
            if failure == nil { break }
        }
        if let (pivot, value) = failure { throw .notPositiveDefinite(pivot: pivot, value: value) }
        matrix.clearStrictUpper()
        lower = matrix
        addedDiagonal = added
    }

    /// A factor that is already known; `lower` must be lower triangular with a positive diagonal.
    init(lower: consuming Matrix, addedDiagonal: Double) {
        self.lower = lower
        self.addedDiagonal = addedDiagonal
    }

    /// log det(A + delta I) = 2 sum_i log L_ii.
    public var logDeterminant: Double {
        lower.withUnsafePointer { p in
            var sum = 0.0
            for i in 0..<order { sum += log(p[i * (order + 1)]) }
            return 2 * sum
        }
    }

    /// The inverse (A + delta I)^-1, exactly symmetric, by dpotri in 2 n^3 / 3 flops.
    ///
    /// Overwrites the factor when this is its last use; write `(consume factor).inverse()` to make sure.
    public consuming func inverse() -> Matrix {
        var result = inverseLowerTriangle()
        result.symmetrizeFromLower()
        return result
    }

    /// The lower triangle of the inverse, for callers who read no more; entries above the diagonal are unspecified.
    ///
    /// Saves the pass that copies one triangle onto the other: some 5 % of the whole at n = 2000.
    public consuming func inverseLowerTriangle() -> Matrix {
        let n = order
        if n > 0 {
            LAPACK.withThreads(forOrder: n) {
                // Cannot fail: the diagonal of L is positive.
                _ = lower.withUnsafeMutablePointer {
                    LAPACKE_dpotri_work(LAPACK.columnMajor, LAPACK.Option.lower, Int32(n), $0, Int32(n))
                }
            }
        }
        return lower
    }
}

extension Matrix {
    /// Replaces the lower triangle by its Cholesky factor, or says which pivot failed and what it was.
    mutating func factorizeLowerInPlace() -> (pivot: Int, value: Double)? {
        let n = rowCount
        guard n > 0 else { return nil }
        return withUnsafeMutablePointer { p in
            let info = LAPACK.withThreads(forOrder: n) {
                Int(LAPACKE_dpotrf_work(LAPACK.columnMajor, LAPACK.Option.lower, Int32(n), p, Int32(n)))
            }
            // The pivot is left where it failed. Overflow shows as a diagonal that is not finite.
            let culprit = info > 0 ? info - 1 : (0..<n).first { !p[$0 * (n + 1)].isFinite }
            return culprit.map { ($0, p[$0 * (n + 1)]) }
        }
    }

    /// Copies the strict upper triangle onto the lower one and puts the given diagonal back.
    fileprivate mutating func restoreLower(diagonal: Vector) {
        let n = rowCount
        withUnsafeMutablePointer { p in
            for j in 0..<n {
                p[j * (n + 1)] = diagonal[j]
                for i in (j + 1)..<Swift.max(n, j + 1) { p[i + j * n] = p[j + i * n] }
            }
        }
    }

    /// Sets every entry above the diagonal to zero.
    mutating func clearStrictUpper() {
        let (n, width) = (rowCount, columnCount)
        withUnsafeMutablePointer { p in
            for j in 1..<Swift.max(width, 1) { (p + j * n).update(repeating: 0, count: Swift.min(j, n)) }
        }
    }
}
