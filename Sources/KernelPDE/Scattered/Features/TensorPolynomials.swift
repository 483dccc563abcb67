import LinearAlgebra

/// Products of Chebyshev polynomials on a box whose degrees lie in a ball: Σ_c (n_c)² ≤ n².
///
/// The Euclidean degree resolves functions of no preferred direction with about π/4 (in two variables) of the terms of the
/// whole tensor product (Trefethen, Multivariate polynomial approximation in the hypercube, Proc. AMS 145, 2017).
/// On a domain smaller than the box the functions are a frame, close to linearly dependent; least squares with a relative
/// cut-off then reach rounding accuracy all the same (Adcock and Huybrechs, Frames and numerical approximation, SIAM Review
/// 61, 2019).
struct TensorPolynomials: PointFeatures {
    let bounds: [ImplicitDomain.Bounds]
    let degree: Int
    /// The degrees of each function.
    let indices: [[Int]]

    init(bounds: [ImplicitDomain.Bounds], degree: Int) {
        self.bounds = bounds
        self.degree = degree
        var list: [[Int]] = [[]]
        for _ in bounds {
            list = list.flatMap { head in
                (0...degree).map { head + [$0] }.filter { $0.reduce(0) { $0 + $1 * $1 } <= degree * degree }
            }
        }
        indices = list
    }

    var count: Int { indices.count }

    func values(orders: [Int], at points: Matrix) -> Matrix {
        let tables = self.tables(orders, points)
        let m = points.rowCount
        return Matrix(rowCount: m, columnCount: count) { target in
            for (j, index) in indices.enumerated() {
                let column = target + j * m
                for (c, table) in tables.enumerated() {
                    table.withUnsafePointer { source in
                        let factor = source + index[c] * m
                        if c == 0 {
                            column.initialize(from: factor, count: m)
                        } else {
                            for i in 0..<m { column[i] *= factor[i] }
                        }
                    }
                }
            }
        }
    }

    /// Contracts one variable after the other: O(n^d) a point with a matrix product in front.
    func combination(_ coefficients: Vector, orders: [Int], at points: Matrix) -> Vector {
        let size = degree + 1
        var width = 1
        for _ in bounds.dropFirst() { width *= size }
        var tensor = Matrix(rowCount: size, columnCount: width)
        for (j, index) in indices.enumerated() {
            var column = 0
            for n in index.dropFirst().reversed() { column = column * size + n }
            tensor[index[0], column] = coefficients[j]
        }
        var result: [Double] = []
        for start in stride(from: 0, to: points.rowCount, by: 1024) {
            let block = points.rows(start..<min(start + 1024, points.rowCount))
            let tables = self.tables(orders, block)
            var current = tables[0] * tensor
            for table in tables.dropFirst() {
                let rest = current.columnCount / size
                current = Matrix(rowCount: block.rowCount, columnCount: rest) { target in
                    current.withUnsafePointer { p in
                        table.withUnsafePointer { t in
                            let m = block.rowCount
                            for r in 0..<rest {
                                for i in 0..<m { target[i + r * m] = 0 }
                                for j in 0..<size {
                                    let (from, factor) = (p + (r * size + j) * m, t + j * m)
                                    for i in 0..<m { target[i + r * m] += from[i] * factor[i] }
                                }
                            }
                        }
                    }
                }
            }
            result += current.flattened.array
        }
        return Vector(result)
    }

    private func tables(_ orders: [Int], _ points: Matrix) -> [Matrix] {
        bounds.enumerated().map { c, interval in
            let half = 0.5 * interval.length
            let middle = 0.5 * (interval.lower + interval.upper)
            let places = points.column(c).mapped { ($0 - middle) / half }
            var scale = 1.0
            for _ in 0..<orders[c] { scale /= half }
            return ChebyshevTable.values(derivative: orders[c], at: places, count: degree + 1) * scale
        }
    }
}

/// Derivatives of Chebyshev polynomials at points of [-1, 1].
enum ChebyshevTable {
    /// Entry (i, k) is T_k^(s)(t_i), by T_{k+1}^(s) = 2 t T_k^(s) + 2 s T_k^(s-1) - T_{k-1}^(s).
    static func values(derivative s: Int, at points: Vector, count: Int) -> Matrix {
        let m = points.count
        var below: Matrix?
        for order in 0...s {
            let table = Matrix(rowCount: m, columnCount: count) { target in
                for k in 0..<count {
                    for i in 0..<m {
                        let t = points[i]
                        let value: Double
                        switch k {
                        case 0: value = order == 0 ? 1 : 0
                        case 1: value = order == 0 ? t : (order == 1 ? 1 : 0)
                        default:
                            let inner = below.map { 2 * Double(order) * $0[i, k - 1] } ?? 0
                            value = 2 * t * target[i + (k - 1) * m] + inner - target[i + (k - 2) * m]
                        }
                        target[i + k * m] = value
                    }
                }
            }
            below = table
        }
        return below ?? Matrix(rowCount: m, columnCount: count)
    }
}
