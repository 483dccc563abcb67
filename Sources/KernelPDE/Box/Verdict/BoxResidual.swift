import LinearAlgebra

// Goal: the residual without the aliasing that the solve had, cheaply. For constant coefficients the operator acts on the
// solution exactly in coefficient space at a few operations a coefficient; only the source is sampled on the finer grid and
// projected (two half products). Otherwise every term is formed in value space there. Values of the residual are looked at on
// a subset of the grid's rows, whole along the other variable, with the rows nearest to both sides among them.

/// The residual of a solution on a finer Gauss grid than it was solved on.
struct BoxResidual {
    /// Legendre coefficients, as many as the finer grid has nodes.
    let coefficients: Matrix
    /// The largest residual looked at.
    let maximum: Double
    /// The largest term of the equation there.
    let largestTerm: Double

    /// The root mean square over the box.
    var rootMeanSquare: Double { 0.5 * coefficients.norm }

    init(of iterate: BoxIterate) throws(PDEError) {
        let discretization = iterate.discretization
        let axes = discretization.axes
        let formulation = discretization.problem.formulation
        let grids = axes.map { GaussGrid.of($0.size <= 80 ? 2 * $0.size + 1 : $0.size + $0.size / 8 + 17) }
        let points = (0..<2).map { axes[$0].physical(grids[$0].nodes) }
        let columns = tensorColumns(points[0], points[1])
        if formulation.isLinear, formulation.constants.allSatisfy({ $0 != nil }) {
            let source = try formulation.rows(columns: columns, values: []).last
            let fine = Matrix(rowCount: grids[0].count, columnCount: grids[1].count, columnMajor: source)
            var total = -GaussGrid.coefficients(ofValues: fine, on: grids)
            let rows = Self.rows(grids[0].count)
            let tables = [grids[0].synthesis.rows(rows), grids[1].synthesis]
            var term = source.reduce(0) { max($0, abs($1)) }
            for (orders, constant) in zip(formulation.derivatives, formulation.constants) {
                guard let constant, constant != 0 else { continue }
                var part = discretization.coefficients(iterate.y, orders: orders)
                part *= constant
                term = max(term, Self.largest(part, tables))
                total.addBlock(part)
            }
            if let defect = iterate.deficiency?.defect { total.addBlock(defect) }
            coefficients = total
            maximum = Self.largest(total, tables)
            largestTerm = term
            return
        }
        let legendre = (0..<2).map { axis in
            grids[axis].synthesis.columnCount >= axes[axis].size + axes[axis].order
                ? grids[axis].synthesis
                : OrthonormalLegendre.values(at: grids[axis].nodes, count: axes[axis].size + axes[axis].order)
        }
        let values = formulation.derivatives.map {
            discretization.values(iterate.y, orders: $0, legendre: legendre).flattened.array
        }
        let (slopes, last) = try formulation.rows(columns: columns, values: values)
        var residual = last
        var term = formulation.isLinear ? last.reduce(0) { max($0, abs($1)) } : 0
        if formulation.isLinear { for i in residual.indices { residual[i] = -residual[i] } }
        for (slope, derivative) in zip(slopes, values) {
            for i in residual.indices {
                let part = slope[i] * derivative[i]
                term = max(term, abs(part))
                if formulation.isLinear { residual[i] += part }
            }
        }
        if let defect = iterate.deficiency?.defect {
            let values = grids[1].table.values(ofRows: grids[0].table.values(ofColumns: defect)).flattened
            for i in residual.indices { residual[i] += values[i] }
        }
        maximum = residual.reduce(0) { max($0, abs($1)) }
        largestTerm = term
        let fine = Matrix(rowCount: grids[0].count, columnCount: grids[1].count, columnMajor: residual)
        coefficients = GaussGrid.coefficients(ofValues: fine, on: grids)
    }

    /// The four rows next to each side and some forty between them.
    private static func rows(_ count: Int) -> [Int] {
        let step = max(1, count / 40)
        return (0..<count).filter { $0 < 4 || $0 >= count - 4 || $0 % step == step / 2 }
    }

    private static func largest(_ coefficients: Matrix, _ tables: [Matrix]) -> Double {
        let (m, n) = (coefficients.rowCount, coefficients.columnCount)
        let tables = [
            tables[0].block(rows: 0..<tables[0].rowCount, columns: 0..<min(m, tables[0].columnCount)),
            tables[1].block(rows: 0..<tables[1].rowCount, columns: 0..<min(n, tables[1].columnCount)),
        ]
        let inner = coefficients.block(rows: 0..<tables[0].columnCount, columns: 0..<tables[1].columnCount)
        return multiply(tables[0] * inner, tables[1], transposingSecond: true).maximumMagnitude
    }
}

extension Matrix {
    /// Adds another matrix to the upper left corner, as far as it reaches.
    mutating func addBlock(_ other: Matrix) {
        let (m, rows, columns) = (rowCount, min(rowCount, other.rowCount), min(columnCount, other.columnCount))
        withUnsafeMutablePointer { target in
            other.withUnsafePointer { source in
                for j in 0..<columns {
                    for i in 0..<rows { target[i + j * m] += source[i + j * other.rowCount] }
                }
            }
        }
    }
}
