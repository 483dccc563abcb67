import Kernels
import LinearAlgebra
import Synchronization

#if canImport(Glibc)
    import Glibc
#endif

// Goals: K^-1 ≈ U U^T for covariances of 10⁴ functionals of a process with a Matérn kernel, in memory O(N k) and time O(N k³).
//
// Derivation (Schäfer, Katzfuss and Owhadi, Sparse Cholesky factorization by Kullback-Leibler minimization, SIAM J. Sci. Comput. 43,
// 2021; with derivatives Chen, Owhadi and Schäfer, Math. Comp. 2024). Among upper triangular U whose column i has its entries in
// s_i, the one closest in divergence has u_i = K_ss^-1 e_i / sqrt(e_i^T K_ss^-1 e_i): with K_ss = L L^T, i last, u_i = L^-T e_last.
// It is Vecchia's approximation: functional i given those before it in s_i. Values come first, from coarse to fine (maximin), for
// then each is nearly independent of far ones given near ones; derivatives follow, screened by the values around them.
//
// Rejected: sets of fixed radius, whose size varies; supernodes, which share factors among neighbours but need as much memory again.

/// A sparse factor U of the inverse covariance of functionals in a given order, columns independent of each other.
package struct SparseInverseCholesky: Sendable {
    private let rows: [[Int]]
    private let values: [[Double]]

    package var count: Int { rows.count }

    /// - Parameters:
    ///   - functionals: of unit prior variance, in order.
    ///   - sets: for each functional the earlier ones it may depend on.
    ///   - shift: of each small covariance matrix.
    package init(
        _ functionals: PointFunctionals, sets: [[Int]], kernel: some SmoothKernel, shift: DiagonalShift
    ) throws(FactorizationError) {
        let n = functionals.count
        let result = Mutex([(rows: [Int], values: [Double])?](repeating: nil, count: n))
        let chunk = 64
        Parallelism.forEach((n + chunk - 1) / chunk) { block in
            for i in (block * chunk)..<min(n, (block + 1) * chunk) {
                let members = (sets[i] + [i]).sorted()
                let own = functionals.chosen(members)
                guard let factor = try? Cholesky(of: own.covariance(with: own, kernel), shift: shift) else { continue }
                var last = Vector(count: members.count)
                last[members.count - 1] = 1
                let column = factor.solveLowerTransposed(last)
                result.withLock { $0[i] = (members, column.array) }
            }
        }
        let columns = result.withLock { $0 }
        if let failed = columns.firstIndex(where: { $0 == nil }) {
            throw .notPositiveDefinite(pivot: failed, value: 0)
        }
        rows = columns.map { $0?.rows ?? [] }
        values = columns.map { $0?.values ?? [] }
    }

    /// U x.
    func multiply(_ x: Vector) -> Vector {
        var result = Vector(count: count)
        for i in 0..<count {
            for (row, value) in zip(rows[i], values[i]) { result[row] += value * x[i] }
        }
        return result
    }

    /// U^T x.
    func multiplyTransposed(_ x: Vector) -> Vector {
        Vector((0..<count).map { i in zip(rows[i], values[i]).reduce(0.0) { $0 + $1.1 * x[$1.0] } })
    }

    /// K^-1 x ≈ U U^T x.
    package func applyInverse(_ x: Vector) -> Vector { multiply(multiplyTransposed(x)) }

    /// K x ≈ U^-T U^-1 x, by two sparse substitutions.
    package func apply(_ x: Vector) -> Vector {
        var y = x.array
        for i in stride(from: count - 1, through: 0, by: -1) {
            let last = rows[i].count - 1
            y[i] /= values[i][last]
            for k in 0..<last { y[rows[i][k]] -= values[i][k] * y[i] }
        }
        for i in 0..<count {
            let last = rows[i].count - 1
            var sum = y[i]
            for k in 0..<last { sum -= values[i][k] * y[rows[i][k]] }
            y[i] = sum / values[i][last]
        }
        return Vector(y)
    }

    /// log det K ≈ -2 Σ log U_ii.
    package var logDeterminant: Double { -2 * values.reduce(0.0) { $0 + log($1[$1.count - 1]) } }
}

/// The nearest earlier functionals of each functional.
enum NeighborSets {
    /// For each of the points in `targets` order, up to `count` nearest of the candidates given by index ranges.
    static func nearest(
        _ points: Matrix, ranges: @Sendable @escaping (Int) -> [(Range<Int>, Int)]
    ) -> [[Int]] {
        let columns = (0..<points.columnCount).map { points.column($0).array }
        let n = points.rowCount
        let result = Mutex([[Int]](repeating: [], count: n))
        Parallelism.forEach((n + 127) / 128) { block in
            for i in (block * 128)..<min(n, (block + 1) * 128) {
                var found: [Int] = []
                for (range, count) in ranges(i) { found += nearest(i, range, count, columns) }
                let sorted = found.sorted()
                result.withLock { $0[i] = sorted }
            }
        }
        return result.withLock { $0 }
    }

    private static func nearest(_ i: Int, _ range: Range<Int>, _ count: Int, _ columns: [[Double]]) -> [Int] {
        guard range.count > count else { return range.filter { $0 != i } }
        let squares = range.map { j in
            columns.reduce(0.0) { $0 + ($1[j] - $1[i]) * ($1[j] - $1[i]) }
        }
        // The radius that holds about `count` points, by bisection on the histogram of squared distances.
        var (lower, upper) = (0.0, squares.max() ?? 0)
        for _ in 0..<40 {
            let middle = 0.5 * (lower + upper)
            let inside = squares.reduce(0) { $0 + ($1 <= middle ? 1 : 0) }
            if inside > count { upper = middle } else { lower = middle }
            if inside <= count, inside > count * 9 / 10 { break }
        }
        return zip(range, squares).filter { $0.1 <= lower && $0.0 != i }.map(\.0)
    }
}
