import LinearAlgebra

/// How well equations hold at points that were not collocated.
struct OffPointCheck {
    let blocks: [CollocationBlock]

    /// The equation's points, for comparisons of functions.
    var interior: Matrix { blocks.first { !$0.isEdge }?.points ?? Matrix(rowCount: 0, columnCount: 0) }

    /// The largest weighted residual of each block, relative to its largest term.
    ///
    /// The largest term of a condition is measured with the function's derivatives inside the domain as well: u = 0 would
    /// else be compared with itself. With `homogeneous` the source is left out: the residual of a null function.
    func residuals(of function: FeatureFunction, homogeneous: Bool = false) throws(PDEError) -> [Double] {
        var result: [Double] = []
        for block in blocks {
            let state = block.state(of: function)
            let values = try block.equation.values(at: block.columns, state: state)
            let source = homogeneous ? try block.equation.values(at: block.columns, state: nil).residual : []
            var (largest, scale) = (0.0, homogeneous ? 0 : values.size.max() ?? 0)
            for i in values.residual.indices {
                let value = homogeneous ? values.residual[i] - source[i] : values.residual[i]
                largest = max(largest, abs(value) * block.weights[i])
            }
            for (k, orders) in block.equation.derivatives.enumerated() where block.isEdge || homogeneous {
                let slope = values.slopes[k].reduce(0) { max($0, abs($1)) }
                let weighted = slope > 0 ? magnitude(of: function, orders) : 0
                scale = max(scale, slope * weighted)
                // A constant has no derivatives to be compared with: its size by the size of the domain is.
                if homogeneous, slope > 0 {
                    let size = magnitude(of: function, [Int](repeating: 0, count: orders.count))
                    scale = max(
                        scale,
                        orders.reduce(slope * size) { reduced, order in
                            (0..<order).reduce(reduced) { value, _ in value / extent }
                        })
                }
            }
            result.append(largest == 0 ? 0 : scale > 0 ? largest / scale : 1)
        }
        return result.map { $0.isFinite ? $0 : .greatestFiniteMagnitude }
    }

    /// The longest side of the box around the points inside.
    private var extent: Double {
        (0..<interior.columnCount).map { c in
            let column = interior.column(c)
            return (column.max() ?? 1) - (column.min() ?? 0)
        }.max() ?? 1
    }

    private func magnitude(of function: FeatureFunction, _ orders: [Int]) -> Double {
        let block = blocks.first { !$0.isEdge }
        guard let block else { return 0 }
        let values = function.derivative(orders: orders, at: block.points)
        return zip(values, block.weights).reduce(0) { max($0, abs($1.0) * $1.1) }
    }

    /// The root mean square of the difference of two functions inside, and of the first.
    func difference(_ a: FeatureFunction, _ b: FeatureFunction) -> (difference: Double, size: Double) {
        let orders = [Int](repeating: 0, count: interior.columnCount)
        let (u, v) = (a.derivative(orders: orders, at: interior), b.derivative(orders: orders, at: interior))
        let count = Double(max(interior.rowCount, 1)).squareRoot()
        return ((u - v).norm / count, u.norm / count)
    }
}

/// Looks for a function that the homogeneous equations do not see.
///
/// Among functions with a random functional equal to one, the one with the least homogeneous residual is found by least squares.
/// If it meets all homogeneous equations to 1e-9 of their largest terms, the solution is not unique.
struct UniquenessCheck {
    /// The least homogeneous residual, relative to the largest term.
    let residual: Double
    /// A lower bound of the norm of the inverse operator, from the source to u.
    let inverseNorm: Double
    /// The solution whose random functional is zero, for problems without a unique one.
    let pinned: FeatureFunction

    static let limit = 1e-9

    var isSingular: Bool { residual < Self.limit }

    init(_ system: LeastSquaresSystem, at solution: FeatureFunction?, check: OffPointCheck) throws(PDEError) {
        var generator = SeededGenerator(seed: 20)
        let state = solution.map { system.state(of: $0) }
        let linear = try system.linearized(at: state)
        let dimension = check.interior.columnCount
        let values = system.features.values(orders: [Int](repeating: 0, count: dimension), at: check.interior)
        let functional = multiply(values, generator.normals(values.rowCount), transposingFirst: true)
        let size = linear.rows.norm / Double(max(linear.rows.rowCount, 1)).squareRoot()
        let scale = functional.norm > 0 ? size / functional.norm : 1
        let row = Matrix(rowCount: 1, columnCount: functional.count, flattened: functional * scale)
        let right = Matrix(rowCount: linear.rows.rowCount + 1, columnCount: 2) { i, j in
            if i == linear.rows.rowCount { return j == 1 ? scale : 0 }
            return j == 0 ? linear.rightHandSide[i] : 0
        }
        let found = try LeastSquaresSystem.solve(.stackedVertically(linear.rows, row), right)
        pinned = FeatureFunction(features: system.features, coefficients: found.column(0))
        let null = FeatureFunction(features: system.features, coefficients: found.column(1))
        residual = try check.residuals(of: null, homogeneous: true).max() ?? 1
        let rows = (linear.rows * found.column(1)).norm / Double(max(linear.rows.rowCount, 1)).squareRoot()
        let inside = (values * found.column(1)).norm / Double(max(values.rowCount, 1)).squareRoot()
        inverseNorm = rows > 0 ? inside / rows : .greatestFiniteMagnitude
    }
}
