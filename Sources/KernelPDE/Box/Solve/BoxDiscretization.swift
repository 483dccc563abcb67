import LinearAlgebra

/// A problem at a resolution: u = lift + sum_ij Y_ij phi_i(x) phi_j(y), seen at the Gauss nodes.
struct BoxDiscretization: Sendable {
    let problem: BoxProblem
    let axes: [BoxAxis]
    let lift: BoundaryLift
    /// x and y of every node, x running fastest.
    let columns: [[Double]]
    /// The eigenvectors in both variables where the conditions are self-adjoint in both.
    let eigen: [AxisEigen]?
    /// The derivatives of the lift that occur in the equation, at the nodes; empty for a linear equation, which wants them once.
    private let liftValues: [Matrix]

    init(_ problem: BoxProblem, sizes: [Int]) throws(PDEError) {
        self.problem = problem
        let axes = (0..<2).map { axis in
            BoxAxis(
                variable: problem.variables[axis], order: problem.orders[axis], size: sizes[axis],
                conditions: problem.sides[axis].map(\.functional))
        }
        self.axes = axes
        if axes[0].isSymmetric, axes[1].isSymmetric {
            let first = try AxisEigen(axes[0])
            // Equal axes share one decomposition.
            let isSame = axes[0].order == axes[1].order && axes[0].truncated[0] == axes[1].truncated[0]
            eigen = [first, isSame ? first : try AxisEigen(axes[1])]
        } else {
            eigen = nil
        }
        let lift = try BoundaryLift(axes: axes, sides: problem.sides)
        self.lift = lift
        columns = tensorColumns(axes[0].points, axes[1].points)
        liftValues = problem.isLinear ? [] : Self.liftValues(lift, axes, problem.formulation)
    }

    private static func liftValues(_ lift: BoundaryLift, _ axes: [BoxAxis], _ formulation: BoxFormulation) -> [Matrix] {
        let legendre = axes.map(\.grid.synthesis)
        return formulation.derivatives.map { lift.values(orders: $0, axes: axes, legendre: legendre) }
    }

    /// Y for u = lift.
    var zero: Matrix { Matrix(rowCount: axes[0].size, columnCount: axes[1].size) }

    /// A derivative of the part in the basis, at the nodes.
    func nodal(_ y: Matrix, orders: [Int]) -> Matrix {
        multiply(axes[0].nodal(orders[0]) * y, axes[1].nodal(orders[1]), transposingSecond: true)
    }

    /// The derivatives of u that occur in the equation, at the nodes; `y` nil for the lift alone.
    func values(_ y: Matrix?) -> [[Double]] {
        var left: [Int: Matrix] = [:]
        let lifts = liftValues.isEmpty ? Self.liftValues(lift, axes, problem.formulation) : liftValues
        return zip(problem.formulation.derivatives, lifts).map { orders, lifted in
            guard let y else { return lifted.flattened.array }
            let half = left[orders[0]] ?? axes[0].nodal(orders[0]) * y
            left[orders[0]] = half
            var result = lifted
            accumulateProduct(half, axes[1].nodal(orders[1]), into: &result, transposingSecond: true)
            return result.flattened.array
        }
    }

    /// The first n_x-by-n_y Legendre coefficients of values at the nodes.
    func project(_ values: [Double]) -> Matrix {
        let matrix = Matrix(rowCount: axes[0].size, columnCount: axes[1].size, columnMajor: values)
        return GaussGrid.coefficients(ofValues: matrix, on: axes.map(\.grid))
    }

    /// The Legendre coefficients of u or a derivative of it.
    func coefficients(_ y: Matrix, orders: [Int] = [0, 0]) -> Matrix {
        let (first, second) = (axes[0].basisSeries(orders[0]), axes[1].basisSeries(orders[1]))
        var result = multiplySparseTransposed(multiplySparseLeft(first, y), second)
        let lifted = lift.coefficients(orders: orders, axes: axes)
        result.withUnsafeMutablePointer { target in
            lifted.withUnsafePointer { source in
                let rows = min(first.rowCount, axes[0].size)
                for j in 0..<min(second.rowCount, axes[1].size) {
                    for i in 0..<rows { target[i + j * first.rowCount] += source[i + j * axes[0].size] }
                }
            }
        }
        return result
    }

    /// The Legendre coefficients along one variable of a derivative by it, contracted with weights in the other one.
    ///
    /// - Parameter weights: of p_0, p_1, ... of the other variable, n + m of them.
    func cut(_ y: Matrix, along axis: Int, order: Int, weights: Vector) -> Vector {
        let series = axes[axis].basisSeries(order)
        let inner = multiply(axes[1 - axis].series[0], weights, transposingFirst: true)
        var result = multiply(series, multiply(y, inner, transposingFirst: axis == 1))
        let (along, across) = axis == 0 ? (lift.first, lift.second) : (lift.second, lift.first)
        let part = Vector(weights.prefix(across.rowCount))
        let lifted = multiply(
            axes[axis].differentiated(along, order: order), multiply(across, part, transposingFirst: true))
        for k in 0..<min(result.count, lifted.count) { result[k] += lifted[k] }
        return result
    }

    /// Derivatives of u on a tensor grid given by Legendre tables of at least n + m columns.
    func values(_ y: Matrix, orders: [Int], legendre: [Matrix]) -> Matrix {
        let sides = (0..<2).map { axis in
            let series = axes[axis].basisSeries(orders[axis])
            return multiplySparse(legendre[axis].columns(0..<series.rowCount), series)
        }
        var result = lift.values(
            orders: orders, axes: axes, legendre: (0..<2).map { legendre[$0].columns(0..<axes[$0].size) })
        accumulateProduct(multiply(sides[0], y), sides[1], into: &result, transposingSecond: true)
        return result
    }
}
