/// Columns of the powers of the integration operator J in Chebyshev coefficient space.
package enum IntegrationColumns {
    /// The nonzero entries of J^power T_column: rows column - power, column - power + 2, ... where not negative.
    ///
    /// J T_n = T_{n+1} / 2(n+1) - T_{n-1} / 2(n-1), with J T_0 = T_1 and J T_1 = T_2 / 4: the constant is dropped.
    package static func entries(power: Int, column: Int) -> [(row: Int, value: Double)] {
        var current = [(row: column, value: 1.0)]
        for _ in 0..<power {
            var next: [(row: Int, value: Double)] = []
            next.reserveCapacity(current.count + 1)
            func add(_ row: Int, _ value: Double) {
                if let last = next.indices.last, next[last].row == row {
                    next[last].value += value
                } else {
                    next.append((row, value))
                }
            }
            for (n, value) in current {
                if n >= 2 { add(n - 1, -value / Double(2 * (n - 1))) }
                add(n + 1, n == 0 ? value : value / Double(2 * (n + 1)))
            }
            current = next
        }
        return current
    }
}
