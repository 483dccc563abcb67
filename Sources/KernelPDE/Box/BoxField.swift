import LinearAlgebra

/// A function of two variables with its partial derivatives: what a solver of a box arrives at.
protocol BoxField: Sendable {
    /// A partial derivative on a tensor grid: row i, column j is at (axes[0][i], axes[1][j]).
    func values(orders: [Int], onGrid axes: [[Double]]) -> Matrix
    /// A partial derivative at scattered points, one row a point.
    func values(orders: [Int], at points: Matrix) -> Vector
    /// The variables, with the bounds of the box.
    var variables: [DomainVariable] { get }
    /// The values on a uniform grid with the corners.
    func valuesOnUniformGrid(count: Int) -> Matrix
}

extension BoxField {
    func valuesOnUniformGrid(count: Int) -> Matrix {
        values(
            orders: [0, 0],
            onGrid: variables.map { Vector.linearlySpaced(from: $0.lower, through: $0.upper, count: count).array })
    }

    /// Point by point, through the grid of one.
    func values(orders: [Int], at points: Matrix) -> Vector {
        Vector((0..<points.rowCount).map { values(orders: orders, onGrid: [[points[$0, 0]], [points[$0, 1]]])[0, 0] })
    }
}

/// One tensor product of integrated Legendre series over the whole box.
struct TensorField: BoxField {
    private let discretization: BoxDiscretization
    private let y: Matrix
    /// The Legendre coefficients of u.
    private let coefficients: Matrix

    init(_ iterate: BoxIterate) {
        discretization = iterate.discretization
        y = iterate.y
        coefficients = iterate.coefficients
    }

    /// Two products, O(n^2 p + n p^2) for p places an axis.
    func values(orders: [Int], onGrid axes: [[Double]]) -> Matrix {
        let series = self.series(orders)
        let tables = tables(axes, series)
        return multiply(tables[0] * series, tables[1], transposingSecond: true)
    }

    func values(orders: [Int], at points: Matrix) -> Vector {
        let series = self.series(orders)
        let block = 2048
        var result: [Double] = []
        for start in stride(from: 0, to: points.rowCount, by: block) {
            let rows = start..<min(start + block, points.rowCount)
            let part = points.rows(rows)
            let tables = tables([part.column(0).array, part.column(1).array], series)
            let half = tables[0] * series
            for i in 0..<rows.count { result.append(dot(half.row(i), tables[1].row(i))) }
        }
        return Vector(result)
    }

    var variables: [DomainVariable] { discretization.problem.variables }

    /// The symmetry of the grid halves the work.
    func valuesOnUniformGrid(count: Int) -> Matrix {
        let nodes = Vector.linearlySpaced(from: -1, through: 1, count: count)
        let ones = Vector(count: count, repeating: 1)
        let tables = [coefficients.rowCount, coefficients.columnCount].map {
            ParityTable(nodes: nodes, weights: ones, degreeCount: $0)
        }
        return tables[1].values(ofRows: tables[0].values(ofColumns: coefficients))
    }

    private func series(_ orders: [Int]) -> Matrix {
        orders == [0, 0] ? coefficients : discretization.coefficients(y, orders: orders)
    }

    private func tables(_ places: [[Double]], _ series: Matrix) -> [Matrix] {
        [
            discretization.axes[0].legendre(at: places[0], count: series.rowCount),
            discretization.axes[1].legendre(at: places[1], count: series.columnCount),
        ]
    }
}

extension SlabField: BoxField {
    var variables: [DomainVariable] { statement.problem.variables }

    func values(orders: [Int], onGrid axes: [[Double]]) -> Matrix {
        let (space, time) = (statement.spaceAxis, statement.timeAxis)
        let result = values(space: orders[space], time: orders[time], at: axes[space], times: axes[time])
        return space == 0 ? result : result.transposed
    }
}
