import LinearAlgebra

// Goal: solve sum_ab c_ab(x, y) D_x^a D_y^b u = f on two broken axes by as few and as cheap iterations as the coefficients
// allow. The equation is divided by the coefficient of the highest y-derivative; then what depends on one variable only goes
// into one-dimensional operators P(x) and Q(y), exactly: jumps and layers of coefficients in one variable cost nothing. What
// is left is applied at the nodes and iterated on by GMRES with the separable part as preconditioner.

/// A linearised equation on two broken axes.
struct PiecesOperator {
    private struct Deviation {
        let orders: [Int]
        let values: Matrix
    }

    let axes: [BrokenAxis]
    private let divisor: Matrix
    private let deviations: [Deviation]
    private let solver: BrokenSeparable

    /// - Parameter slopes: c_ab at the nodes, in the order of `derivatives`.
    init(axes: [BrokenAxis], derivatives: [[Int]], slopes: [[Double]]) throws(PDEError) {
        self.axes = axes
        let (m, n) = (axes[0].size, axes[1].size)
        let matrices = slopes.map { Matrix(rowCount: m, columnCount: n, columnMajor: $0) }
        var divisor = Matrix(rowCount: m, columnCount: n, repeating: 1)
        if let index = derivatives.firstIndex(where: { $0[0] == 0 && $0[1] == axes[1].order }) {
            let values = slopes[index]
            let sign = values[0] < 0 ? -1.0 : 1.0
            let least = values.reduce(Double.infinity) { min($0, sign * $1) }
            let largest = values.reduce(0) { max($0, sign * $1) }
            if least > 1e-8 * largest { divisor = matrices[index] }
        }
        self.divisor = divisor
        var first = [[Double]](repeating: [Double](repeating: 0, count: m), count: axes[0].order + 1)
        var second = [[Double]](repeating: [Double](repeating: 0, count: n), count: axes[1].order + 1)
        var deviations: [Deviation] = []
        for (orders, matrix) in zip(derivatives, matrices) {
            var values = matrix.combined(with: divisor) { $0 / $1 }
            let size = values.maximumMagnitude
            if orders[1] == 0 || orders[0] == 0 {
                let rows = (0..<m).map { i in values.row(i).sum / Double(n) }
                let columns = (0..<n).map { j in values.column(j).sum / Double(m) }
                let mean = rows.reduce(0, +) / Double(m)
                if orders[1] == 0 { for i in 0..<m { first[orders[0]][i] += rows[i] } }
                if orders[0] == 0 {
                    // The coefficient of u is shared: its mean stands with x.
                    for j in 0..<n { second[orders[1]][j] += columns[j] - (orders[1] == 0 ? mean : 0) }
                }
                for j in 0..<n {
                    for i in 0..<m {
                        if orders[1] == 0 { values[i, j] -= rows[i] }
                        if orders[0] == 0 { values[i, j] -= columns[j] - (orders[1] == 0 ? mean : 0) }
                    }
                }
            }
            if values.maximumMagnitude > 1e-14 * size { deviations.append(Deviation(orders: orders, values: values)) }
        }
        self.deviations = deviations
        solver = try BrokenSeparable(axes: axes, first: first, second: second)
    }

    /// The coefficients Y with J Y = f, f given at the nodes.
    func solve(
        _ source: [Double], tolerance: Double, maximumIterations: Int
    ) throws(PDEError) -> (y: Matrix, iterations: Int, relativeResidual: Double) {
        let (m, n) = (axes[0].size, axes[1].size)
        let right = project(
            Matrix(rowCount: m, columnCount: n, columnMajor: source).combined(with: divisor) { $0 / $1 })
        if deviations.isEmpty { return (try solver.solve(right), 0, 0) }
        var failure: PDEError?
        let nodal = axes.map { axis in axis.nodal.map { $0.block(rows: 0..<axis.size, columns: 0..<axis.size) } }
        let result = generalizedMinimalResidual(
            right.flattened, relativeTolerance: tolerance, maximumIterations: maximumIterations
        ) { w in
            do throws(PDEError) {
                let y = try solver.solve(Matrix(rowCount: m, columnCount: n, flattened: w))
                var total = Matrix(rowCount: m, columnCount: n)
                for deviation in deviations {
                    let values = multiply(
                        nodal[0][deviation.orders[0]] * y, nodal[1][deviation.orders[1]], transposingSecond: true)
                    total += entrywiseProduct(values, deviation.values)
                }
                return w + project(total).flattened
            } catch {
                failure = error
                return Vector(count: w.count, repeating: .nan)
            }
        }
        if let failure { throw failure }
        let y = try solver.solve(Matrix(rowCount: m, columnCount: n, flattened: result.solution))
        return (y, result.iterations, result.relativeResidual)
    }

    private func project(_ values: Matrix) -> Matrix {
        axes[1].analysed(axes[0].analysed(values).transposed).transposed
    }
}

/// P(x, D_x) u + Q(y, D_y) u = f on broken axes: symmetric eigenvectors where both are multiples of the highest derivative
/// with self-adjoint conditions, real Schur forms otherwise (see ``SylvesterSeparable``).
private struct BrokenSeparable {
    private enum Form {
        case eigen(first: Matrix, second: Matrix, divisors: Matrix)
        case schur(left: LU, right: LU, sylvester: Sylvester)
    }

    private let form: Form

    init(axes: [BrokenAxis], first: [[Double]], second: [[Double]]) throws(PDEError) {
        let lowest = axes.map { $0.truncated[0].block(rows: 0..<$0.size, columns: 0..<$0.size) }
        func constant(_ rows: [[Double]]) -> [Double]? {
            let values = rows.map { $0[0] }
            let size = values.reduce(0) { max($0, abs($1)) }
            let isConstant = zip(rows, values).allSatisfy { row, value in
                row.allSatisfy { abs($0 - value) <= 1e-14 * size }
            }
            return isConstant && values.dropFirst().dropLast().allSatisfy { abs($0) <= 1e-14 * size } ? values : nil
        }
        func isSymmetric(_ matrix: Matrix) -> Bool {
            (matrix - matrix.transposed).maximumMagnitude <= 1e-13 * matrix.maximumMagnitude
        }
        if let p = constant(first), let q = constant(second), isSymmetric(lowest[0]), isSymmetric(lowest[1]) {
            do {
                let (a, b) = (try SymmetricEigen(of: lowest[0]), try SymmetricEigen(of: lowest[1]))
                let (top, other, c) = (p[p.count - 1], q[q.count - 1], p[0] + q[0])
                var condition = Double.infinity
                let divisors = Matrix(rowCount: axes[0].size, columnCount: axes[1].size) { k, l in
                    let terms = (top * b.values[l], other * a.values[k], c * a.values[k] * b.values[l])
                    let sum = terms.0 + terms.1 + terms.2
                    let size = abs(terms.0) + abs(terms.1) + abs(terms.2)
                    condition = min(condition, size > 0 ? abs(sum) / size : 0)
                    return 1 / sum
                }
                guard condition > 1e-13 else { throw PDEError.singular(reciprocalCondition: condition) }
                form = .eigen(first: a.vectors, second: b.vectors, divisors: divisors)
                return
            } catch { throw .singular(reciprocalCondition: 0) }
        }
        func inverse(_ weights: [[Double]], _ axis: BrokenAxis) -> LU? {
            var values = Matrix(rowCount: axis.size, columnCount: axis.size)
            for (a, row) in weights.enumerated() {
                let block = axis.nodal[a].block(rows: 0..<axis.size, columns: 0..<axis.size)
                values += block.scalingRows(by: Vector(row))
            }
            guard let lu = try? LU(of: axis.analysed(values)), lu.reciprocalConditionNumber > 1e-14 else { return nil }
            return lu
        }
        guard let left = inverse(first, axes[0]), let right = inverse(second, axes[1]) else {
            throw .singular(reciprocalCondition: 0)
        }
        do {
            form = .schur(
                left: left, right: right,
                sylvester: try Sylvester(left.solve(lowest[0]), right.solve(lowest[1]).transposed))
        } catch { throw .singular(reciprocalCondition: 0) }
    }

    func solve(_ source: Matrix) throws(PDEError) -> Matrix {
        switch form {
        case .eigen(let first, let second, let divisors):
            let rotated = multiply(first, source, transposingFirst: true) * second
            return multiply(first * entrywiseProduct(rotated, divisors), second, transposingSecond: true)
        case .schur(let left, let right, let sylvester):
            let reduced = right.solve(left.solve(source).transposed).transposed
            do { return try sylvester.solve(reduced) } catch { throw .singular(reciprocalCondition: 0) }
        }
    }
}
