/// How many functions a variable may have, and all of them together.
struct TensorLimits: Sendable {
    /// The largest number of functions of one variable.
    let perVariable: Int
    /// The largest number of coefficients.
    let total: Int
    /// The number of variables.
    let dimension: Int

    /// - Parameter isConsistent: data that do not fit together are not chased beyond moderate sizes.
    init(_ problem: TensorProblem, budget: MemoryBudget, isConsistent: Bool) {
        dimension = problem.variables.count
        let derivatives = problem.formulation.derivatives.count
        let isDirect = problem.isLinear && !problem.formulation.constants.contains { $0 == nil }
        // Values of every derivative, on the grid and on the finer one of the check; a few basis vectors of GMRES.
        let grids = 5 * derivatives + 12 + (isDirect ? 0 : 30)
        let fitting = min(budget.count(gridsOf: grids), 1 << 25)
        total = isConsistent ? fitting : min(fitting, dimension == 4 ? 160_000 : 120_000)
        perVariable = isConsistent ? 700 : 119
    }

    /// Sizes to begin with.
    ///
    /// - Throws: ``PDEError/needsMemory(what:gibibytes:limit:)`` if not even these fit.
    func first(_ orders: [Int], budget: MemoryBudget) throws(PDEError) -> [Int] {
        let size = dimension < 4 ? 24 : 16
        let sizes = orders.map { max($0 == 0 ? size / 2 : size, 2 * $0) }
        if sizes.reduce(1, *) > total {
            try budget.require(grids: budget.count(gridsOf: 1) / max(total, 1), of: sizes, "The smallest solve")
        }
        return sizes
    }

    /// The sizes with the open ones grown, as far as they may.
    func grown(_ sizes: [Int], open: [Bool]) -> [Int] {
        guard open.contains(true) else { return sizes }
        var factor = dimension < 4 ? 1.5 : 1.35
        while factor > 1.08 {
            let next = sizes.indices.map { d in
                open[d] ? min(perVariable, Int(factor * Double(sizes[d])) + (dimension < 4 ? 8 : 4)) : sizes[d]
            }
            if next.reduce(1, *) <= total { return next }
            factor = 1 + 0.6 * (factor - 1)
        }
        return sizes
    }
}
