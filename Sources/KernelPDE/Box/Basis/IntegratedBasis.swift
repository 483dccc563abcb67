import LinearAlgebra

// Goal: functions phi_0 ... phi_{n-1} on [-1, 1] that meet m homogeneous conditions and whose highest derivatives are the
// orthonormal Legendre polynomials, without ever differentiating a polynomial of high degree.
//
// The m-fold integral of p_j vanishes with m - 1 derivatives at both ends for j >= m, so it meets every condition of order
// below m. Only j < m need a correction by polynomials of degree below m. Where the conditions leave such a polynomial free
// (Neumann at both ends, periodic: the constant), that polynomial takes the place of one p_j, whose integral cannot meet
// them. Elimination with the polynomials' columns first decides this. If the free one is the constant, it is split off from
// the others, which keeps the self-adjoint case symmetric: the matrices are then blocks diag(0, I) and diag(1, Green).
//
// Rejected: differentiated bases with boundary rows (condition n^4) and a penalty on the conditions.

/// The integrated Legendre basis under homogeneous conditions.
struct IntegratedBasis: Sendable {
    /// Coefficients of the k-th derivative of every function, k = 0...m: (n + m - k)-by-n, in p_0, p_1, ...
    let series: [Matrix]
    /// Whether some function has no highest derivative.
    let hasNullFunction: Bool

    /// - Parameters:
    ///   - functionals: m independent rows; ``EndFunctional`` in the reference variable.
    init(size n: Int, order m: Int, functionals: [EndFunctional]) {
        precondition(n >= 2 * m && functionals.count == m, "The basis needs m conditions and more functions than 2 m.")
        // Columns 0..<m: p_j; columns m..<2m: the m-fold integral of p_j.
        var low = (0..<m).map { j in
            [[Double]](repeating: [], count: m + 1).indices.map { k in
                Self.derivative(ofDegree: j, order: k, count: max(m - k, 1))
            }
        }
        low += (0..<m).map { j in Self.integrals(ofDegree: j, order: m) }
        let elimination = ConditionElimination(
            rows: functionals.map { functional in low.map { functional.value(of: $0[0]) } }, preferred: m)
        var columns: [[[Double]]] = (0..<n).map { j in
            j < m ? [] : Self.integrals(ofDegree: j, order: m)
        }
        var vacant: [Int] = []
        var nullFunctions: [[[Double]]] = []
        for j in 0..<m where elimination.isPivot(m + j) { vacant.append(j) }
        for free in elimination.freeColumns {
            var function = low[free]
            for (pivot, weight) in elimination.dependents(of: free) {
                for k in 0...m { Self.add(low[pivot][k], times: -weight, to: &function[k]) }
            }
            if free >= m { columns[free - m] = function } else { nullFunctions.append(function) }
        }
        hasNullFunction = !nullFunctions.isEmpty
        for (place, function) in zip(vacant, nullFunctions) { columns[place] = function }
        if nullFunctions.count == 1, nullFunctions[0][0].dropFirst().allSatisfy({ $0 == 0 }) {
            for j in 0..<n where j != vacant[0] { columns[j][0][0] = 0 }
        }
        series = (0...m).map { k in
            Matrix(rowCount: n + m - k, columnCount: n) { target in
                target.initialize(repeating: 0, count: (n + m - k) * n)
                for j in 0..<n {
                    for (i, value) in columns[j][k].enumerated() where value != 0 {
                        target[i + j * (n + m - k)] = value
                    }
                }
            }
        }
    }

    /// The derivatives 0...m of the m-fold integral of p_j.
    private static func integrals(ofDegree j: Int, order m: Int) -> [[Double]] {
        var unit = [Double](repeating: 0, count: j + 1)
        unit[j] = 1
        var result = [unit]
        for _ in 0..<m { result.append(OrthonormalLegendre.integral(result[result.count - 1])) }
        return result.reversed()
    }

    private static func derivative(ofDegree j: Int, order: Int, count: Int) -> [Double] {
        var unit = [Double](repeating: 0, count: j + 1)
        unit[j] = 1
        for _ in 0..<order { unit = OrthonormalLegendre.derivative(unit) }
        return order > j ? [0] : Array(unit.prefix(count))
    }

    private static func add(_ other: [Double], times factor: Double, to target: inout [Double]) {
        if target.count < other.count { target += [Double](repeating: 0, count: other.count - target.count) }
        for (i, value) in other.enumerated() { target[i] += factor * value }
    }
}
