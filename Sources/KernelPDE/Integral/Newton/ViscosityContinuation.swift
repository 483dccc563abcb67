// Goal: solutions with an inner layer whose place hardly depends on the equation (steady Burgers: the eigenvalue of a shift is of
// the order exp(-1 / nu), below rounding from nu = 0.03 on). Newton's method then moves the layer by rounding errors over
// a small pivot. Two remedies together: the highest derivative is multiplied by s and s lowered to one, so that every start is close
// to its solution; and steps leave out the null function of the linearisation, so that the layer stays where the solution with more
// viscosity had it. The report says so: no residual can tell the place of such a layer.

extension NonlinearSolver {
    private static let strongest = 1024.0
    private static let reduction = 1.6

    /// The solution by continuation in the coefficient of the highest derivative; nil where that fails as well.
    func continuation(
        _ equation: NonlinearEquation, _ conditions: [EndCondition], from start: State, steps: inout Int
    ) -> NonlinearSolution? {
        var strength = 4.0
        var state: State?
        while state == nil, strength <= Self.strongest {
            if let solved = refine(
                equation.scaled(highestDerivative: strength), conditions, from: start, tolerance: 1e-4, steps: &steps)
            {
                state = State(solved)
            } else {
                strength *= 4
            }
        }
        guard var current = state else { return nil }
        while strength > 1 {
            strength = max(1, strength / Self.reduction)
            let isLast = strength == 1
            guard
                var solved = refine(
                    equation.scaled(highestDerivative: strength), conditions, from: current,
                    tolerance: isLast ? settings.solutionTolerance : 1e-4, isDeflating: true, steps: &steps),
                solved.unresolvedPieces == 0
            else { return nil }
            if isLast {
                solved.usedHomotopy = true
                return solved
            }
            current = State(solved)
        }
        return nil
    }
}

extension NonlinearSolver.State {
    init(_ solved: NonlinearSolution) {
        self.init(
            mesh: CollocationMesh(cells: solved.system.pieces.map { .init(interval: $0.interval, size: $0.size) }),
            series: solved.series, meetsConditions: true)
    }
}

extension NonlinearEquation {
    /// The equation with the coefficient that u^(m) has about zero multiplied by s.
    func scaled(highestDerivative s: Double) -> NonlinearEquation {
        guard s != 1 else { return self }
        let (evaluate, linear, m) = (linearized, linearPart.rows, order)
        return NonlinearEquation(order: m, fluxes: fluxes) { points, derivatives in
            var result = evaluate(points, derivatives)
            let coefficient = linear(points)[m]
            for i in 0..<points.count {
                let added = (s - 1) * coefficient[i]
                result.residual[i] += added * derivatives[m][i]
                result.partials[m][i] += added
            }
            return result
        }
    }
}
