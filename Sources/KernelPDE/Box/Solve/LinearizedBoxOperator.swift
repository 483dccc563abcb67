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
        /// The part of the source that no u can meet, where the operator has null functions.
        var defect: Matrix?
    }

    private struct Deviation: Sendable {
        let orders: [Int]
        /// The deviation at the nodes.
        let values: Matrix
    }

    let discretization: BoxDiscretization
    let solver: any SeparableSolver
    private let deviations: [Deviation]
    /// Where a constant is a null function and the conditions are not self-adjoint: sigma of the bordered operator
    /// J u + sigma mean(u), which is regular; sigma mean(u) is then the part of the source that no u can meet.
    private let border: Double?

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
        (solver, border) = try Self.solver(
            separable, discretization, hasPlainTerm: formulation.derivatives.contains([0, 0]))
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

    /// The direct solver of the constant part; shifted by sigma where that part has the constant for a null function.
    private static func solver(
        _ separable: SeparableOperator, _ discretization: BoxDiscretization, hasPlainTerm: Bool
    ) throws(PDEError) -> (any SeparableSolver, Double?) {
        let axes = discretization.axes
        let isFree = !hasPlainTerm && axes[0].hasNullFunction && axes[1].hasNullFunction
        do throws(PDEError) {
            let plain = try separable.solver(for: discretization)
            if !isFree || !(plain is SylvesterSeparable) { return (plain, nil) }
        } catch {
            guard case .singular = error, isFree else { throw error }
        }
        // Of the size and sign that the highest derivative has for the slowest wave, so that nothing is resonant.
        let (length, top) = (axes[0].variable.length, separable.first[axes[0].order])
        var sigma = axes[0].order % 4 == 2 ? -top : top
        for _ in 0..<axes[0].order { sigma *= 2.3 / length }
        var shifted = separable
        shifted.first[0] += sigma
        return (try shifted.solver(for: discretization), sigma)
    }

    /// Whether one direct solve does.
    var isDirect: Bool { deviations.isEmpty && border == nil }

    /// The solution Y of J Y = F.
    func solve(_ source: Matrix, tolerance: Double = 1e-13, maximumIterations: Int = 240) throws(PDEError) -> Solution {
        if isDirect {
            guard let symmetric = solver as? SymmetricSeparable, !symmetric.nullPlaces.isEmpty else {
                return Solution(y: try solver.solve(source), iterations: 0, relativeResidual: 0)
            }
            let rotated = symmetric.rotated(source)
            return Solution(
                y: symmetric.restored(entrywiseProduct(rotated, symmetric.divisors)), iterations: 0,
                relativeResidual: 0, defect: symmetric.restored(symmetric.defect(ofRotated: rotated)))
        }
        if border == nil, let symmetric = solver as? SymmetricSeparable {
            return solve(source, by: symmetric, tolerance: tolerance, maximumIterations: maximumIterations)
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
        let y = try solver.solve(Matrix(rowCount: m, columnCount: n, flattened: result.solution))
        return Solution(
            y: y, iterations: result.iterations, relativeResidual: result.relativeResidual, defect: borderDefect(y))
    }

    /// The same in the common eigenbasis, where M^-1 is a division: half the products of an iteration.
    private func solve(
        _ source: Matrix, by symmetric: SymmetricSeparable, tolerance: Double, maximumIterations: Int
    ) -> Solution {
        let axes = discretization.axes
        let (m, n) = (source.rowCount, source.columnCount)
        let nodal = (0..<2).map { axis in
            Dictionary(
                uniqueKeysWithValues: Set(deviations.map { $0.orders[axis] }).map {
                    ($0, symmetric.eigen[axis].rotatingColumns(of: axes[axis].nodal($0)))
                })
        }
        let analysis = (0..<2).map { axis in
            symmetric.eigen[axis].rotatingColumns(of: axes[axis].grid.analysis.transposed)
        }
        let result = generalizedMinimalResidual(
            symmetric.rotated(source).flattened, relativeTolerance: tolerance, maximumIterations: maximumIterations
        ) { w in
            let y = entrywiseProduct(Matrix(rowCount: m, columnCount: n, flattened: w), symmetric.divisors)
            let values = deviationValues(y, nodal: nodal)
            return w + multiply(multiply(analysis[0], values, transposingFirst: true), analysis[1]).flattened
        }
        let w = Matrix(rowCount: m, columnCount: n, flattened: result.solution)
        return Solution(
            y: symmetric.restored(entrywiseProduct(w, symmetric.divisors)), iterations: result.iterations,
            relativeResidual: result.relativeResidual,
            defect: symmetric.nullPlaces.isEmpty ? nil : symmetric.restored(symmetric.defect(ofRotated: w)))
    }

    /// sigma mean(u), a constant.
    private func borderDefect(_ y: Matrix) -> Matrix? {
        guard let border else { return nil }
        var defect = discretization.zero
        defect[0, 0] = border * leading(y)[0, 0]
        return defect
    }

    /// The first n_x-by-n_y coefficients of u without the lift.
    private func leading(_ y: Matrix) -> Matrix {
        let axes = discretization.axes
        return multiplySparseTransposed(multiplySparseLeft(axes[0].truncated[0], y), axes[1].truncated[0])
    }

    /// Delta Y in coefficients.
    private func applyDeviations(_ y: Matrix) -> Matrix {
        var result = deviations.isEmpty ? discretization.zero : applyVarying(y)
        if let border {
            // The solver holds sigma u; the operator wants sigma mean(u).
            var fluctuation = leading(y)
            fluctuation[0, 0] = 0
            result.add(fluctuation, scaledBy: -border)
        }
        return result
    }

    private func applyVarying(_ y: Matrix) -> Matrix {
        let axes = discretization.axes
        let nodal = axes.map { axis in
            Dictionary(uniqueKeysWithValues: (0...axis.order).map { ($0, axis.nodal($0)) })
        }
        let values = deviationValues(y, nodal: nodal)
        return GaussGrid.coefficients(ofValues: values, on: axes.map(\.grid))
    }

    /// Delta Y at the nodes, given the derivatives of the basis there by order and axis.
    private func deviationValues(_ y: Matrix, nodal: [[Int: Matrix]]) -> Matrix {
        var left: [Int: Matrix] = [:]
        var total = discretization.zero
        for deviation in deviations {
            guard let first = nodal[0][deviation.orders[0]], let second = nodal[1][deviation.orders[1]] else {
                continue
            }
            let half = left[deviation.orders[0]] ?? first * y
            left[deviation.orders[0]] = half
            let values = multiply(half, second, transposingSecond: true)
            let count = values.count
            total.withUnsafeMutablePointer { target in
                values.withUnsafePointer { v in
                    deviation.values.withUnsafePointer { d in
                        for i in 0..<count { target[i] += v[i] * d[i] }
                    }
                }
            }
        }
        return total
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
            let y = try solve(source, tolerance: 3e-2, maximumIterations: 60).y
            let axes = discretization.axes
            let u = multiplySparseTransposed(multiplySparseLeft(axes[0].truncated[0], y), axes[1].truncated[0])
            largest = max(largest, u.norm)
            guard u.norm > 0, u.norm.isFinite else { break }
            source = u
        }
        return largest
    }
}
