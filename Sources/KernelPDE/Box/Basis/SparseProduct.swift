import LinearAlgebra

// Integrated bases have a few entries a column but are kept densely, for they are also factors of dense products. These products
// look for the entries first: O(rows times entries) and no transposes.

/// A B for a sparse B.
func multiplySparse(_ a: Matrix, _ b: Matrix) -> Matrix {
    precondition(a.columnCount == b.rowCount, "The factors' inner dimensions must agree.")
    let (m, inner) = (a.rowCount, b.rowCount)
    return Matrix(rowCount: m, columnCount: b.columnCount) { target in
        target.initialize(repeating: 0, count: m * b.columnCount)
        a.withUnsafePointer { p in
            b.withUnsafePointer { q in
                for j in 0..<b.columnCount {
                    for k in 0..<inner where q[k + j * inner] != 0 {
                        let (weight, column) = (q[k + j * inner], p + k * m)
                        for i in 0..<m { target[i + j * m] += weight * column[i] }
                    }
                }
            }
        }
    }
}

/// A B^T for a sparse B.
func multiplySparseTransposed(_ a: Matrix, _ b: Matrix) -> Matrix {
    precondition(a.columnCount == b.columnCount, "The factors' inner dimensions must agree.")
    let (m, height) = (a.rowCount, b.rowCount)
    return Matrix(rowCount: m, columnCount: height) { target in
        target.initialize(repeating: 0, count: m * height)
        a.withUnsafePointer { p in
            b.withUnsafePointer { q in
                for k in 0..<b.columnCount {
                    let column = p + k * m
                    for j in 0..<height where q[j + k * height] != 0 {
                        let (weight, sum) = (q[j + k * height], target + j * m)
                        for i in 0..<m { sum[i] += weight * column[i] }
                    }
                }
            }
        }
    }
}

/// A B for a sparse A.
func multiplySparseLeft(_ a: Matrix, _ b: Matrix) -> Matrix {
    precondition(a.columnCount == b.rowCount, "The factors' inner dimensions must agree.")
    let (m, inner) = (a.rowCount, b.rowCount)
    var entries: [(row: Int, column: Int, value: Double)] = []
    a.withUnsafePointer { p in
        for k in 0..<inner {
            for i in 0..<m where p[i + k * m] != 0 { entries.append((i, k, p[i + k * m])) }
        }
    }
    return Matrix(rowCount: m, columnCount: b.columnCount) { target in
        target.initialize(repeating: 0, count: m * b.columnCount)
        b.withUnsafePointer { q in
            entries.withUnsafeBufferPointer { entries in
                for j in 0..<b.columnCount {
                    let (source, sum) = (q + j * inner, target + j * m)
                    for entry in entries { sum[entry.row] += entry.value * source[entry.column] }
                }
            }
        }
    }
}
