import LinearAlgebra

/// A system in one variable on consecutive pieces, collocated at first-kind nodes (see ``PiecewiseLayout``).
struct PiecewiseDiscretization: SystemDiscretization {
    let formulation: SystemFormulation
    let conditions: [SystemCondition]
    let layout: PiecewiseLayout
    let nodes: [[Double]]
    let checkNodes: [[Double]]
    let checkCounts: [Int]

    init(_ formulation: SystemFormulation, conditions: [SystemCondition], cells: [CollocationMesh.Cell]) {
        self.formulation = formulation
        self.conditions = conditions
        layout = PiecewiseLayout(cells: cells, orders: formulation.orders.map { $0[0] })
        nodes = [cells.flatMap { $0.interval.points(ChebyshevNodes.firstKind($0.size)) }]
        let counts = cells.map { ChebyshevNodes.transformLength(atLeast: 2 * $0.size + 1) }
        checkCounts = counts
        checkNodes = [zip(cells, counts).flatMap { $0.interval.points(ChebyshevNodes.firstKind($1)) }]
    }

    var zero: [Double] { [Double](repeating: 0, count: layout.count) }

    func values(_ state: [Double], isHomogeneous: Bool) -> [[Double]] {
        values(state, counts: layout.cells.map(\.size))
    }

    func checkValues(_ state: [Double]) -> [[Double]] { values(state, counts: checkCounts) }

    private func values(_ state: [Double], counts: [Int]) -> [[Double]] {
        var result = formulation.derivatives.map { _ in [Double]() }
        for (piece, count) in counts.enumerated() {
            for i in formulation.functions.indices {
                let series = layout.series(state, piece: piece, function: i)
                for (d, derivative) in formulation.derivatives.enumerated() where derivative.function == i {
                    result[d] += ChebyshevTransform.values(
                        ofCoefficients: series[derivative.orders[0]].coefficients, count: count)
                }
            }
        }
        return result
    }

    func restricted(_ checkValues: [Double]) -> [Double] {
        var result: [Double] = []
        var start = 0
        for (cell, count) in zip(layout.cells, checkCounts) {
            let coefficients = ChebyshevTransform.coefficients(ofValues: Array(checkValues[start..<(start + count)]))
            result += ChebyshevTransform.values(ofCoefficients: Array(coefficients.prefix(cell.size)), count: cell.size)
            start += count
        }
        return result
    }

    func linearized(_ slopes: [[[Double]?]]) throws(PDEError) -> any SystemOperator {
        try PiecewiseOperator(self, slopes: slopes)
    }

    func rootMeanSquare(_ state: [Double], function: Int, isHomogeneous: Bool) -> Double {
        layout.function(state, function).rootMeanSquare
    }

    func tail(_ state: [Double], function: Int) -> Double {
        let pieces = layout.function(state, function).derivatives.map { $0[0].coefficients }
        let largest = pieces.reduce(0) { max($0, $1.reduce(0) { max($0, abs($1)) }) }
        guard largest > 0 else { return 0 }
        return pieces.reduce(0) { tail, coefficients in
            let last = coefficients.suffix(max(2, coefficients.count / 12))
            return max(tail, last.reduce(0) { max($0, abs($1)) } / largest)
        }
    }

    func evaluate(
        _ state: [Double], function: Int, orders: [Int], at points: Matrix, isHomogeneous: Bool
    ) -> Vector {
        let series = layout.function(state, function)
        let order = layout.orders[function]
        return Vector(
            points.column(0).map { x -> Double in
                if orders[0] <= order { return series.value(at: x, derivative: orders[0]) }
                let piece = series.pieceIndex(of: x)
                var beyond = series.derivatives[piece][order]
                for _ in order..<orders[0] {
                    let h = series.intervals[piece].halfLength
                    beyond = ChebyshevSeries(beyond.derivative.coefficients.map { $0 / h })
                }
                return beyond.value(at: series.intervals[piece].parameter(x))
            })
    }
}
