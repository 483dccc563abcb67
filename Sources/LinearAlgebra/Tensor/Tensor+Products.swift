import COpenBLAS

extension Tensor {
    /// The product with a matrix along one index: Y[..., j, ...] = sum_i A[j, i] X[..., i, ...].
    ///
    /// One or more dgemm of 2 m N flops in all, for N entries and an m-by-n matrix.
    public func product(along mode: Int, with matrix: Matrix, transposing: Bool = false) -> Tensor {
        let (inner, n, outer) = extents(around: mode)
        let (m, width) =
            transposing ? (matrix.columnCount, matrix.rowCount) : (matrix.rowCount, matrix.columnCount)
        precondition(width == n, "The matrix acts on \(width) entries, the index \(mode) takes \(n) values.")
        var shape = shape
        shape[mode] = m
        return Tensor(shape: shape) { target in
            guard inner * m * outer > 0 else { return }
            guard n > 0 else { return target.initialize(repeating: 0, count: inner * m * outer) }
            values.withUnsafePointer { source in
                matrix.withUnsafePointer { a in
                    let factor = MatrixFactor(a, leading: matrix.leadingDimension, rows: m, isTransposed: transposing)
                    if inner == 1 {
                        LAPACK.withThreads(forOrder: Swift.max(m, n, outer)) {
                            factor.multiply(columns: source, n, outer, into: target)
                        }
                    } else if outer == 1 {
                        LAPACK.withThreads(forOrder: Swift.max(m, n, inner)) {
                            factor.multiply(rows: source, inner, n, stride: inner, into: target, targetStride: inner)
                        }
                    } else {
                        nonisolated(unsafe) let (factor, source, target) = (factor, source, target)
                        Self.forEach(outer, work: inner * n * m) { slab in
                            factor.multiply(
                                rows: source + slab * inner * n, inner, n, stride: inner,
                                into: target + slab * inner * m, targetStride: inner)
                        }
                    }
                }
            }
        }
    }

    /// Replaces X by its product with a square matrix along one index, with buffers of at most 512 rows a thread.
    public mutating func multiply(along mode: Int, by matrix: Matrix, transposing: Bool = false) {
        let (inner, n, outer) = extents(around: mode)
        precondition(matrix.isSquare && matrix.rowCount == n, "In place, the matrix must be \(n)-by-\(n).")
        guard count > 0 else { return }
        let isFirst = inner == 1
        let rows = isFirst ? outer : inner
        let chunk = Swift.min(rows, 512)
        let chunks = (rows + chunk - 1) / chunk
        values.withUnsafeMutablePointer { target in
            matrix.withUnsafePointer { a in
                nonisolated(unsafe) let (a, target) = (a, target)
                Self.forEach(chunks * (isFirst ? 1 : outer), work: chunk * n * n) { task in
                    let factor = MatrixFactor(a, leading: Int32(n), rows: n, isTransposed: transposing)
                    let start = task % chunks * chunk
                    let height = Swift.min(chunk, rows - start)
                    withUnsafeTemporaryAllocation(of: Double.self, capacity: height * n) { buffer in
                        guard let copy = buffer.baseAddress else { return }
                        if isFirst {
                            copy.initialize(from: target + start * n, count: height * n)
                            factor.multiply(columns: copy, n, height, into: target + start * n)
                        } else {
                            let slab = target + task / chunks * inner * n + start
                            for i in 0..<n { (copy + i * height).initialize(from: slab + i * inner, count: height) }
                            factor.multiply(rows: copy, height, n, stride: height, into: slab, targetStride: inner)
                        }
                    }
                }
            }
        }
    }

    /// Tasks in parallel where they are worth it.
    private static func forEach(_ count: Int, work: Int, _ body: @Sendable (Int) -> Void) {
        if count * work < 200_000 {
            Parallelism.withSingleBLASThread { for i in 0..<count { body(i) } }
        } else {
            Parallelism.forEach(count, body)
        }
    }
}

/// op(A) as dgemm takes it.
private struct MatrixFactor {
    let entries: UnsafePointer<Double>
    let leading: Int32
    /// The rows of op(A).
    let rows: Int
    let isTransposed: Bool

    init(_ entries: UnsafePointer<Double>, leading: Int32, rows: Int, isTransposed: Bool) {
        self.entries = entries
        self.leading = leading
        self.rows = rows
        self.isTransposed = isTransposed
    }

    /// op(A) X for an n-by-count X.
    func multiply(columns x: UnsafePointer<Double>, _ n: Int, _ count: Int, into y: UnsafeMutablePointer<Double>) {
        cblas_dgemm(
            CblasColMajor, isTransposed ? CblasTrans : CblasNoTrans, CblasNoTrans, Int32(rows), Int32(count), Int32(n),
            1, entries, leading, x, Int32(n), 0, y, Int32(rows))
    }

    /// X op(A)^T for a height-by-n X.
    func multiply(
        rows x: UnsafePointer<Double>, _ height: Int, _ n: Int, stride: Int, into y: UnsafeMutablePointer<Double>,
        targetStride: Int
    ) {
        cblas_dgemm(
            CblasColMajor, CblasNoTrans, isTransposed ? CblasNoTrans : CblasTrans, Int32(height), Int32(rows),
            Int32(n), 1, x, Int32(stride), entries, leading, 0, y, Int32(targetStride))
    }
}
