import CLAPACKE
#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif
import Synchronization

/// The local operator collocated at N first-kind nodes, rows scaled by their largest entry, LU factored. O(N^3).
package struct DenseCollocation: Sendable {
    private let size: Int
    private var factors: [Double]
    private var pivots: [Int32]
    private let rowScales: [Double]
    package private(set) var isSingular = false

    /// Tables V J^q (values at N nodes of the q-fold integrals of T_0 ... T_{N-1}), column-major, by (N, q).
    private static let tables = Mutex<[Int: [[Double]]]>([:])

    private static func table(size: Int, order: Int) -> [[Double]] {
        let kept = tables.withLock { $0[size] }
        if let kept, kept.count > order { return kept }
        let extended = size + order
        // T_n(t_i) = cos(pi (2i + 1) n / 2N): every entry from one period of exact cosines, no recurrence.
        let period = (0..<(4 * size)).map { cos(Double.pi * Double($0) / Double(2 * size)) }
        var values = [Double](repeating: 0, count: size * extended)
        for n in 0..<extended {
            for i in 0..<size { values[i + n * size] = period[(2 * i + 1) * n % (4 * size)] }
        }
        var result: [[Double]] = []
        for power in 0...order {
            var matrix = [Double](repeating: 0, count: size * size)
            for column in 0..<size {
                for (row, value) in IntegrationColumns.entries(power: power, column: column) {
                    for i in 0..<size { matrix[i + column * size] += value * values[i + row * size] }
                }
            }
            result.append(matrix)
        }
        let built = result
        tables.withLock { $0[size] = built }
        return built
    }

    /// Factors sum_k h^(m-k) diag(a_k) V J^(m-k).
    ///
    /// - Parameter rows: a_0 ... a_m at the N first-kind nodes.
    package init(interval: Interval, rows: [[Double]]) {
        let order = rows.count - 1
        let n = rows[0].count
        size = n
        let tables = Self.table(size: n, order: order)
        var matrix = [Double](repeating: 0, count: n * n)
        var scale = 1.0
        for k in stride(from: order, through: 0, by: -1) {
            let table = tables[order - k]
            let weights = rows[k].map { $0 * scale }
            if weights.contains(where: { $0 != 0 }) {
                for j in 0..<n {
                    for i in 0..<n { matrix[i + j * n] += weights[i] * table[i + j * n] }
                }
            }
            scale *= interval.halfLength
        }
        var largest = [Double](repeating: 0, count: n)
        for j in 0..<n {
            for i in 0..<n { largest[i] = max(largest[i], abs(matrix[i + j * n])) }
        }
        let scales = largest.map { $0 > 0 && $0.isFinite ? 1 / $0 : 1 }
        for j in 0..<n {
            for i in 0..<n { matrix[i + j * n] *= scales[i] }
        }
        rowScales = scales
        pivots = [Int32](repeating: 0, count: n)
        let status = LAPACKE_dgetrf_work(LAPACK_COL_MAJOR, Int32(n), Int32(n), &matrix, Int32(n), &pivots)
        factors = matrix
        isSingular = status != 0
    }

    /// Solves for the coefficients of v given the right-hand side at the nodes.
    package func solve(values: [Double]) -> [Double] {
        var x = zip(values, rowScales).map { $0 * $1 }
        _ = LAPACKE_dgetrs_work(
            LAPACK_COL_MAJOR, CChar(UInt8(ascii: "N")), Int32(size), 1, factors, Int32(size), pivots, &x, Int32(size))
        return x
    }
}
