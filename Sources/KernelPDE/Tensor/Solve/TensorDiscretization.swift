import LinearAlgebra

/// A problem at a resolution: u = lift + sum Y_ij.. phi_i(x) phi_j(y) .., seen at the Gauss nodes.
struct TensorDiscretization: Sendable {
    let problem: TensorProblem
    let axes: [BoxAxis]
    let lift: TensorLift
    /// The axes as the solvers see them.
    let lines: [LineMatrices]
    /// From Legendre coefficients to derivatives at the nodes, per variable and order.
    private let liftNodal: [[Matrix]]

    init(_ problem: TensorProblem, sizes: [Int]) throws(PDEError) {
        self.problem = problem
        let axes = problem.variables.indices.map { d in
            BoxAxis(
                variable: problem.variables[d], order: problem.orders[d], size: sizes[d],
                conditions: problem.faces[d].map(\.functional))
        }
        self.axes = axes
        var lines: [LineMatrices] = []
        for d in axes.indices {
            // Equal axes share one decomposition.
            let twin = (0..<d).first {
                axes[$0].order == axes[d].order && axes[$0].variable.length == axes[d].variable.length
                    && axes[$0].truncated[0] == axes[d].truncated[0]
            }
            if let twin { lines.append(lines[twin]) } else { lines.append(try LineMatrices(axes[d])) }
        }
        self.lines = lines
        lift = try TensorLift(
            lines: axes.indices.map { LiftLine(axes[$0], conditions: problem.faces[$0].map(\.functional)) },
            faces: problem.faces)
        liftNodal = axes.map { axis in
            (0...axis.order).map { axis.legendreMatrix(table: axis.grid.synthesis, order: $0) }
        }
    }

    var shape: [Int] { axes.map(\.size) }
    /// The nodes per variable.
    var places: [[Double]] { axes.map(\.points) }

    /// The derivatives of u that occur in the equation, at the nodes; `y` nil for the lift alone.
    func values(_ y: Tensor?) -> [Tensor] {
        let derivatives = problem.formulation.derivatives
        var result = [Tensor](repeating: Tensor(shape: [0]), count: derivatives.count)
        if let y {
            y.visitDerivatives(derivatives, matrices: lines.map(\.nodal)) { result[$0] = $1 }
        }
        for (k, orders) in derivatives.enumerated() {
            if y == nil { result[k] = Tensor(shape: shape) }
            lift.add(to: &result[k], matrices: axes.indices.map { liftNodal[$0][orders[$0]] })
        }
        return result
    }

    /// The right-hand side of a linear equation less what the lift contributes, one derivative at a time.
    func reducedSource(_ source: Tensor, slopes: [Tensor]) -> Tensor {
        guard !lift.isZero else { return source }
        var result = source
        for (slope, orders) in zip(slopes, problem.formulation.derivatives) {
            var part = Tensor(shape: shape)
            lift.add(to: &part, matrices: axes.indices.map { liftNodal[$0][orders[$0]] })
            result.subtractProduct(slope, part)
        }
        return result
    }

    /// The first coefficients of values at the nodes.
    func project(_ values: consuming Tensor) -> Tensor {
        var result = values
        for (d, axis) in axes.enumerated() { result.multiply(along: d, by: axis.grid.analysis) }
        return result
    }

    /// The Legendre coefficients of u or a derivative of it.
    func coefficients(_ y: Tensor, orders: [Int]? = nil) -> Tensor {
        let orders = orders ?? axes.map { _ in 0 }
        var result = y
        for (d, axis) in axes.enumerated() { result = result.product(along: d, with: axis.basisSeries(orders[d])) }
        let matrices = axes.indices.map { d in
            let own = axes[d].differentiated(Matrix.identity(axes[d].size), order: orders[d])
            let kept = min(result.shape[d], own.rowCount)
            var fitted = Matrix(rowCount: result.shape[d], columnCount: own.columnCount)
            fitted.setBlock(own.block(rows: 0..<kept, columns: 0..<own.columnCount), row: 0, column: 0)
            return fitted
        }
        lift.add(to: &result, matrices: matrices)
        return result
    }

    /// A derivative of u on a tensor grid given by Legendre tables of at least n + m columns.
    func values(_ y: Tensor, orders: [Int], legendre: [Matrix]) -> Tensor {
        var result = y
        for (d, axis) in axes.enumerated() {
            let series = axis.basisSeries(orders[d])
            result = result.product(along: d, with: multiplySparse(legendre[d].columns(0..<series.rowCount), series))
        }
        lift.add(
            to: &result, matrices: axes.indices.map { axes[$0].legendreMatrix(table: legendre[$0], order: orders[$0]) })
        return result
    }
}

extension BoxAxis {
    /// From n Legendre coefficients to a derivative at the points of a table of Legendre polynomials.
    func legendreMatrix(table: Matrix, order: Int) -> Matrix {
        let first = table.columnCount == size ? table : table.columns(0..<size)
        return order == 0 ? first : first * differentiated(Matrix.identity(size), order: order)
    }
}

extension Tensor {
    /// Several derivatives of one tensor, shared products made once: `matrices[d][k]` takes the k-th derivative in index d.
    func visitDerivatives(_ derivatives: [[Int]], matrices: [[Matrix]], _ body: (Int, Tensor) -> Void) {
        visit(Array(derivatives.indices), derivatives, matrices, mode: 0, body)
    }

    private func visit(
        _ members: [Int], _ derivatives: [[Int]], _ matrices: [[Matrix]], mode: Int, _ body: (Int, Tensor) -> Void
    ) {
        guard mode < matrices.count else {
            for k in members { body(k, self) }
            return
        }
        for order in Set(members.map { derivatives[$0][mode] }).sorted() {
            product(along: mode, with: matrices[mode][order]).visit(
                members.filter { derivatives[$0][mode] == order }, derivatives, matrices, mode: mode + 1, body)
        }
    }

    /// self -= a b, entry by entry.
    mutating func subtractProduct(_ a: Tensor, _ b: Tensor) {
        let count = count
        withUnsafeMutablePointer { t in
            a.withUnsafePointer { p in
                b.withUnsafePointer { q in
                    for i in 0..<count { t[i] -= p[i] * q[i] }
                }
            }
        }
    }
}
