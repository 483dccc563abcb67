import LinearAlgebra
import Synchronization

/// The polynomials of degree below n + m on [-1, 1] in integral form: m-fold integrals of T_0 ... T_{n-1}, then T_0 ... T_{m-1}.
///
/// The coefficients of the first n are those of the highest derivative, so that none is ever differentiated.
struct CellBasis: Sendable {
    /// n, also the number of nodes.
    let size: Int
    /// m, the order in space.
    let order: Int
    /// The Chebyshev coefficients of the a-th derivatives, a = 0...m: square.
    let series: [Matrix]
    /// The a-th derivatives at the n Chebyshev nodes of the first kind: n-by-(n + m).
    let nodal: [Matrix]
    /// The a-th derivatives at -1 (row 0) and 1 (row 1).
    let ends: [Matrix]

    /// n + m.
    var count: Int { size + order }

    private static let tables = Mutex<[[Int]: CellBasis]>([:])

    /// The basis for n and m, computed once in the life of the process.
    static func of(size: Int, order: Int) -> CellBasis {
        if let known = tables.withLock({ $0[[size, order]] }) { return known }
        let made = CellBasis(size: size, order: order)
        tables.withLock { $0[[size, order]] = made }
        return made
    }

    private init(size n: Int, order m: Int) {
        size = n
        order = m
        let count = n + m
        var columns: [[[Double]]] = (0..<n).map { k in
            var unit = [Double](repeating: 0, count: count)
            unit[k] = 1
            var chain = [unit]
            for _ in 0..<m { chain.append(Self.integral(chain[chain.count - 1])) }
            return chain.reversed()
        }
        for j in 0..<m {
            var unit = [Double](repeating: 0, count: count)
            unit[j] = 1
            var chain = [unit]
            for _ in 0..<m { chain.append(Self.derivative(chain[chain.count - 1])) }
            columns.append(chain)
        }
        let all = columns
        let made = (0...m).map { a in Matrix(rowCount: count, columnCount: count) { all[$1][a][$0] } }
        series = made
        let table = Self.values(at: ChebyshevNodes.firstKind(n), count: count)
        nodal = made.map { table * $0 }
        let sides = Self.values(at: [-1, 1], count: count)
        ends = made.map { sides * $0 }
    }

    /// T_0 ... T_{count-1} at points: one row a point.
    static func values(at points: [Double], count: Int) -> Matrix {
        var table = Matrix(rowCount: points.count, columnCount: count)
        for (i, t) in points.enumerated() {
            var (below, current) = (0.0, 1.0)
            for k in 0..<count {
                table[i, k] = current
                (below, current) = (current, k == 0 ? t : 2 * t * current - below)
            }
        }
        return table
    }

    /// (J v)_k = (v_{k-1} - v_{k+1}) / (2 k) with v_0 doubled, (J v)_0 = 0.
    private static func integral(_ v: [Double]) -> [Double] {
        v.indices.map { k in
            guard k > 0 else { return 0 }
            let above = k + 1 < v.count ? v[k + 1] : 0
            return ((k == 1 ? 2 * v[0] : v[k - 1]) - above) / Double(2 * k)
        }
    }

    /// The Chebyshev coefficients of the derivative, as many as given.
    static func derivative(_ u: [Double]) -> [Double] {
        let n = u.count
        var result = [Double](repeating: 0, count: n + 2)
        for k in stride(from: n - 2, through: 0, by: -1) { result[k] = result[k + 2] + Double(2 * (k + 1)) * u[k + 1] }
        result[0] /= 2
        return Array(result.prefix(n))
    }

    /// The coefficients of the polynomial with given Chebyshev coefficients (n + m of them).
    func coefficients(ofSeries u: [Double]) -> [Double] {
        var highest = u
        for _ in 0..<order { highest = Self.derivative(highest) }
        let v = Array(highest.prefix(size))
        let integrated = multiply(series[0], Vector(v + [Double](repeating: 0, count: order)))
        return v + (0..<order).map { u[$0] - integrated[$0] }
    }

    /// The coefficients of the polynomial with given m-th derivative at the nodes and u, u', ..., u^(m-1) at -1.
    func coefficients(highestAtNodes values: [Double], atLower start: [Double]) -> [Double] {
        let v = ChebyshevTransform.coefficients(ofValues: values)
        var result = v + [Double](repeating: 0, count: order)
        // At -1 the derivatives of T_0 ... T_{m-1} form a triangle: the highest first.
        for d in stride(from: order - 1, through: 0, by: -1) {
            var gap = start[d]
            for (k, value) in result.enumerated() where value != 0 { gap -= ends[d][0, k] * value }
            result[size + d] = gap / ends[d][0, size + d]
        }
        return result
    }
}
