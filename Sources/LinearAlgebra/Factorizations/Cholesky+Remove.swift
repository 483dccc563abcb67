#if canImport(Glibc)
    import Glibc
#endif

extension Cholesky {
    /// The factor of the matrix without the rows and columns of the given indices, without factorising it again.
    ///
    /// Without row r, the factor's rows below it lose their entry l in column r, and their own block L₃ becomes the factor
    /// of L₃ L₃^T + l l^T: one rotation a column, sqrt(a² + b²) and no subtraction, so nothing can fail (Gill, Golub,
    /// Murray and Saunders, Math. Comp. 28 (1974) 505, method C1).
    ///
    /// - Complexity: 3 (n - r)² flops for each row r removed, and one copy.
    public func removing(_ indices: some Collection<Int>) -> Cholesky {
        let removed = Set(indices)
        precondition(removed.allSatisfy { $0 >= 0 && $0 < order }, "A row to remove lies outside the matrix.")
        guard !removed.isEmpty else { return self }
        let n = order
        var work = lower
        work.withUnsafeMutablePointer { p in
            // From the last on, so that a removed row's column is complete when its turn comes.
            for r in removed.sorted(by: >) { absorbColumn(r, of: p, order: n, removed: removed) }
        }
        let kept = (0..<n).filter { !removed.contains($0) }
        let m = kept.count
        let compact = work.withUnsafePointer { source in
            Matrix(rowCount: m, columnCount: m) { target in
                for (j, column) in kept.enumerated() {
                    let (to, from) = (target + j * m, source + column * n)
                    for (i, row) in kept.enumerated() { to[i] = row < column ? 0 : from[row] }
                }
            }
        }
        return Cholesky(lower: compact, addedDiagonal: addedDiagonal)
    }
}

/// Turns column r below its diagonal into the later columns by plane rotations; removed columns are passed over.
private func absorbColumn(_ r: Int, of p: UnsafeMutablePointer<Double>, order n: Int, removed: Set<Int>) {
    let spike = p + r * n
    for k in (r + 1)..<max(n, r + 1) where !removed.contains(k) {
        let column = p + k * n
        let length = hypot(column[k], spike[k])
        let (c, s) = (column[k] / length, spike[k] / length)
        column[k] = length
        for i in (k + 1)..<max(n, k + 1) {
            let (a, b) = (column[i], spike[i])
            column[i] = c * a + s * b
            spike[i] = c * b - s * a
        }
    }
}
