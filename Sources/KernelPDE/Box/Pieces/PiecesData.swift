import LinearAlgebra

/// The data of a problem (source, varying coefficients, boundary values) on a plan of pieces, before any solve.
struct PiecesData {
    let problem: BoxProblem

    private func points(_ plan: [[BrokenAxis.Piece]]) -> [[Double]] {
        plan.map { axis in
            axis.flatMap { piece in
                GaussGrid.of(piece.size).nodes.map { piece.interval.middle + piece.interval.halfLength * $0 }
            }
        }
    }

    /// The values of every formula of the equation on a grid, rows along the first axis.
    private func rows(_ points: [[Double]]) throws(PDEError) -> [Matrix] {
        try problem.formulation.data(columns: tensorColumns(points[0], points[1])).map {
            Matrix(rowCount: points[0].count, columnCount: points[1].count, columnMajor: $0)
        }
    }

    /// By axis and piece, the largest local coefficients over the other axis, each relative to the size of its formula.
    func envelopes(_ plan: [[BrokenAxis.Piece]]) throws(PDEError) -> [[[Double]]] {
        let points = self.points(plan)
        var result = plan.map { $0.map { [Double](repeating: 0, count: $0.size) } }
        func enter(_ values: Matrix, axis: Int) {
            let size = max(values.maximumMagnitude, .leastNormalMagnitude)
            var offset = 0
            for (p, piece) in plan[axis].enumerated() {
                let block = values.block(rows: offset..<(offset + piece.size), columns: 0..<values.columnCount)
                let envelope = PiecesSolver.rowEnvelope(GaussGrid.of(piece.size).analysis * block)
                for k in envelope.indices { result[axis][p][k] = max(result[axis][p][k], envelope[k] / size) }
                offset += piece.size
            }
        }
        for values in try rows(points) {
            enter(values, axis: 0)
            enter(values.transposed, axis: 1)
        }
        for axis in 0..<2 {
            for condition in problem.sides[axis] where condition.data != nil {
                enter(Matrix(column: Vector(try condition.values(at: points[1 - axis]))), axis: 1 - axis)
            }
        }
        return result
    }

    /// Irregular points at which the interpolants are compared with the formulas.
    private static let sampleCount = 419

    /// The same with the largest difference of interpolant and formula in every piece at ``sampleCount`` points an axis, as an
    /// envelope that does not decay (so that the piece is halved).
    func disagreements(_ plan: [[BrokenAxis.Piece]]) throws(PDEError) -> [[[Double]]] {
        let points = self.points(plan)
        let samples = problem.variables.map { variable in
            (0..<Self.sampleCount).map { i -> Double in
                let shift = 0.155 * Double((i * 7) % 5 - 2)
                return variable.lower + variable.length * (Double(i) + 0.5 + shift) / Double(Self.sampleCount)
            }
        }
        let tables = (0..<2).map { Self.interpolation(plan[$0], at: samples[$0]) }
        var worst = plan.map { $0.map { _ in 0.0 } }
        let holders = (0..<2).map { axis in
            samples[axis].map { x in plan[axis].lastIndex { $0.interval.lower <= x } ?? 0 }
        }
        for (values, truth) in zip(try rows(points), try rows(samples)) {
            let found = multiply(tables[0] * values, tables[1], transposingSecond: true)
            let size = max(truth.maximumMagnitude, .leastNormalMagnitude)
            for j in 0..<Self.sampleCount {
                for i in 0..<Self.sampleCount {
                    let difference = abs(found[i, j] - truth[i, j]) / size
                    worst[0][holders[0][i]] = max(worst[0][holders[0][i]], difference)
                    worst[1][holders[1][j]] = max(worst[1][holders[1][j]], difference)
                }
            }
        }
        for axis in 0..<2 {
            for condition in problem.sides[1 - axis] where condition.data != nil {
                let truth = try condition.values(at: samples[axis])
                let found = multiply(tables[axis], Vector(try condition.values(at: points[axis])))
                let size = truth.reduce(.leastNormalMagnitude) { max($0, abs($1)) }
                for (i, piece) in holders[axis].enumerated() {
                    worst[axis][piece] = max(worst[axis][piece], abs(found[i] - truth[i]) / size)
                }
            }
        }
        return zip(plan, worst).map { axis, values in
            zip(axis, values).map { [Double](repeating: $1, count: $0.size) }
        }
    }

    /// Values at points from values at the nodes: one row a point.
    private static func interpolation(_ pieces: [BrokenAxis.Piece], at x: [Double]) -> Matrix {
        var result = Matrix(rowCount: x.count, columnCount: pieces.reduce(0) { $0 + $1.size })
        var offset = 0
        for (p, piece) in pieces.enumerated() {
            let members = x.indices.filter { i in pieces.lastIndex { $0.interval.lower <= x[i] } ?? 0 == p }
            let t = Vector(members.map { piece.interval.parameter(x[$0]) })
            let table = OrthonormalLegendre.values(at: t, count: piece.size) * GaussGrid.of(piece.size).analysis
            for (row, i) in members.enumerated() {
                for k in 0..<piece.size { result[i, offset + k] = table[row, k] }
            }
            offset += piece.size
        }
        return result
    }
}
