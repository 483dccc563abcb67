/// Gauss-Jordan elimination of a few conditions with complete pivoting, the first columns preferred as pivots.
struct ConditionElimination {
    private var rows: [[Double]]
    private var pivots: [(row: Int, column: Int)] = []
    private let columnCount: Int

    init(rows: [[Double]], preferred: Int) {
        self.rows = rows
        columnCount = rows.first?.count ?? 0
        var open = Set(rows.indices)
        for range in [0..<min(preferred, columnCount), min(preferred, columnCount)..<columnCount] {
            while !open.isEmpty {
                var best: (row: Int, column: Int, size: Double) = (0, 0, 0)
                for row in open.sorted() {
                    for column in range where abs(self.rows[row][column]) > best.size {
                        best = (row, column, abs(self.rows[row][column]))
                    }
                }
                guard best.size > 1e-11 else { break }
                eliminate(best.row, best.column)
                open.remove(best.row)
            }
        }
    }

    private mutating func eliminate(_ row: Int, _ column: Int) {
        let pivot = rows[row][column]
        for k in 0..<columnCount { rows[row][k] /= pivot }
        for other in rows.indices where other != row && rows[other][column] != 0 {
            let factor = rows[other][column]
            for k in 0..<columnCount {
                let product = factor * rows[row][k]
                let difference = rows[other][k] - product
                rows[other][k] = abs(difference) < 8 * Double.ulpOfOne * abs(product) ? 0 : difference
            }
            rows[other][column] = 0
        }
        pivots.append((row, column))
    }

    func isPivot(_ column: Int) -> Bool { pivots.contains { $0.column == column } }

    var freeColumns: [Int] { (0..<columnCount).filter { !isPivot($0) } }

    /// The pivot columns with the weights by which they follow a free column.
    func dependents(of free: Int) -> [(column: Int, weight: Double)] {
        pivots.compactMap { rows[$0.row][free] == 0 ? nil : ($0.column, rows[$0.row][free]) }
    }
}
