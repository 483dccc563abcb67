/// A solved (or given up) non-linear problem.
package struct NonlinearSolution: Sendable {
    package var series: PiecewiseSeries
    /// The linear problem of the last Newton step, for norms and corrections.
    package var system: LinearSystem
    /// All Newton steps, over all meshes and homotopy stages.
    package var steps: Int
    /// Whether Newton's method converged on the last mesh.
    package var converged: Bool
    /// Whether homotopy on the non-linear part was needed.
    package var usedHomotopy: Bool
    /// Whether the linearisation has a null function, along which the solution was kept where continuation had it.
    package var isDeflated: Bool
    package var unresolvedPieces: Int
    /// The residual after every step of the last Newton iteration, in the root mean square.
    package var residuals: [Double] = []
    package var rounds: Int
    package var hitLimit: Bool
    package var unknowns: Int { system.pieces.reduce(0) { $0 + $1.size + $1.order } }
}
