#if canImport(Glibc)
    import Glibc
#endif
import LinearAlgebra

/// The zeros of P_n by Newton's method from Tricomi's guess, all at once; O(n^2) with a small constant.
///
/// The general rule of LinearAlgebra isolates each node by bisection first, which takes thirty times as long and is what a cold
/// start then waits for.
enum LegendreNodes {
    /// The n nodes, ascending, symmetric about zero to the last bit.
    static func nodes(_ n: Int) -> Vector {
        let half = (n + 1) / 2
        let order = Double(n)
        // Ascending from the middle.
        var x = (0..<half).map { i -> Double in
            let k = Double(half - i)
            let bend = 1 - (order - 1) / (8 * order * order * order)
            return bend * cos(.pi * (4 * k - 1) / (4 * order + 2))
        }
        if n % 2 == 1 { x[0] = 0 }
        for _ in 0..<4 {
            var (below, here) = ([Double](repeating: 1, count: half), x)
            if n > 1 {
                for k in 2...n {
                    let (a, b) = (Double(2 * k - 1) / Double(k), Double(k - 1) / Double(k))
                    for i in 0..<half {
                        let next = a * x[i] * here[i] - b * below[i]
                        below[i] = here[i]
                        here[i] = next
                    }
                }
            }
            for i in (n % 2)..<half { x[i] -= here[i] * (x[i] * x[i] - 1) / (order * (x[i] * here[i] - below[i])) }
        }
        let upper = n % 2 == 1 ? Array(x.dropFirst()) : x
        return Vector(upper.reversed().map { -$0 } + (n % 2 == 1 ? [0] : []) + upper)
    }

    /// Christoffel's weights 1 / sum_k p_k(x)^2 from the table of p_0 ... p_{n-1}: sums of squares, without cancellation.
    static func weights(_ table: Matrix) -> Vector {
        let (m, n) = (table.rowCount, table.columnCount)
        var sums = [Double](repeating: 0, count: m)
        table.withUnsafePointer { p in
            for k in 0..<n { for i in 0..<m { sums[i] += p[i + k * m] * p[i + k * m] } }
        }
        return Vector(sums.map { 1 / $0 })
    }
}
