/// A linear problem solved as it stands, or in the sense that is left where it has no or many solutions.
struct LinearReading {
    let solution: LinearSolution
    /// The equation that was solved: the stated one, or less a part of the source that no u can meet.
    let equation: LinearEquation
    let warnings: [String]
    /// Whether equation or conditions are met in the least-squares sense only.
    let isCompromise: Bool

    /// Joined systems worse conditioned than this are searched for null functions.
    private static let suspicious = 1e-12

    init(_ problem: OrdinaryProblem, _ stated: LinearEquation, solver: LinearSolver) throws(PDEError) {
        let breaks = problem.allBreaks
        var conditions = problem.endConditions
        if !problem.integralConditions.isEmpty {
            conditions = try IntegralClosure(
                stated, conditions: conditions, integrals: problem.integralConditions, breaks: breaks, solver: solver
            ).conditions
            solution = try solver.solve(stated, conditions: conditions, breaks: breaks)
            (equation, warnings, isCompromise) = (stated, [], false)
            return
        }
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
        var plain: LinearSolution?
        do throws(PDEError) {
            plain = try solver.solve(stated, conditions: conditions, breaks: breaks)
        } catch {
            guard case .singular = error else { throw error }
        }
        if let plain,
            plain.hitLimit || conditions.startingEnd != nil || plain.system.glue.reciprocalCondition > Self.suspicious
        {
            (solution, equation, warnings, isCompromise) = (plain, stated, [], false)
            return
        }
        let bordered: BorderedProblem
        do throws(PDEError) {
            bordered = try BorderedProblem(stated, conditions: conditions, breaks: breaks, solver: solver)
        } catch {
            guard let plain, case .singular = error else { throw error }
            (solution, equation, warnings, isCompromise) = (plain, stated, [], false)
            return
        }
        solution = try solver.solve(bordered.equation, conditions: bordered.conditions, breaks: breaks)
        equation = bordered.equation
        warnings = bordered.warnings
        isCompromise = bordered.relativeDefect > BorderedProblem.limit
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
