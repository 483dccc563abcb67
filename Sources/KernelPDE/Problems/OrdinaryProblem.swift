import Expressions

/// A two-point or initial value problem: one variable x, one unknown u, order one to four.
///
///     let problem = try OrdinaryProblem(
///         domain: ("0", "2*pi"), equation: "u_xx = -10000*sin(100*x)",
///         conditions: [(on: "boundary", equation: "u = sin(100*x)")], exact: "sin(100*x)")
///
/// The equation may be linear with any coefficients (flux form `d(a*u_x, x)` keeps a u' continuous where a jumps) or any
/// smooth formula in u and its derivatives. `manufactured` as a right-hand side stands for the left-hand side at `exact`.
public struct OrdinaryProblem: PDEProblem {
    public let variables: [DomainVariable]
    public let residual: Expression
    public let conditions: [StatedCondition]
    public let exact: Expression?
    public let parameters: [String: Double]
    /// Points known to be singular, strictly inside the domain, in order; more are found by the solver.
    public let breaks: [Double]

    /// Conditions on the integral over the domain.
    let integralConditions: [IntegralCondition]
    /// Conditions at the ends, as many as the order less those on integrals.
    let endConditions: [EndCondition]
    /// Conditions beyond that number, independent of one another.
    let surplusConditions: [(condition: EndCondition, text: String)]
    let formulation: OrdinaryFormulation

    /// The variable x.
    public var variable: DomainVariable { variables[0] }
    /// The order of the highest derivative.
    public var order: Int { formulation.order }
    /// Whether the equation is linear in u.
    public var isLinear: Bool {
        if case .linear = formulation.kind { true } else { false }
    }

    /// Reads a problem from formulas.
    ///
    /// - Parameters:
    ///   - variable: the variable's name.
    ///   - domain: its bounds, constant formulas such as `2*pi`.
    ///   - equation: `left = right`.
    ///   - conditions: as many as the order or more (then met in the least-squares sense); `on` is `boundary` (both ends), `x = 0`, `x = min`, `x = max`, `periodic x`,
    ///     or `integral` (the integral of the left side over the domain equals the right side, a number).
    ///   - parameters: named constants.
    ///   - exact: the solution, if known.
    ///   - breaks: singular points, constant formulas.
    /// - Throws: ``PDEError`` naming the formula at fault, with line and column where it does not parse.
    public init(
        variable: String = "x", domain: (String, String), equation: String,
        conditions: [(on: String, equation: String)], parameters: [String: Double] = [:], exact: String? = nil,
        breaks: [String] = []
    ) throws(PDEError) {
        let lower = try Formula.constant(domain.0, parameters: parameters)
        let upper = try Formula.constant(domain.1, parameters: parameters)
        let x = try DomainVariable(variable, from: lower, through: upper)
        let names = DerivativeNames(unknowns: ["u"], variables: [variable], parameters: parameters.keys)
        let solution = try exact.map { (text) throws(PDEError) in
            try Formula.function(text, variables: [variable], parameters: parameters)
        }
        let stated = try Formula.equation(equation)
        let reading = ConditionReader(variable: x, names: names, parameters: parameters, exact: solution)
        let residual = try reading.residual(stated, text: equation)
        let formulation = try OrdinaryFormulation(
            residual: residual, text: equation, variable: x, names: names, parameters: parameters)
        self.variables = [x]
        self.residual = residual
        self.conditions = conditions.map { StatedCondition(on: $0.on, $0.equation) }
        self.exact = solution
        self.parameters = parameters
        self.formulation = formulation
        integralConditions = try reading.integrals(self.conditions, order: formulation.order)
        if case .nonlinear = formulation.kind, let first = integralConditions.first {
            throw .unsuitableCondition(
                condition: first.text, reason: "integral conditions need an equation that is linear in u.")
        }
        let read = try reading.conditions(
            self.conditions, order: formulation.order, integralCount: integralConditions.count)
        endConditions = read.prefix(formulation.order).map(\.condition)
        surplusConditions = Array(read.dropFirst(formulation.order))
        var points: [Double] = []
        for text in breaks { points.append(try Formula.constant(text, parameters: parameters)) }
        self.breaks = Set(points).filter { $0 > lower && $0 < upper }.sorted()
    }
}
