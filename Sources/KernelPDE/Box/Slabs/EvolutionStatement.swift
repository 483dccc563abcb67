import Expressions
import LinearAlgebra

/// A problem on a box read as an evolution: one variable, time, with conditions at its lower end only; the other is space.
struct EvolutionStatement: Sendable {
    /// A derivative that occurs.
    struct Derivative: Sendable {
        let space: Int
        let time: Int
    }

    let problem: BoxProblem
    /// The indices of the variables.
    let timeAxis: Int
    let spaceAxis: Int
    /// The derivatives in the order of the formulation.
    let derivatives: [Derivative]
    /// The fixed places of space where formulas switch.
    let lines: SwitchLines
    /// u, u_t, ... at the beginning from the values of the initial conditions.
    private let initialInverse: Matrix

    /// The order k in time.
    var timeOrder: Int { problem.orders[timeAxis] }
    /// The order m in space.
    var spaceOrder: Int { problem.orders[spaceAxis] }
    var time: DomainVariable { problem.variables[timeAxis] }
    var space: DomainVariable { problem.variables[spaceAxis] }
    /// The conditions at the ends of space.
    var boundary: [SideCondition] { problem.sides[spaceAxis] }
    private var initial: [SideCondition] { problem.sides[timeAxis] }

    /// Nil unless one of the variables is a time of order one or two. Of two candidates the last variable, or `t`, is taken.
    init?(_ problem: BoxProblem) {
        func isTime(_ axis: Int) -> Bool {
            (1...2).contains(problem.orders[axis])
                && problem.sides[axis].allSatisfy {
                    $0.data != nil && $0.functional.terms.allSatisfy { $0.end == .lower }
                }
                && problem.formulation.derivatives.contains { $0[axis] == problem.orders[axis] && $0[1 - axis] == 0 }
        }
        let candidates = [1, 0].filter { isTime($0) && problem.orders[1 - $0] >= 1 }
        guard let first = candidates.first else { return nil }
        let axis = candidates.first { problem.variables[$0].name == "t" } ?? first
        let k = problem.orders[axis]
        let weights = Matrix(rowCount: k, columnCount: k) { r, d in
            problem.sides[axis][r].functional.terms.reduce(0) { $0 + ($1.derivative == d ? $1.weight : 0) }
        }
        guard let lu = try? LU(of: weights), lu.reciprocalConditionNumber > 1e-12 else { return nil }
        self.problem = problem
        timeAxis = axis
        spaceAxis = 1 - axis
        derivatives = problem.formulation.derivatives.map { Derivative(space: $0[1 - axis], time: $0[axis]) }
        initialInverse = lu.solve(Matrix.identity(k))
        lines = SwitchLines(problem, axis: 1 - axis)
    }

    /// u, u_t, ... at the beginning: one array a derivative.
    func initialValues(at x: [Double]) throws(PDEError) -> [[Double]] {
        var given: [[Double]] = []
        for condition in initial { given.append(try condition.values(at: x)) }
        return given.indices.map { d in
            x.indices.map { i in given.indices.reduce(0) { $0 + initialInverse[d, $1] * given[$1][i] } }
        }
    }

    /// Slopes and source (linear) or slopes and residual at places in space and time.
    func rows(
        space x: [Double], time t: [Double], values: [[Double]]
    ) throws(PDEError) -> (slopes: [[Double]], last: [Double]) {
        try problem.formulation.rows(columns: timeAxis == 1 ? [x, t] : [t, x], values: values)
    }

    /// Whether the problem amplifies short waves without bound somewhere, as heat backwards in time or an elliptic equation
    /// with two initial conditions: its leading coefficients in time and (even-order) space have the wrong signs.
    func isIllPosed() throws(PDEError) -> Bool {
        let (k, m) = (timeOrder, spaceOrder)
        guard m % 2 == 0,
            let inTime = derivatives.firstIndex(where: { $0.time == k && $0.space == 0 }),
            let inSpace = derivatives.firstIndex(where: { $0.time == 0 && $0.space == m })
        else { return false }
        let parts = [0.03, 0.27, 0.52, 0.74, 0.96]
        let x = parts.flatMap { _ in parts.map { space.lower + $0 * space.length } }
        let t = parts.flatMap { part in parts.map { _ in time.lower + part * time.length } }
        let slopes = try rows(space: x, time: t, values: derivatives.map { _ in x.map { _ in 0 } }).slopes
        // exp(i w x) evolves by -c_space / c_time (i w)^m.
        let sign = m % 4 == 0 ? 1.0 : -1.0
        return zip(slopes[inTime], slopes[inSpace]).contains { sign * $0 * $1 < 0 }
    }
}
