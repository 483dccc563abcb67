#if canImport(Glibc)
    import Glibc
#endif
import LinearAlgebra
import Synchronization

/// The values of J^q T_n at N first-kind nodes, q = 0...4, and of the polynomials T_j that J leaves out.
struct IntegrationTable: Sendable {
    /// N-by-N, one a power of J.
    let powers: [Matrix]

    private static let tables = Mutex<[Int: IntegrationTable]>([:])

    static func of(_ size: Int) -> IntegrationTable {
        if let known = tables.withLock({ $0[size] }) { return known }
        let made = IntegrationTable(size: size)
        tables.withLock { $0[size] = made }
        return made
    }

    private init(size: Int) {
        let largestPower = 4
        let period = (0..<(4 * size)).map { cos(Double.pi * Double($0) / Double(2 * size)) }
        powers = (0...largestPower).map { power in
            Matrix(rowCount: size, columnCount: size) { target in
                target.initialize(repeating: 0, count: size * size)
                for column in 0..<size {
                    for (row, value) in IntegrationColumns.entries(power: power, column: column) {
                        for i in 0..<size { target[i + column * size] += value * period[(2 * i + 1) * row % (4 * size)] }
                    }
                }
            }
        }
    }

    /// The k-th derivative in t of T_j, for small j.
    static func polynomial(_ j: Int, derivative k: Int) -> ChebyshevSeries {
        var series = ChebyshevSeries.polynomial(j)
        for _ in 0..<k { series = series.derivative }
        return series
    }
}
