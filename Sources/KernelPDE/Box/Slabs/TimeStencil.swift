import LinearAlgebra

/// Collocation in time on [0, 1]: s Radau nodes, the last one at 1, and k initial data.
///
/// u(tau) is the polynomial of degree s + k - 1 with given u, u', ..., u^(k-1) at 0 and given values at the nodes. Holding the
/// equation at the nodes is the Radau IIA method (for k = 1): stiffly accurate, L-stable, of order 2 s - 1 at the end of the
/// slab and s + 1 inside. Source: Hairer and Wanner, Solving ordinary differential equations II, sections IV.5 and IV.8.
struct TimeStencil: Sendable {
    /// s.
    let stageCount: Int
    /// k, the order of the equation in time.
    let order: Int
    /// The nodes, ascending, the last one is 1.
    let nodes: [Double]
    /// Legendre coefficients on [0, 1] from the k + s data (initial data first): square.
    let analysis: Matrix
    /// The b-th derivatives at the nodes from the data, b = 0...k: s-by-(k + s).
    let derivatives: [Matrix]

    /// k + s.
    var dataCount: Int { order + stageCount }

    init(stageCount s: Int, order k: Int) {
        stageCount = s
        order = k
        let places = Self.radauNodes(s)
        nodes = places
        let tables = (0...max(k, 1)).map { Self.legendre(at: [0] + places, count: s + k, derivative: $0) }
        let rows = Matrix(rowCount: k + s, columnCount: k + s) { i, j in
            i < k ? tables[i][0, j] : tables[0][i - k + 1, j]
        }
        // A Hermite problem with distinct nodes has one solution: the factorisation cannot fail.
        let inverse = (try? LU(of: rows))?.solve(Matrix.identity(k + s)) ?? Matrix.identity(k + s)
        analysis = inverse
        derivatives = (0...k).map { tables[$0].rows(1...s) * inverse }
    }

    /// Legendre polynomials of 2 tau - 1 or their derivatives by tau: one row a point.
    static func legendre(at points: [Double], count: Int, derivative: Int) -> Matrix {
        var table = Matrix(rowCount: points.count, columnCount: count)
        for (i, tau) in points.enumerated() {
            let t = 2 * tau - 1
            // Row d holds the d-th derivatives: (k + 1) P_{k+1}^(d) = (2 k + 1) (t P_k^(d) + d P_k^(d-1)) - k P_{k-1}^(d).
            var rows = [[Double]](repeating: [Double](repeating: 0, count: count + 1), count: derivative + 1)
            rows[0][0] = 1
            for d in 0...derivative {
                for k in 0..<count {
                    let below = d > 0 ? Double(d) * rows[d - 1][k] : 0
                    let two = k > 0 ? Double(k) * rows[d][k - 1] : 0
                    rows[d][k + 1] = (Double(2 * k + 1) * (t * rows[d][k] + below) - two) / Double(k + 1)
                }
            }
            var factor = 1.0
            for _ in 0..<derivative { factor *= 2 }
            for k in 0..<count { table[i, k] = factor * rows[derivative][k] }
        }
        return table
    }

    /// The zeros of P_s - P_{s-1} on [0, 1], by bisection between sign changes.
    private static func radauNodes(_ s: Int) -> [Double] {
        func value(_ tau: Double) -> Double {
            let row = legendre(at: [tau], count: s + 1, derivative: 0)
            return row[0, s] - row[0, s - 1]
        }
        let samples = (0...(40 * s * s)).map { Double($0) / Double(40 * s * s + 1) }
        var found: [Double] = []
        for (a, b) in zip(samples, samples.dropFirst()) where (value(a) < 0) != (value(b) < 0) {
            var (lower, upper) = (a, b)
            let sign = value(lower) < 0
            for _ in 0..<60 {
                let middle = 0.5 * (lower + upper)
                if (value(middle) < 0) == sign { lower = middle } else { upper = middle }
            }
            found.append(0.5 * (lower + upper))
        }
        return found.prefix(s - 1) + [1]
    }
}
