import LinearAlgebra
import Synchronization

/// One dimension of a box at a resolution: nodes, basis and its matrices T_k, in the physical variable.
package struct BoxAxis: Sendable {
    let variable: DomainVariable
    /// The highest order of a derivative by this variable.
    let order: Int
    /// The number of functions and nodes, n.
    let size: Int
    let grid: GaussGrid
    /// Legendre coefficients of the k-th derivatives of the basis, k = 0...m: (n + m - k)-by-n.
    package let series: [Matrix]
    /// T_k, the first n of them: T_m is the identity, or diag(0, I) where the conditions leave a constant free.
    package let truncated: [Matrix]
    private let nodalTables: NodalTables
    /// Whether T_m is diagonal and T_0 symmetric, as for self-adjoint conditions.
    package let isSymmetric: Bool
    let hasNullFunction: Bool

    var halfLength: Double { 0.5 * variable.length }

    /// T_k at the nodes, made when it is first asked for.
    func nodal(_ k: Int) -> Matrix {
        nodalTables.table(k) { multiplySparse(grid.synthesis, truncated[k]) }
    }

    /// The nodes in the physical variable.
    var points: [Double] { physical(grid.nodes) }

    package init(variable: DomainVariable, order m: Int, size n: Int, conditions: [EndCondition]) {
        self.variable = variable
        order = m
        size = n
        grid = GaussGrid.of(n)
        let h = 0.5 * variable.length
        let basis = IntegratedBasis(
            size: n, order: m, functionals: conditions.map { EndFunctional($0, halfLength: h) })
        var scaled: [Matrix] = []
        var factor = 1.0
        for k in stride(from: m, through: 0, by: -1) {
            scaled.append(factor == 1 ? basis.series[k] : factor * basis.series[k])
            factor *= h
        }
        series = scaled.reversed()
        let first = series.map { $0.rowCount == n ? $0 : $0.block(rows: 0..<n, columns: 0..<n) }
        truncated = first
        nodalTables = NodalTables()
        hasNullFunction = basis.hasNullFunction
        isSymmetric = Self.isSymmetric(lowest: first[0], highest: first[m])
    }

    private static func isSymmetric(lowest: Matrix, highest: Matrix) -> Bool {
        let n = lowest.rowCount
        let limit = 1e-14 * lowest.maximumMagnitude
        return lowest.withUnsafePointer { p in
            highest.withUnsafePointer { q in
                for j in 0..<n {
                    for i in 0..<j {
                        if abs(p[i + j * n] - p[j + i * n]) > limit { return false }
                        if q[i + j * n] != 0 || q[j + i * n] != 0 { return false }
                    }
                }
                return true
            }
        }
    }

    /// Points of [-1, 1] in the physical variable.
    func physical(_ reference: Vector) -> [Double] {
        reference.map { variable.lower + halfLength * (1 + $0) }
    }

    /// p_0 ... p_{count-1} at physical points.
    package func legendre(at points: [Double], count: Int) -> Matrix {
        OrthonormalLegendre.values(at: Vector(points.map { ($0 - variable.lower) / halfLength - 1 }), count: count)
    }

    /// Coefficients (one column a function) of derivatives by the physical variable.
    func differentiated(_ coefficients: Matrix, order: Int) -> Matrix {
        var factor = 1.0
        for _ in 0..<order { factor /= halfLength }
        let result = OrthonormalLegendre.derivative(columnsOf: coefficients, order: order)
        return order == 0 ? result : factor * result
    }

    /// The k-th derivative of the basis, also for k above the order.
    func basisSeries(_ k: Int) -> Matrix {
        k <= order ? series[k] : differentiated(series[order], order: k - order)
    }
}

/// Tables by order of derivative, each made once. A problem with constant coefficients needs none of them.
private final class NodalTables: Sendable {
    private let tables = Mutex<[Int: Matrix]>([:])

    func table(_ k: Int, _ make: () -> Matrix) -> Matrix {
        if let known = tables.withLock({ $0[k] }) { return known }
        let made = make()
        tables.withLock { $0[k] = made }
        return made
    }
}
