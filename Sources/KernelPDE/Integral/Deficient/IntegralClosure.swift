import LinearAlgebra

/// Conditions on integrals turned into conditions at the ends.
///
/// d of them leave d constants free. Values at an end take their places such that the problem is regular; with u for zero there
/// and z_b for one at the b-th, the integrals of u + sum c_b z_b are d linear equations for c, the values wanted.
struct IntegralClosure {
    /// As many as the order, all at the ends.
    let conditions: [EndCondition]

    init(
        _ equation: LinearEquation, conditions given: [EndCondition], integrals: [IntegralCondition], breaks: [Double],
        solver: LinearSolver
    ) throws(PDEError) {
        let (m, d) = (equation.order, integrals.count)
        let homogeneous = equation.replacingSource { x in [Double](repeating: 0, count: x.count) }
        let ends =
            (0..<m).map { EndCondition.value(0, at: .lower, derivative: $0) }
            + (0..<m).map { EndCondition.value(0, at: .upper, derivative: $0) }
        for chosen in BorderedProblem.subsets(of: 2 * m, size: d) {
            var all = given + chosen.map { ends[$0] }
            guard let u = try Self.regular(equation, all, breaks, solver) else { continue }
            var columns: [PiecewiseSeries] = []
            for b in 0..<d {
                var unit = all
                for i in unit.indices { unit[i].value = i == given.count + b ? 1 : 0 }
                columns.append(try solver.solve(homogeneous, conditions: unit, breaks: breaks).series)
            }
            let zero = columns[0].scaled(by: 0)
            var matrix = Matrix(rowCount: d, columnCount: d)
            var gap = Vector(count: d)
            for (a, condition) in integrals.enumerated() {
                let constant = try condition.integral(of: zero)
                gap[a] = condition.value - (try condition.integral(of: u))
                for b in 0..<d { matrix[a, b] = try condition.integral(of: columns[b]) - constant }
            }
            guard let lu = try? LU(of: matrix), lu.reciprocalConditionNumber > 1e-12 else {
                throw .singular(reciprocalCondition: 0)
            }
            let values = lu.solve(gap)
            for b in 0..<d { all[given.count + b].value = values[b] }
            conditions = all
            return
        }
        throw .singular(reciprocalCondition: 0)
    }

    /// The solution, or nil where the problem is not regular.
    private static func regular(
        _ equation: LinearEquation, _ conditions: [EndCondition], _ breaks: [Double], _ solver: LinearSolver
    ) throws(PDEError) -> PiecewiseSeries? {
        do throws(PDEError) {
            let solved = try solver.solve(equation, conditions: conditions, breaks: breaks)
            return solved.system.glue.reciprocalCondition > 1e-11 || conditions.startingEnd != nil ? solved.series : nil
        } catch {
            guard case .singular = error else { throw error }
            return nil
        }
    }
}
