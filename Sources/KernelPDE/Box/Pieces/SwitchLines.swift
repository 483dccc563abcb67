import Expressions

/// The lines x = constant of a box on which its formulas switch (where, abs, sign, min, max), and what is continuous there.
struct SwitchLines {
    /// The positions inside the domain, ascending.
    let positions: [Double]
    /// At those where a flux a u' is continuous and a jumps: the ratio of u' above to u' below.
    let fluxRatios: [Double: Double]
    /// A flux that jumps where no break can stand for it (along a curve, with u, or differently along the line); what is
    /// continuous is then not known to the solver.
    let hasLooseFlux: Bool

    /// - Parameter axis: the variable that is constant on the lines.
    init(_ problem: BoxProblem, axis: Int) {
        let (variable, other) = (problem.variables[axis], problem.variables[1 - axis])
        let places = [0.0173, 0.4142, 0.8317].map { other.lower + $0 * other.length }
        func switches(_ expression: Expression) -> [[Double]] {
            places.map {
                SwitchPoints.find(
                    in: expression.substituting([other.name: .number($0)]), variable: variable,
                    parameters: problem.parameters)
            }
        }
        func isAt(_ point: Double, _ list: [Double]) -> Bool {
            list.contains { abs($0 - point) <= 1e-12 * variable.length }
        }
        var found: [Double] = []
        var expressions = [problem.residual] + (problem.exact.map { [$0] } ?? [])
        for condition in problem.conditions {
            // What does not parse or holds `manufactured` has no switches of its own.
            guard let equation = try? Equation(parsing: condition.equation) else { continue }
            expressions += [equation.left, equation.right]
        }
        for expression in expressions where !expression.switchingExpressions.isEmpty {
            let sets = switches(expression)
            found += sets[0].filter { point in sets.allSatisfy { isAt(point, $0) } }
        }
        var distinct: [Double] = []
        for point in found.sorted() where !isAt(point, distinct) { distinct.append(point) }
        positions = distinct
        var isLoose = false
        var ratios: [Double: Double] = [:]
        let fluxes = Self.switchedFluxes(problem.residual, by: variable.name)
        if !fluxes.isEmpty {
            for flux in fluxes {
                if flux.switchingExpressions.contains(where: { $0.contains(anyOf: ["u"]) }) { isLoose = true }
                if switches(flux).contains(where: { set in set.contains { !isAt($0, distinct) } }) { isLoose = true }
            }
            for point in distinct {
                guard let ratio = Self.ratio(problem, axis: axis, at: point) else {
                    isLoose = true
                    continue
                }
                if ratio != 1 { ratios[point] = ratio }
            }
        }
        fluxRatios = ratios
        hasLooseFlux = isLoose
    }

    /// The operands of d(..., variable) that switch.
    private static func switchedFluxes(_ expression: Expression, by variable: String) -> [Expression] {
        if case .derivative(let operand, let name) = expression, name == variable, !operand.switchingExpressions.isEmpty
        {
            return [operand]
        }
        return expression.children.flatMap { switchedFluxes($0, by: variable) }
    }

    /// The leading coefficient below over that above; nil where it depends on u or varies along the line, or for other orders.
    private static func ratio(_ problem: BoxProblem, axis: Int, at point: Double) -> Double? {
        let formulation = problem.formulation
        guard problem.orders[axis] == 2,
            let index = formulation.derivatives.firstIndex(where: { $0[axis] == 2 && $0[1 - axis] == 0 })
        else { return nil }
        let other = problem.variables[1 - axis]
        let along = [0.0173, 0.3141, 0.6789, 0.9511].map { other.lower + $0 * other.length }
        let gap = 1e-9 * problem.variables[axis].length
        var ratios: [Double] = []
        for level in [0.0, 1.0] {
            let sides = [point - gap, point + gap].map { x -> [Double]? in
                let normal = along.map { _ in x }
                let columns = axis == 0 ? [normal, along] : [along, normal]
                let values = formulation.derivatives.map { _ in along.map { _ in level } }
                return (try? formulation.rows(columns: columns, values: values))?.slopes[index]
            }
            guard let below = sides[0], let above = sides[1] else { return nil }
            ratios += zip(below, above).map { $0 / $1 }
        }
        // Coefficients that vary beside the jump are read a little off it.
        guard let first = ratios.first, first.isFinite, first != 0,
            ratios.allSatisfy({ abs($0 - first) <= 1e-7 * abs(first) })
        else { return nil }
        return abs(first - 1) <= 1e-7 ? 1 : first
    }
}
