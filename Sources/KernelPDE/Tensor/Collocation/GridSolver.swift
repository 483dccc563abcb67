import Expressions
import Kernels
import LinearAlgebra

/// Collocation on a tensor grid of the user's choice, for one to four variables: one decomposition a variable, no adaptivity.
///
///     let solver = GridSolver(points: [1000, 1000])
///     let solution = try solver.solve(problem)
///
/// The unknowns are as many as grid points. With the polynomial basis the grid is that of Gauss' nodes, and the solve is that of
/// ``TensorSolver`` at the given sizes. With a kernel for each variable the grid is uniform, its ends included: derivatives are
/// those of the mean of a process given the values, D_k = K^(k) (K + shift)^-1 along each variable, and the equation holds at
/// the nodes. A sum over variables is inverted by one eigen- or Schur decomposition a variable and products along each, in
/// place; other terms by GMRES around that. O(sum n^3 + N sum n) time for N points.
///
/// Rejected: a Gram matrix of all points (N^2 memory), sparse factorisations of the grid operator (fill in three variables).
public struct GridSolver: Sendable {
    /// What interpolates between the points.
    public enum Basis: Sendable {
        /// Polynomials of degree n - 1 on Gauss' nodes.
        case polynomial
        /// A process along each variable, with the shift of its Gram matrix.
        case kernels([any SmoothKernel], shift: DiagonalShift)
    }

    /// The number of points of each variable.
    public var points: [Int]
    /// What interpolates between them.
    public var basis: Basis
    /// How much memory a solve may use.
    public var budget: MemoryBudget

    /// A solver on a grid.
    public init(points: [Int], basis: Basis = .polynomial, budget: MemoryBudget = .halfOfMachine) {
        self.points = points
        self.basis = basis
        self.budget = budget
    }

    /// Solves the problem on the grid.
    ///
    /// - Throws: ``PDEError`` if the grid does not fit the problem or the memory, the problem has no unique solution, a formula
    ///   is not finite, or (with kernels) the equation is not linear. The report tells by the residual between the points how
    ///   far to trust the solution; its warnings say where the grid is too coarse.
    public func solve(_ problem: TensorProblem) throws(PDEError) -> any PDESolution & TensorGridEvaluable {
        guard points.count == problem.variables.count else {
            throw .unsupported(
                "A grid takes a number of points for each of \(problem.variables.map(\.name).joined(separator: ", ")).")
        }
        for (variable, (count, order)) in zip(problem.variables, zip(points, problem.orders))
        where count < max(2 * order, 2) || count > 20_000 {
            throw .unsupported(
                "\(count) points of \(variable.name) are too few or too many: from \(max(2 * order, 2)) to 20000.")
        }
        let isDirect = problem.isLinear && !problem.formulation.constants.contains { $0 == nil }
        try budget.require(
            grids: 3 * problem.formulation.derivatives.count + 8 + (isDirect ? 0 : 24), of: points,
            "A grid of \(points.map(String.init).joined(separator: " by ")) points")
        switch basis {
        case .polynomial:
            return try TensorSolver(budget: budget).solve(problem, sizes: points)
        case .kernels(let kernels, let shift):
            guard kernels.count == points.count else {
                throw .unsupported(
                    "A grid takes one kernel for each of \(points.count) variables, not \(kernels.count).")
            }
            return try KernelGrid(problem, points: points, kernels: kernels, shift: shift, budget: budget).solve()
        }
    }
}
