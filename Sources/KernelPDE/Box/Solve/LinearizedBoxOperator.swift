import LinearAlgebra

/// J = sum_a c_a D^a at a resolution, split as M + Delta: M has constant coefficients and is solved directly, Delta is what
/// varies or is mixed.
///
/// (M + Delta) Y = F becomes (1 + Delta M^-1) W = F with Y = M^-1 W, by GMRES; without Delta it is one direct solve. M takes
/// the mean coefficients. Constant parts cancel exactly, so an iteration applies only what varies.
struct LinearizedBoxOperator: Sendable {
    struct Solution {
        let y: Matrix
        let iterations: Int
        let relativeResidual: Double
    }

    private struct Deviation: Sendable {
        let orders: [Int]
        /// The deviation at the nodes.
        let values: Matrix
    }

    let discretization: BoxDiscretization
    let solver: any SeparableSolver
    private let deviations: [Deviation]

    /// - Parameter slopes: c_a at the nodes, in the order of the formulation's derivatives.
    init(_ discretization: BoxDiscretization, slopes: [[Double]]) throws(PDEError) {
        self.discretization = discretization
        let axes = discretization.axes
        let formulation = discretization.problem.formulation
        var separable = SeparableOperator(
            first: [Double](repeating: 0, count: axes[0].order + 1),
            second: [Double](repeating: 0, count: axes[1].order + 1))
        let means = zip(slopes, formulation.constants).map { values, constant in
            constant ?? values.reduce(0, +) / Double(values.count)
        }
        for (orders, mean) in zip(formulation.derivatives, means) {
            if orders[1] == 0 {
                separable.first[orders[0]] = mean
            } else if orders[0] == 0 {
                separable.second[orders[1]] = mean
            } else if orders == axes.map(\.order) {
                separable.mixed = mean
            }
        }
        solver = try separable.solver(axes: axes)
        let isMixed = solver is ScaledIdentity
        var found: [Deviation] = []
        for (index, orders) in formulation.derivatives.enumerated() {
            let isPure = orders.contains(0)
            let isTop = orders == axes.map(\.order)
            let subtracted = isMixed ? (isTop ? means[index] : 0) : (isPure ? means[index] : 0)
            let size = slopes[index].reduce(0) { max($0, abs($1)) }
            let values = slopes[index].map { $0 - subtracted }
            guard values.contains(where: { abs($0) > 4e-16 * size }) else { continue }
            found.append(
                Deviation(
                    orders: orders,
                    values: Matrix(rowCount: axes[0].size, columnCount: axes[1].size, columnMajor: values)))
        }
        deviations = found
    }

    /// Whether one direct solve does.
    var isDirect: Bool { deviations.isEmpty }

    /// The solution Y of J Y = F.
    func solve(_ source: Matrix, tolerance: Double = 1e-13, maximumIterations: Int = 240) throws(PDEError) -> Solution {
        if isDirect {
            return Solution(y: try solver.solve(source), iterations: 0, relativeResidual: 0)
        }
        var failure: PDEError?
        let (m, n) = (source.rowCount, source.columnCount)
        let result = generalizedMinimalResidual(
            source.flattened, relativeTolerance: tolerance, maximumIterations: maximumIterations
        ) { w in
            do throws(PDEError) {
                let y = try solver.solve(Matrix(rowCount: m, columnCount: n, flattened: w))
                return w + applyDeviations(y).flattened
            } catch {
                failure = error
                return Vector(count: w.count, repeating: .nan)
            }
        }
        if let failure { throw failure }
        return Solution(
            y: try solver.solve(Matrix(rowCount: m, columnCount: n, flattened: result.solution)),
            iterations: result.iterations, relativeResidual: result.relativeResidual)
    }

    /// Delta Y.
    private func applyDeviations(_ y: Matrix) -> Matrix {
        let axes = discretization.axes
        var left: [Int: Matrix] = [:]
        var total: Matrix?
        for deviation in deviations {
            let half = left[deviation.orders[0]] ?? axes[0].nodal[deviation.orders[0]] * y
            left[deviation.orders[0]] = half
            let values = multiply(half, axes[1].nodal[deviation.orders[1]], transposingSecond: true)
            let part = entrywiseProduct(values, deviation.values)
            if total == nil { total = part } else { total?.add(part) }
        }
        guard let total else { return discretization.zero }
        return multiply(axes[0].grid.analysis * total, axes[1].grid.analysis, transposingSecond: true)
    }

    /// An estimate from below of the largest |u| / |f| under homogeneous conditions (root mean squares).
    func inverseNormEstimate() throws(PDEError) -> Double {
        if isDirect, let known = solver.inverseNorm { return known }
        let zero = discretization.zero
        var source = Matrix(rowCount: zero.rowCount, columnCount: zero.columnCount) { i, j in
            1 / Double((1 + i) * (1 + j))
        }
        var largest = 0.0
        for _ in 0..<3 {
            source *= 1 / source.norm
            let y = try solve(source, tolerance: 1e-3, maximumIterations: 60).y
            let axes = discretization.axes
            let u = multiplySparse(multiplySparseLeft(axes[0].truncated[0], y), axes[1].truncated[0].transposed)
            largest = max(largest, u.norm)
            guard u.norm > 0, u.norm.isFinite else { break }
            source = u
        }
        return largest
    }
}
