/// A linear problem solved as it stands, or in the sense that is left where it has no or many solutions.
struct LinearReading {
    let solution: LinearSolution
    /// The equation that was solved: the stated one, or less a part of the source that no u can meet.
    let equation: LinearEquation
    let warnings: [String]
    /// Whether equation or conditions are met in the least-squares sense only.
    let isCompromise: Bool

    init(_ problem: OrdinaryProblem, _ stated: LinearEquation, solver: LinearSolver) throws(PDEError) {
        let breaks = problem.allBreaks
        var conditions = problem.endConditions
        if !problem.surplusConditions.isEmpty {
            let surplus = try SurplusConditions(
                stated, conditions: conditions, surplus: problem.surplusConditions, breaks: breaks, solver: solver)
            conditions = surplus.conditions
            solution = try solver.solve(stated, conditions: conditions, breaks: breaks)
            equation = stated
            warnings = surplus.warnings
            isCompromise = !surplus.warnings.isEmpty
            return
        }
        do throws(PDEError) {
            solution = try solver.solve(stated, conditions: conditions, breaks: breaks)
            equation = stated
            warnings = []
            isCompromise = false
        } catch {
            guard case .singular = error else { throw error }
            let bordered = try BorderedProblem(stated, conditions: conditions, breaks: breaks, solver: solver)
            solution = try solver.solve(bordered.equation, conditions: bordered.conditions, breaks: breaks)
            equation = bordered.equation
            warnings = bordered.warnings
            isCompromise = bordered.relativeDefect > BorderedProblem.limit
        }
    }
}

extension OrdinaryProblem {
    /// Whether a solution found under the first conditions misses some of the others, and which.
    func missedSurplus(of u: PiecewiseSeries) -> (warnings: [String], isMissed: Bool) {
        let missed = surplusConditions.filter { stated in
            let condition = stated.condition
            let size = max(condition.size(on: u), abs(condition.value))
            return abs(condition.evaluated(on: u) - condition.value) > 1e-8 * size
        }
        return (
            missed.map {
                "The problem is over-determined, and the solution of the first \(order) conditions misses \"\($0.text)\" by "
                    + "\(abs($0.condition.evaluated(on: u) - $0.condition.value))."
            }, !missed.isEmpty
        )
    }
}
