import LinearAlgebra

/// The linearised system on a box: a direct sweep where coefficients allow it, else GMRES with the sweep as preconditioner.
///
/// The sweep takes the coefficients' means along its variable. Functions that share order and conditions there are solved
/// together; where they share them in no variable each is solved alone and GMRES does the coupling.
struct CoupledOperator: SystemOperator {
    private let discretization: CoupledDiscretization
    private let slopes: [[[Double]?]]
    private let sweeps: [SweepSolver]
    /// Whether the sweep is the whole operator.
    let isDirect: Bool

    var reciprocalCondition: Double { sweeps.map(\.reciprocalCondition).min() ?? 0 }

    init(_ discretization: CoupledDiscretization, slopes: [[[Double]?]]) throws(PDEError) {
        self.discretization = discretization
        self.slopes = slopes
        let formulation = discretization.formulation
        let all = Array(formulation.functions.indices)
        let shared = (0..<2).filter { axis in
            discretization.axes.allSatisfy { $0[axis].isLike(discretization.axes[0][axis]) }
                && discretization.axes[0][axis].suitsSweep
        }
        func isExact(_ axis: Int) -> Bool {
            slopes.allSatisfy { row in
                row.enumerated().allSatisfy { d, slope in
                    guard let slope else { return true }
                    let derivative = formulation.derivatives[d]
                    let order = discretization.axes[derivative.function][axis].order
                    return [0, order].contains(derivative.orders[axis])
                        && discretization.variation(of: slope, along: axis) <= 4e-16
                }
            }
        }
        // Fewer unknowns in a block are cheaper; a self-adjoint variable needs no substitution.
        let order = shared.sorted { a, b in
            (discretization.axes[0][a].isSymmetric ? 0 : 1, discretization.sizes[1 - a])
                < (discretization.axes[0][b].isSymmetric ? 0 : 1, discretization.sizes[1 - b])
        }
        if let axis = order.first(where: isExact) ?? order.first {
            sweeps = [try Self.sweep(discretization, slopes, axis: axis, functions: all, equations: all)]
            isDirect = isExact(axis)
        } else {
            let equations = Self.matchedEquations(discretization, slopes)
            sweeps = try all.map { (i) throws(PDEError) in
                let axis = (0..<2).first { discretization.axes[i][$0].suitsSweep && discretization.axes[i][$0].isSymmetric }
                    ?? (0..<2).first { discretization.axes[i][$0].suitsSweep }
                guard let axis else {
                    throw .unsupported(
                        "The conditions on \(formulation.functions[i]) leave a free constant in both variables; fix its "
                            + "value on a side.")
                }
                return try Self.sweep(discretization, slopes, axis: axis, functions: [i], equations: [equations[i]])
            }
            isDirect = false
        }
        guard reciprocalCondition > 1e-15 else { throw .singular(reciprocalCondition: reciprocalCondition) }
    }

    private static func sweep(
        _ discretization: CoupledDiscretization, _ slopes: [[[Double]?]], axis: Int, functions: [Int], equations: [Int]
    ) throws(PDEError) -> SweepSolver {
        let formulation = discretization.formulation
        return try SweepSolver(
            axis: axis, shared: discretization.axes[functions[0]][axis], functions: functions, equations: equations,
            sizes: discretization.sizes
        ) { e, i, order in
            let across = discretization.axes[i][1 - axis]
            var nodal: Matrix?
            for (d, derivative) in formulation.derivatives.enumerated()
            where derivative.function == i && derivative.orders[axis] == order {
                guard let slope = slopes[e][d] else { continue }
                let mean = discretization.mean(of: slope, along: axis)
                let part = across.nodal(derivative.orders[1 - axis]).scalingRows(by: Vector(mean))
                nodal = nodal.map { $0 + part } ?? part
            }
            return nodal.map { across.grid.analysis * $0 }
        }
    }

    /// The equation that is solved for each function alone: the assignment with the most highest derivatives on it.
    private static func matchedEquations(_ discretization: CoupledDiscretization, _ slopes: [[[Double]?]]) -> [Int] {
        let formulation = discretization.formulation
        let count = formulation.functions.count
        func weight(_ equation: Int, _ function: Int) -> Int {
            formulation.derivatives.enumerated().reduce(0) { sum, item in
                guard item.element.function == function, slopes[equation][item.offset] != nil else { return sum }
                let isHighest = (0..<2).contains {
                    formulation.orders[function][$0] > 0 && item.element.orders[$0] == formulation.orders[function][$0]
                }
                return sum + (isHighest ? 1 : 0)
            }
        }
        func permutations(_ rest: [Int]) -> [[Int]] {
            rest.isEmpty ? [[]] : rest.flatMap { first in permutations(rest.filter { $0 != first }).map { [first] + $0 } }
        }
        let candidates = permutations(Array(0..<count))
        return candidates.max { a, b in
            (0..<count).reduce(0) { $0 + weight(a[$1], $1) } < (0..<count).reduce(0) { $0 + weight(b[$1], $1) }
        } ?? Array(0..<count)
    }

    func iterate(from state: [Double], residuals: [[Double]]) throws(PDEError) -> [Double] {
        zip(state, try response(to: residuals.map { $0.map { -$0 } })).map { $0 + $1 }
    }

    func response(to sources: [[Double]]) throws(PDEError) -> [Double] {
        let projected = sources.map { discretization.project($0) }
        if isDirect { return flattened(swept(projected)).array }
        let result = generalizedMinimalResidual(flattened(projected), relativeTolerance: 1e-13, maximumIterations: 240) { w in
            let state = flattened(swept(matrices(w))).array
            let values = discretization.values(state, isHomogeneous: true)
            let products = slopes.map { row -> Matrix in
                var sum = [Double](repeating: 0, count: values[0].count)
                for (d, slope) in row.enumerated() {
                    if let slope { for i in sum.indices { sum[i] += slope[i] * values[d][i] } }
                }
                return discretization.project(sum)
            }
            return flattened(products)
        }
        return flattened(swept(matrices(result.solution))).array
    }

    private func swept(_ sources: [Matrix]) -> [Matrix] {
        var result = sources
        for sweep in sweeps { sweep.solve(sources, into: &result) }
        return result
    }

    private func flattened(_ matrices: [Matrix]) -> Vector { Vector(matrices.flatMap { $0.flattened.array }) }

    private func matrices(_ vector: Vector) -> [Matrix] {
        let all = vector.array
        return discretization.formulation.functions.indices.map { discretization.matrix(all, function: $0) }
    }
}

extension BoxAxis {
    /// Whether another axis has the same basis.
    fileprivate func isLike(_ other: BoxAxis) -> Bool {
        order == other.order && size == other.size && truncated[0] == other.truncated[0]
    }

    /// Whether T_m is the identity, or T_0 and T_m are diagonal together.
    fileprivate var suitsSweep: Bool { isSymmetric || !hasNullFunction }
}

extension CoupledDiscretization {
    /// The mean of values at the nodes along a variable, by the place in the other one.
    fileprivate func mean(of values: [Double], along axis: Int) -> [Double] {
        let (m, n) = (sizes[0], sizes[1])
        return (0..<(axis == 1 ? m : n)).map { k in
            // About the first value, so that the mean of equal values is exact.
            let first = axis == 1 ? values[k] : values[k * m]
            var sum = 0.0
            for l in 0..<(axis == 1 ? n : m) { sum += (axis == 1 ? values[k + l * m] : values[l + k * m]) - first }
            return first + sum / Double(axis == 1 ? n : m)
        }
    }

    /// The largest deviation from the mean along a variable, relative to the largest value.
    fileprivate func variation(of values: [Double], along axis: Int) -> Double {
        let mean = mean(of: values, along: axis)
        let size = values.reduce(0) { max($0, abs($1)) }
        guard size > 0 else { return 0 }
        var largest = 0.0
        for j in 0..<sizes[1] {
            for i in 0..<sizes[0] { largest = max(largest, abs(values[i + j * sizes[0]] - mean[axis == 1 ? i : j])) }
        }
        return largest / size
    }
}
