/// A factorised square system of a few dozen unknowns: Gaussian elimination with partial pivoting.
///
/// Kept here, because this room depends on nothing and the systems have twice the memory's order, 20 as a rule.
struct SmallSystem {
    private var rows: [[Double]]
    private var order: [Int]

    /// Factorises a matrix given by rows; nil if a pivot is zero or not finite.
    init?(_ matrix: [[Double]]) {
        rows = matrix
        order = Array(matrix.indices)
        for k in rows.indices {
            let pivotRow = (k..<rows.count).max { abs(rows[$0][k]) < abs(rows[$1][k]) } ?? k
            rows.swapAt(k, pivotRow)
            order.swapAt(k, pivotRow)
            let pivot = rows[k][k]
            guard pivot.isFinite && pivot != 0 else { return nil }
            for i in (k + 1)..<max(rows.count, k + 1) {
                let factor = rows[i][k] / pivot
                rows[i][k] = factor
                if factor != 0 {
                    for j in (k + 1)..<rows.count { rows[i][j] -= factor * rows[k][j] }
                }
            }
        }
    }

    /// The solution for one right-hand side.
    func solve(_ right: [Double]) -> [Double] {
        var x = order.map { right[$0] }
        for i in x.indices {
            for j in 0..<i { x[i] -= rows[i][j] * x[j] }
        }
        for i in x.indices.reversed() {
            for j in (i + 1)..<max(x.count, i + 1) { x[i] -= rows[i][j] * x[j] }
            x[i] /= rows[i][i]
        }
        return x
    }
}

func dot(_ a: [Double], _ b: [Double]) -> Double {
    var sum = 0.0
    for i in a.indices { sum += a[i] * b[i] }
    return sum
}
