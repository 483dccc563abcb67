import LinearAlgebra

/// A system in two variables at a resolution: u_i = lift_i + sum Y_i phi(x) phi(y), seen at common Gauss nodes.
///
/// Every function has its own basis in each variable, for its own conditions; all have n_x by n_y functions and share the
/// nodes. A state holds the Y_i, column-major, function after function.
struct CoupledDiscretization: SystemDiscretization {
    let formulation: SystemFormulation
    /// By function, then by variable.
    let axes: [[BoxAxis]]
    let lifts: [BoundaryLift]
    let sizes: [Int]
    let nodes: [[Double]]
    let checkNodes: [[Double]]
    private let liftValues: [[Double]]
    private let checkLegendre: [[Matrix]]
    private let checkGrids: [GaussGrid]

    init(_ posed: PosedSystem, sizes: [Int]) throws(PDEError) {
        let formulation = posed.formulation
        self.formulation = formulation
        self.sizes = sizes
        let axes = formulation.functions.indices.map { i in
            (0..<2).map { axis in
                BoxAxis(
                    variable: formulation.variables[axis], order: formulation.orders[i][axis], size: sizes[axis],
                    conditions: posed.sides[i][axis].map(\.functional))
            }
        }
        self.axes = axes
        let lifts = try formulation.functions.indices.map { (i) throws(PDEError) in
            try BoundaryLift(axes: axes[i], sides: posed.sides[i])
        }
        self.lifts = lifts
        nodes = tensorColumns(axes[0][0].points, axes[0][1].points)
        let grids = (0..<2).map { GaussGrid.of(sizes[$0] <= 80 ? 2 * sizes[$0] + 1 : sizes[$0] + sizes[$0] / 8 + 17) }
        checkGrids = grids
        checkNodes = tensorColumns(axes[0][0].physical(grids[0].nodes), axes[0][1].physical(grids[1].nodes))
        checkLegendre = axes.map { pair in
            (0..<2).map { OrthonormalLegendre.values(at: grids[$0].nodes, count: sizes[$0] + pair[$0].order) }
        }
        let legendre = axes[0].map(\.grid.synthesis)
        liftValues = formulation.derivatives.map { derivative in
            lifts[derivative.function].values(
                orders: derivative.orders, axes: axes[derivative.function], legendre: legendre
            ).flattened.array
        }
    }

    var zero: [Double] { [Double](repeating: 0, count: formulation.functions.count * sizes[0] * sizes[1]) }

    /// Y_i.
    func matrix(_ state: [Double], function: Int) -> Matrix {
        let count = sizes[0] * sizes[1]
        return Matrix(
            rowCount: sizes[0], columnCount: sizes[1],
            columnMajor: Array(state[(function * count)..<((function + 1) * count)]))
    }

    func values(_ state: [Double], isHomogeneous: Bool) -> [[Double]] {
        let matrices = formulation.functions.indices.map { matrix(state, function: $0) }
        return formulation.derivatives.enumerated().map { d, derivative in
            let pair = axes[derivative.function]
            let half = pair[0].nodal(derivative.orders[0]) * matrices[derivative.function]
            let part = multiply(half, pair[1].nodal(derivative.orders[1]), transposingSecond: true).flattened.array
            return isHomogeneous ? part : zip(part, liftValues[d]).map { $0 + $1 }
        }
    }

    func checkValues(_ state: [Double]) -> [[Double]] {
        formulation.derivatives.map { derivative in
            let i = derivative.function
            let sides = (0..<2).map { axis in
                let series = axes[i][axis].basisSeries(derivative.orders[axis])
                return multiplySparse(checkLegendre[i][axis].columns(0..<series.rowCount), series)
            }
            var result = lifts[i].values(
                orders: derivative.orders, axes: axes[i],
                legendre: (0..<2).map { checkLegendre[i][$0].columns(0..<sizes[$0]) })
            accumulateProduct(
                multiply(sides[0], matrix(state, function: i)), sides[1], into: &result, transposingSecond: true)
            return result.flattened.array
        }
    }

    func restricted(_ checkValues: [Double]) -> [Double] {
        let fine = Matrix(rowCount: checkGrids[0].count, columnCount: checkGrids[1].count, columnMajor: checkValues)
        let all = multiply(checkGrids[0].analysis * fine, checkGrids[1].analysis, transposingSecond: true)
        let kept = all.block(rows: 0..<sizes[0], columns: 0..<sizes[1])
        let grids = axes[0].map(\.grid)
        return multiply(grids[0].synthesis * kept, grids[1].synthesis, transposingSecond: true).flattened.array
    }

    func linearized(_ slopes: [[[Double]?]]) throws(PDEError) -> any SystemOperator {
        try CoupledOperator(self, slopes: slopes)
    }

    /// The first n_x-by-n_y Legendre coefficients of values at the nodes.
    func project(_ values: [Double]) -> Matrix {
        let grids = axes[0].map(\.grid)
        let matrix = Matrix(rowCount: sizes[0], columnCount: sizes[1], columnMajor: values)
        return multiply(grids[0].analysis * matrix, grids[1].analysis, transposingSecond: true)
    }

    /// The Legendre coefficients of a derivative of a function.
    func coefficients(_ state: [Double], function i: Int, orders: [Int], isHomogeneous: Bool) -> Matrix {
        let (first, second) = (axes[i][0].basisSeries(orders[0]), axes[i][1].basisSeries(orders[1]))
        let y = matrix(state, function: i)
        let part = multiply(first * y, second, transposingSecond: true)
        guard !isHomogeneous else { return part }
        let (m, n) = (max(part.rowCount, sizes[0]), max(part.columnCount, sizes[1]))
        let lifted = lifts[i].coefficients(orders: orders, axes: axes[i])
        return part.paddedWithZeros(rowCount: m, columnCount: n) + lifted.paddedWithZeros(rowCount: m, columnCount: n)
    }

    func rootMeanSquare(_ state: [Double], function: Int, isHomogeneous: Bool) -> Double {
        0.5 * coefficients(state, function: function, orders: [0, 0], isHomogeneous: isHomogeneous).norm
    }

    /// The tail of a function by variable.
    func tails(_ state: [Double], function: Int) -> [Double] {
        let u = coefficients(state, function: function, orders: [0, 0], isHomogeneous: false)
        return (0..<2).map { MarginalEnvelope(of: u, axis: $0).tail }
    }

    func tail(_ state: [Double], function: Int) -> Double { tails(state, function: function).max() ?? 0 }

    func evaluate(
        _ state: [Double], function: Int, orders: [Int], at points: Matrix, isHomogeneous: Bool
    ) -> Vector {
        let series = coefficients(state, function: function, orders: orders, isHomogeneous: isHomogeneous)
        let pair = axes[function]
        let block = 2048
        var result: [Double] = []
        for start in stride(from: 0, to: points.rowCount, by: block) {
            let part = points.rows(start..<min(start + block, points.rowCount))
            let left = pair[0].legendre(at: part.column(0).array, count: series.rowCount) * series
            let right = pair[1].legendre(at: part.column(1).array, count: series.columnCount)
            result += entrywiseProduct(left, right).nestedRowSums
        }
        return Vector(result)
    }
}

extension Matrix {
    /// The sum of every row.
    fileprivate var nestedRowSums: [Double] {
        multiply(self, Vector(count: columnCount, repeating: 1)).array
    }
}
