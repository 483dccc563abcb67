import LinearAlgebra

/// A function on space-time slabs: on every piece of every slab a polynomial in both variables.
struct SlabField: Sendable {
    struct Slab: Sendable {
        let start: Double
        let step: Double
        let mesh: SpaceMesh
        /// Coefficients in the ``CellBasis`` of space (rows) and Legendre polynomials of time (columns).
        let cells: [Matrix]
    }

    let statement: EvolutionStatement
    let basis: CellBasis
    private(set) var slabs: [Slab] = []

    mutating func append(_ slab: Slab) { slabs.append(slab) }

    /// Where the last slab ends.
    var end: Double { slabs.last.map { $0.start + $0.step } ?? statement.time.lower }

    /// The slab that holds a time; a time at the join of two belongs to the earlier one.
    private func slabIndex(of t: Double) -> Int {
        var (low, high) = (0, slabs.count - 1)
        while low < high {
            let middle = (low + high) / 2
            if t <= slabs[middle].start + slabs[middle].step { high = middle } else { low = middle + 1 }
        }
        return low
    }

    /// Derivatives on a grid of space and time: one row a place, one column a time. After the end they are those at the end.
    func values(space a: Int, time b: Int, at x: [Double], times: [Double]) -> Matrix {
        var result = Matrix(rowCount: x.count, columnCount: times.count)
        let groups = Dictionary(grouping: times.indices) { slabIndex(of: times[$0]) }
        for (number, columns) in groups {
            let slab = slabs[number]
            let tau = columns.map { min((times[$0] - slab.start) / slab.step, 1) }
            let count = slab.cells[0].columnCount
            var scale = 1.0
            for _ in 0..<b { scale /= slab.step }
            let timeTable = scale * TimeStencil.legendre(at: tau, count: count, derivative: b)
            let rows = Dictionary(grouping: x.indices) { slab.mesh.index(of: x[$0]) }
            for (piece, members) in rows {
                let part = multiply(
                    spaceTable(slab.mesh.pieces[piece].interval, at: members.map { x[$0] }, derivative: a)
                        * slab.cells[piece], timeTable, transposingSecond: true)
                for (i, row) in members.enumerated() {
                    for (j, column) in columns.enumerated() { result[row, column] = part[i, j] }
                }
            }
        }
        return result
    }

    /// The a-th derivatives of the basis of a piece at points.
    private func spaceTable(_ interval: Interval, at x: [Double], derivative a: Int) -> Matrix {
        let kept = min(a, basis.order)
        var series = basis.series[kept]
        for _ in kept..<a {
            for c in 0..<series.columnCount {
                series.setColumn(c, to: Vector(CellBasis.derivative(series.column(c).array)))
            }
        }
        var scale = 1.0
        for _ in 0..<a { scale /= interval.halfLength }
        return scale * (CellBasis.values(at: x.map(interval.parameter), count: basis.count) * series)
    }
}
