import COpenBLAS

/// The matrix product op(A) op(B) by dgemm, where op is the identity or, on request, the transpose; 2 m n k flops.
public func multiply(
    _ a: Matrix, _ b: Matrix, transposingFirst: Bool = false, transposingSecond: Bool = false
) -> Matrix {
    let m = transposingFirst ? a.columnCount : a.rowCount
    let n = transposingSecond ? b.rowCount : b.columnCount
    var result = Matrix(rowCount: m, columnCount: n, initializingColumnMajorWith: { _ in })
    accumulateProduct(
        a, b, into: &result, keeping: 0, transposingFirst: transposingFirst, transposingSecond: transposingSecond)
    return result
}

/// Replaces C by `scale` op(A) op(B) + `keeping` C (dgemm), without a temporary; `keeping: 0` ignores what C held.
public func accumulateProduct(
    _ a: Matrix, _ b: Matrix, into c: inout Matrix, scale: Double = 1, keeping: Double = 1,
    transposingFirst: Bool = false, transposingSecond: Bool = false
) {
    let (m, k) = transposingFirst ? (a.columnCount, a.rowCount) : (a.rowCount, a.columnCount)
    let (inner, n) = transposingSecond ? (b.columnCount, b.rowCount) : (b.rowCount, b.columnCount)
    precondition(k == inner, "The factors' inner dimensions are \(k) and \(inner); they must agree.")
    precondition(c.rowCount == m && c.columnCount == n, "The product is \(m)-by-\(n), its target is not.")
    guard m > 0 && n > 0 else { return }
    LAPACK.withThreads(forOrder: Swift.max(m, n, k)) {
        c.withUnsafeMutablePointer { target in
            a.withUnsafePointer { x in
                b.withUnsafePointer { y in
                    cblas_dgemm(
                        CblasColMajor, transposingFirst ? CblasTrans : CblasNoTrans,
                        transposingSecond ? CblasTrans : CblasNoTrans, Int32(m), Int32(n), Int32(k), scale, x,
                        a.leadingDimension, y, b.leadingDimension, keeping, target, Int32(m))
                }
            }
        }
    }
}

/// The matrix-vector product op(A) x by dgemv, where op is the identity or the transpose; 2 m n flops.
public func multiply(_ a: Matrix, _ x: Vector, transposingFirst: Bool = false) -> Vector {
    let (height, width) = transposingFirst ? (a.columnCount, a.rowCount) : (a.rowCount, a.columnCount)
    precondition(x.count == width, "The matrix acts on vectors of \(width) entries, not \(x.count).")
    guard a.count > 0 else { return Vector(count: height) }
    return Vector(count: height) { target in
        // dgemv reads the target even when beta is zero in some builds: start from zeros.
        target.initialize(repeating: 0, count: height)
        LAPACK.withThreads(forOrder: Swift.max(height, width)) {
            a.withUnsafePointer { p in
                x.withUnsafePointer { q in
                    cblas_dgemv(
                        CblasColMajor, transposingFirst ? CblasTrans : CblasNoTrans, Int32(a.rowCount),
                        Int32(a.columnCount), 1, p, a.leadingDimension, q, 1, 0, target, 1)
                }
            }
        }
    }
}

/// The product S B of a symmetric matrix, of which only the lower triangle is read, and a matrix (dsymm).
public func multiply(symmetric s: Matrix, _ b: Matrix) -> Matrix {
    precondition(s.isSquare && s.columnCount == b.rowCount, "A symmetric factor must be square and fit the second.")
    guard b.count > 0 else { return b }
    return Matrix(rowCount: b.rowCount, columnCount: b.columnCount) { target in
        LAPACK.withThreads(forOrder: s.rowCount) {
            s.withUnsafePointer { p in
                b.withUnsafePointer { q in
                    cblas_dsymm(
                        CblasColMajor, CblasLeft, CblasLower, Int32(b.rowCount), Int32(b.columnCount), 1, p,
                        s.leadingDimension, q, b.leadingDimension, 0, target, b.leadingDimension)
                }
            }
        }
    }
}

/// The product S x of a symmetric matrix, of which only the lower triangle is read, and a vector (dsymv).
public func multiply(symmetric s: Matrix, _ x: Vector) -> Vector {
    precondition(s.isSquare && s.columnCount == x.count, "A symmetric factor must be square and fit the vector.")
    guard x.count > 0 else { return x }
    return Vector(count: x.count) { target in
        target.initialize(repeating: 0, count: x.count)
        LAPACK.withThreads(forOrder: s.rowCount) {
            s.withUnsafePointer { p in
                x.withUnsafePointer { q in
                    cblas_dsymv(
                        CblasColMajor, CblasLower, Int32(x.count), 1, p, s.leadingDimension, q, 1, 0, target, 1)
                }
            }
        }
    }
}

/// A^T A of an m-by-n matrix, exactly symmetric, by dsyrk: m n^2 flops, half of a general product.
public func gramProduct(_ a: Matrix) -> Matrix {
    symmetricRankProduct(a, order: a.columnCount, inner: a.rowCount, CblasTrans)
}

/// A A^T of an m-by-n matrix, exactly symmetric, by dsyrk: m^2 n flops, half of a general product.
public func outerGramProduct(_ a: Matrix) -> Matrix {
    symmetricRankProduct(a, order: a.rowCount, inner: a.columnCount, CblasNoTrans)
}

private func symmetricRankProduct(_ a: Matrix, order: Int, inner: Int, _ transpose: CBLAS_TRANSPOSE) -> Matrix {
    guard a.count > 0 else { return Matrix(rowCount: order, columnCount: order) }
    var result = Matrix(rowCount: order, columnCount: order) { target in
        LAPACK.withThreads(forOrder: Swift.max(order, inner)) {
            a.withUnsafePointer {
                cblas_dsyrk(
                    CblasColMajor, CblasLower, transpose, Int32(order), Int32(inner), 1, $0, a.leadingDimension, 0,
                    target, Int32(order))
            }
        }
    }
    result.symmetrizeFromLower()
    return result
}

extension Matrix {
    /// What BLAS and LAPACK take as the leading dimension: the row count, or one for a matrix without rows.
    var leadingDimension: Int32 { Int32(Swift.max(rowCount, 1)) }

    /// The matrix product A B; 2 m n k flops.
    public static func * (a: Matrix, b: Matrix) -> Matrix { multiply(a, b) }
    /// The matrix-vector product A x; 2 m n flops.
    public static func * (a: Matrix, x: Vector) -> Vector { multiply(a, x) }
}
