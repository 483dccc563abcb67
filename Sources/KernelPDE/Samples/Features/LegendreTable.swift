import LinearAlgebra

/// Legendre polynomials P_0 ... P_{n-1} of t = 2 (x - a) / (b - a) - 1 and their derivatives in x.
struct LegendreTable {
    let lower: Double
    let upper: Double
    let count: Int

    /// The n polynomials at every point for k = 0 ... `order`, by
    /// (i + 1) P_{i+1} = (2 i + 1) t P_i - i P_{i-1} and P^(k)_{i+1} = P^(k)_{i-1} + (2 i + 1) P^(k-1)_i.
    func derivatives(upTo order: Int, at points: [Double]) -> [Matrix] {
        let m = points.count
        let slope = 2 / (upper - lower)
        var tables = (0...order).map { _ in Matrix(rowCount: m, columnCount: count) }
        let t = points.map { ($0 - lower) * slope - 1 }
        for k in 0...order {
            let below = k > 0 ? tables[k - 1] : nil
            tables[k].withUnsafeMutablePointer { p in
                if k == 0 {
                    for i in 0..<m { p[i] = 1 }
                    if count > 1 { for i in 0..<m { p[i + m] = t[i] } }
                } else if k == 1, count > 1 {
                    for i in 0..<m { p[i + m] = slope }
                }
                for n in stride(from: 1, to: count - 1, by: 1) {
                    let degree = Double(n)
                    if let below {
                        below.withUnsafePointer { q in
                            let factor = (2 * degree + 1) * slope
                            for i in 0..<m { p[i + (n + 1) * m] = p[i + (n - 1) * m] + factor * q[i + n * m] }
                        }
                    } else {
                        for i in 0..<m {
                            p[i + (n + 1) * m] =
                                ((2 * degree + 1) * t[i] * p[i + n * m] - degree * p[i + (n - 1) * m]) / (degree + 1)
                        }
                    }
                }
            }
        }
        return tables
    }
}
