import Expressions
import LinearAlgebra

/// A problem whose points lie anywhere: on an irregular domain, or with measurements of u at scattered points.
///
///     let problem = try ScatteredProblem(PDEStatement(
///         variables: [.init("x", "-1", "1"), .init("y", "-1", "1")], equations: ["u_xx + u_yy = -4"],
///         conditions: [.init(on: "boundary", "u = 0")], domain: "x^2 + y^2 < 1"))
///
/// One to three variables, one unknown u, derivatives up to order four in all. Conditions may hold on `boundary`, on the part
/// of it in a region (`x < 0`) or on a curve (`x = min`, `x^2 + y^2 = 0.1`), and may use the outward normal's components
/// `n_x`, `n_y` and the normal derivative `u_n`.
public struct ScatteredProblem: SolvablePDE {
    public let variables: [DomainVariable]
    public let residual: Expression
    public let conditions: [StatedCondition]
    public let exact: Expression?
    public let parameters: [String: Double]
    /// The points at which the equation holds.
    public let domain: ImplicitDomain
    /// Measurements of u, if there are any.
    public let observations: PointObservations?

    let equation: PointwiseEquation
    let edge: [EdgeCondition]

    public init(_ statement: PDEStatement) throws(PDEError) {
        let (text, conditions, exactText) = try statement.single()
        let parameters = statement.parameters
        guard (1...3).contains(statement.variables.count) else {
            throw .unsupported(
                "Scattered problems have one to three variables, not \(statement.variables.count).")
        }
        var axes: [DomainVariable] = []
        for variable in statement.variables {
            guard Expression.isValidName(variable.name), variable.name != "u", parameters[variable.name] == nil,
                !axes.contains(where: { $0.name == variable.name })
            else {
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
        let solution = try exactText.map { (text) throws(PDEError) in
            try Formula.function(text, variables: list, parameters: parameters)
        }
        let reading = ConditionReader(variable: axes[0], names: names, parameters: parameters, exact: solution)
        let residual = try reading.residual(try Formula.equation(text), text: text)
        let equation = try PointwiseEquation(residual, text: text, names: names, parameters: parameters)
        guard equation.order > 0 else { throw .noDerivative(equation: text) }
        guard equation.order <= 4 else { throw .orderTooHigh(equation.order) }
        self.variables = axes
        self.residual = residual
        self.exact = solution
        self.parameters = parameters
        self.conditions = conditions.map { StatedCondition(on: $0.on, $0.equation) }
        self.equation = equation
        domain = try ImplicitDomain(variables: axes, region: statement.domain, parameters: parameters)
        edge = try EdgeConditionReader(variables: axes, names: names, parameters: parameters, exact: solution)
            .read(self.conditions)
        observations = statement.observations
        if let observations { try ObservationCheck(observations, domain: domain).run() }
    }

    public var orders: [Int] {
        (0..<variables.count).map { c in equation.derivatives.map { $0[c] }.max() ?? 0 }
    }

    public var isLinear: Bool { equation.isLinear && edge.allSatisfy(\.equation.isLinear) }

    public func solve() throws(PDEError) -> any PDESolution {
        if observations != nil { return try ObservedSolver().solve(self) }
        return try DomainSolver().solve(self)
    }
}
