import LinearAlgebra

// Goal: Legendre transforms at half the flops. At nodes that lie symmetrically about zero p_k(-t) = (-1)^k p_k(t), so sums of
// mirror values see the even degrees alone and differences the odd ones: two products of half the size in both dimensions in
// place of one. Rejected: fast Legendre transforms (O(n log^2 n) with a constant that pays from n of several thousands).

/// p_0 ... p_{K-1} at nodes symmetric about zero, even and odd degrees apart, in the upper half of the nodes only.
struct ParityTable: Sendable {
    let nodeCount: Int
    let degreeCount: Int
    /// Entry (i, k) is p_{2k} at the i-th node that is not negative, ascending.
    private let even: Matrix
    /// Entry (i, k) is p_{2k+1} there.
    private let odd: Matrix
    /// The same with the rows multiplied by the quadrature weights.
    private let weightedEven: Matrix
    private let weightedOdd: Matrix

    private var half: Int { even.rowCount }
    private var hasMiddle: Bool { nodeCount % 2 == 1 }

    /// - Parameters:
    ///   - nodes: ascending, symmetric about zero.
    ///   - weights: of the quadrature that gives coefficients; ones where only values are wanted.
    init(nodes: Vector, weights: Vector, degreeCount: Int) {
        nodeCount = nodes.count
        self.degreeCount = degreeCount
        let first = nodes.count / 2
        let upper = Vector(nodes.array[first...])
        let all = OrthonormalLegendre.values(at: upper, count: degreeCount)
        even = all.columns(Array(stride(from: 0, to: degreeCount, by: 2)))
        odd = all.columns(Array(stride(from: 1, to: degreeCount, by: 2)))
        let scales = Vector(weights.array[first...])
        weightedEven = even.scalingRows(by: scales)
        weightedOdd = odd.scalingRows(by: scales)
    }

    /// Coefficients down the columns: row k holds sum_i w_i p_k(t_i) F_ij.
    func coefficients(ofColumns values: Matrix) -> Matrix {
        precondition(
            values.rowCount == nodeCount, "The table has \(nodeCount) nodes, the values \(values.rowCount) rows.")
        let (sums, differences) = foldedRows(values)
        return interleavedRows(
            multiply(weightedEven, sums, transposingFirst: true),
            multiply(weightedOdd, differences, transposingFirst: true))
    }

    /// Coefficients along the rows: column k holds sum_j w_j p_k(t_j) F_ij.
    func coefficients(ofRows values: Matrix) -> Matrix {
        precondition(
            values.columnCount == nodeCount,
            "The table has \(nodeCount) nodes, the values \(values.columnCount) columns.")
        let (sums, differences) = foldedColumns(values)
        return interleavedColumns(sums * weightedEven, differences * weightedOdd)
    }

    /// Values at the nodes from coefficients down the columns, at most as many as degrees.
    func values(ofColumns coefficients: Matrix) -> Matrix {
        let (m, n) = (coefficients.rowCount, coefficients.columnCount)
        let evens = coefficients.rows(Array(stride(from: 0, to: m, by: 2)))
        let odds = coefficients.rows(Array(stride(from: 1, to: m, by: 2)))
        let (a, b) = (part(even, evens.rowCount) * evens, part(odd, odds.rowCount) * odds)
        let (total, height, shift) = (nodeCount, half, nodeCount / 2)
        return Matrix(rowCount: total, columnCount: n) { target in
            a.withUnsafePointer { a in
                b.withUnsafePointer { b in
                    for j in 0..<n {
                        let (x, y, column) = (a + j * height, b + j * height, target + j * total)
                        for i in 0..<height { column[height - 1 - i] = x[i] - y[i] }
                        for i in 0..<height { column[shift + i] = x[i] + y[i] }
                    }
                }
            }
        }
    }

    /// Values at the nodes from coefficients along the rows.
    func values(ofRows coefficients: Matrix) -> Matrix {
        let (m, n) = (coefficients.rowCount, coefficients.columnCount)
        let evens = coefficients.columns(Array(stride(from: 0, to: n, by: 2)))
        let odds = coefficients.columns(Array(stride(from: 1, to: n, by: 2)))
        let a = multiply(evens, part(even, evens.columnCount), transposingSecond: true)
        let b = multiply(odds, part(odd, odds.columnCount), transposingSecond: true)
        let (total, height, shift) = (nodeCount, half, nodeCount / 2)
        return Matrix(rowCount: m, columnCount: total) { target in
            a.withUnsafePointer { a in
                b.withUnsafePointer { b in
                    for j in 0..<height {
                        let (x, y) = (a + j * m, b + j * m)
                        let (low, high) = (target + (height - 1 - j) * m, target + (shift + j) * m)
                        for i in 0..<m { low[i] = x[i] - y[i] }
                        for i in 0..<m { high[i] = x[i] + y[i] }
                    }
                }
            }
        }
    }

    /// The first columns of a table.
    private func part(_ table: Matrix, _ count: Int) -> Matrix {
        count == table.columnCount ? table : table.block(rows: 0..<table.rowCount, columns: 0..<count)
    }

    /// F_i + F_{-i} and F_i - F_{-i} for the upper half of the rows; the middle row counts once.
    private func foldedRows(_ values: Matrix) -> (Matrix, Matrix) {
        let (total, n, height, shift) = (nodeCount, values.columnCount, half, nodeCount / 2)
        var sums = Matrix(rowCount: height, columnCount: n) { _ in }
        var differences = Matrix(rowCount: height, columnCount: n) { _ in }
        values.withUnsafePointer { source in
            sums.withUnsafeMutablePointer { s in
                differences.withUnsafeMutablePointer { d in
                    for j in 0..<n {
                        let column = source + j * total
                        for i in 0..<height {
                            let (up, down) = (column[shift + i], column[height - 1 - i])
                            s[i + j * height] = up + down
                            d[i + j * height] = up - down
                        }
                        if hasMiddle { s[j * height] = column[shift] }
                    }
                }
            }
        }
        return (sums, differences)
    }

    private func foldedColumns(_ values: Matrix) -> (Matrix, Matrix) {
        let (m, height, shift) = (values.rowCount, half, nodeCount / 2)
        var sums = Matrix(rowCount: m, columnCount: height) { _ in }
        var differences = Matrix(rowCount: m, columnCount: height) { _ in }
        values.withUnsafePointer { source in
            sums.withUnsafeMutablePointer { s in
                differences.withUnsafeMutablePointer { d in
                    for j in 0..<height {
                        let (up, down) = (source + (shift + j) * m, source + (height - 1 - j) * m)
                        for i in 0..<m { s[i + j * m] = up[i] + down[i] }
                        for i in 0..<m { d[i + j * m] = up[i] - down[i] }
                        if hasMiddle, j == 0 { for i in 0..<m { s[i] = up[i] } }
                    }
                }
            }
        }
        return (sums, differences)
    }

    private func interleavedRows(_ even: Matrix, _ odd: Matrix) -> Matrix {
        let (m, n) = (even.rowCount + odd.rowCount, even.columnCount)
        return Matrix(rowCount: m, columnCount: n) { target in
            even.withUnsafePointer { a in
                odd.withUnsafePointer { b in
                    for j in 0..<n {
                        let column = target + j * m
                        for i in 0..<even.rowCount { column[2 * i] = a[i + j * even.rowCount] }
                        for i in 0..<odd.rowCount { column[2 * i + 1] = b[i + j * odd.rowCount] }
                    }
                }
            }
        }
    }

    private func interleavedColumns(_ even: Matrix, _ odd: Matrix) -> Matrix {
        let (m, n) = (even.rowCount, even.columnCount + odd.columnCount)
        return Matrix(rowCount: m, columnCount: n) { target in
            even.withUnsafePointer { a in
                odd.withUnsafePointer { b in
                    for k in 0..<n {
                        (target + k * m).initialize(from: (k % 2 == 0 ? a : b) + (k / 2) * m, count: m)
                    }
                }
            }
        }
    }
}
