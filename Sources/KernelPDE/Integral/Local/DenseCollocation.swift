#if canImport(Glibc)
    import Glibc
#endif
import LinearAlgebra
import Synchronization

/// The local operator collocated at N first-kind nodes, rows scaled by their largest entry, LU factored. O(N^3).
package struct DenseCollocation: Sendable {
    private let rowScales: [Double]
    private let factors: LU?

    /// Whether a pivot was exactly zero or an entry not finite.
    package var isSingular: Bool { factors == nil }

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
        let tables = Self.table(size: n, order: order)
        let h = interval.halfLength
        var largest = [Double](repeating: 0, count: n)
        var matrix = Matrix(rowCount: n, columnCount: n)
        matrix.withUnsafeMutablePointer { target in
            var scale = 1.0
            for k in stride(from: order, through: 0, by: -1) {
                let weights = rows[k].map { $0 * scale }
                scale *= h
                guard weights.contains(where: { $0 != 0 }) else { continue }
                weights.withUnsafeBufferPointer { w in
                    tables[order - k].withUnsafeBufferPointer { table in
                        for j in 0..<n {
                            let offset = j * n
                            for i in 0..<n { target[offset + i] += w[i] * table[offset + i] }
                        }
                    }
                }
            }
            largest.withUnsafeMutableBufferPointer { largest in
                for j in 0..<n {
                    for i in 0..<n { largest[i] = max(largest[i], abs(target[i + j * n])) }
                }
                for i in 0..<n { largest[i] = largest[i] > 0 && largest[i].isFinite ? 1 / largest[i] : 1 }
                for j in 0..<n {
                    for i in 0..<n { target[i + j * n] *= largest[i] }
                }
            }
        }
        rowScales = largest
        factors = try? LU(of: matrix)
    }

    /// Solves for the coefficients of v given the right-hand side at the nodes; not a number where singular.
    package func solve(values: [Double]) -> [Double] {
        guard let factors else { return values.map { _ in .nan } }
        let scaled = Vector(count: values.count) { target in
            for i in 0..<values.count { target[i] = values[i] * rowScales[i] }
        }
        return factors.solve(scaled).array
    }
}
