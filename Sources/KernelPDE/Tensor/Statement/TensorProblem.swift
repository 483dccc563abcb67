import Expressions

/// A boundary or initial value problem on a box of one to four variables: one unknown u, order at most four in each.
///
///     let problem = try TensorProblem(
///         variables: [("x", "0", "1"), ("y", "0", "1"), ("t", "0", "0.1")], equation: "u_t = u_xx + u_yy",
///         conditions: [
///             (on: "t = 0", equation: "u = sin(pi*x)*sin(pi*y)"), (on: "x = min", equation: "u = 0"),
///             (on: "x = max", equation: "u = 0"), (on: "y = min", equation: "u = 0"), (on: "y = max", equation: "u = 0"),
///         ])
///
/// The equation may be linear with any coefficients and mixed derivatives, or any smooth formula in u and its derivatives.
/// In each variable the two faces take together as many conditions as the order in it, so time takes initial conditions
/// only (`t = 0`). `manufactured` as a right-hand side stands for the left-hand side at `exact`.
public struct TensorProblem: PDEProblem {
    public let variables: [DomainVariable]
    public let residual: Expression
    public let conditions: [StatedCondition]
    public let exact: Expression?
    public let parameters: [String: Double]

    let formulation: TensorFormulation
    /// The conditions on the faces of each variable, as many as the order.
    let faces: [[FaceCondition]]

    /// The highest order of a derivative by each variable.
    public var orders: [Int] { formulation.orders }
    /// Whether the equation is linear in u.
    public var isLinear: Bool { formulation.isLinear }

    /// Reads a problem from formulas.
    ///
    /// - Parameters:
    ///   - variables: one to four names, each with its bounds: constant formulas such as `2*pi`.
    ///   - equation: `left = right`.
    ///   - conditions: `on` is `boundary` (all faces), `x = 0`, `x = min`, `t = max` ... or `periodic x`; equations are linear
    ///     in u and its derivatives across the face, e.g. `u = sin(y)*z`, `u_x = 0`, `u + 2*u_x = y`.
    ///   - parameters: named constants.
    ///   - exact: the solution, if known.
    /// - Throws: ``PDEError`` naming the formula at fault, with line and column where it does not parse.
    public init(
        variables: [(name: String, lower: String, upper: String)], equation: String,
        conditions: [(on: String, equation: String)], parameters: [String: Double] = [:], exact: String? = nil
    ) throws(PDEError) {
        guard (1...4).contains(variables.count), Set(variables.map(\.name)).count == variables.count else {
            throw .unsupported(
                "A problem on a box takes one to four variables of different names, not "
                    + "\(variables.map(\.name).joined(separator: ", ")).")
        }
        var axes: [DomainVariable] = []
        for variable in variables {
            guard Expression.isValidName(variable.name), variable.name != "u", parameters[variable.name] == nil else {
                throw .unsupported(
                    "\"\(variable.name)\" cannot name a variable: it is no identifier, or stands for something else.")
            }
            axes.append(
                try DomainVariable(
                    variable.name, from: try Formula.constant(variable.lower, parameters: parameters),
                    through: try Formula.constant(variable.upper, parameters: parameters)))
        }
        let list = axes.map(\.name)
        let names = DerivativeNames(unknowns: ["u"], variables: list, parameters: parameters.keys)
        let solution = try exact.map { (text) throws(PDEError) in
            try Formula.function(text, variables: list, parameters: parameters)
        }
        let stated = try Formula.equation(equation)
        let reading = ConditionReader(variable: axes[0], names: names, parameters: parameters, exact: solution)
        let residual = try reading.residual(stated, text: equation)
        formulation = try TensorFormulation(
            residual: residual, text: equation, variables: axes, names: names, parameters: parameters)
        self.variables = axes
        self.residual = residual
        self.conditions = conditions.map { StatedCondition(on: $0.on, $0.equation) }
        self.exact = solution
        self.parameters = parameters
        faces = try FaceConditionReader(
            variables: axes, orders: formulation.orders, names: names, parameters: parameters, exact: solution
        ).read(self.conditions)
    }
}

extension TensorProblem: SolvablePDE {
    public init(_ statement: PDEStatement) throws(PDEError) {
        let (equation, conditions, exact) = try statement.single()
        try self.init(
            variables: statement.variables.map { ($0.name, $0.lower, $0.upper) }, equation: equation,
            conditions: conditions, parameters: statement.parameters, exact: exact)
    }

    public func solve() throws(PDEError) -> any PDESolution { try TensorSolver().solve(self) }
}
