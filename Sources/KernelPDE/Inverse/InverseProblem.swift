import Expressions

/// Equations with unknown coefficients that are to be inferred from observations of their solution.
///
///     let statement = PDEStatement(
///         variables: [.init("x", "0", "1"), .init("t", "0", "0.2")], equations: ["u_t = kappa*u_xx"],
///         conditions: [.init(on: "t = 0", "u = sin(pi*x)"), .init(on: "x = min", "u = 0"), .init(on: "x = max", "u = 0")],
///         unknowns: [.init("kappa", from: 0.1, through: 10)],
///         observations: PointObservations(points: points, series: [.init("u", values)]))
///     let solution = try InverseProblem(statement).solve()
///     solution.report.parameters["kappa"]
///
/// Unknown constants have a flat prior within their bounds; one unknown field may be a function of one of the variables, with a
/// Gaussian process prior, on its logarithm if the field is positive (`lower` not below zero). Its bounds say that and where the
/// prior is centred; they do not cut the field off. Everything that ``SystemProblem``
/// solves may stand around them: one to three functions in one or two variables.
public struct InverseProblem: SolvablePDE {
    public let conditions: [StatedCondition]
    public let parameters: [String: Double]
    /// What is to be inferred.
    public let unknowns: [UnknownCoefficient]
    /// The measurements.
    public let observations: PointObservations

    let system: SystemProblem
    let data: ObservedData
    /// The exact field, where it is known.
    let exactFields: [String: CompiledExpression]

    public var variables: [DomainVariable] { system.variables }
    public var residual: Expression { system.residual }
    public var exact: Expression? { system.exact }
    public var orders: [Int] { system.orders }
    public var isLinear: Bool { system.isLinear }

    private static let largestConstantCount = 6

    /// Understands a statement with unknown coefficients and observations.
    ///
    /// - Throws: ``PDEError`` naming the formula, the coefficient or the observations at fault.
    public init(_ statement: PDEStatement) throws(PDEError) {
        guard let observations = statement.observations else {
            throw .unsuitableObservations(
                reason: "there are none, and the unknown \(statement.unknowns.first?.name ?? "coefficient") needs some."
            )
        }
        conditions = statement.conditions
        parameters = statement.parameters
        unknowns = statement.unknowns
        self.observations = observations
        try Self.check(statement)
        system = try SystemProblem(statement, unknowns: statement.unknowns)
        for (index, unknown) in unknowns.enumerated() {
            let used = system.posed.formulation.coefficients.filter { $0.function == index }
            let isHeld = system.residuals.contains { $0.names.contains(unknown.name) }
            guard isHeld || (!unknown.arguments.isEmpty && !used.isEmpty) else {
                throw .unusableUnknown(name: unknown.name, reason: "no equation holds it.")
            }
            guard used.allSatisfy({ $0.orders.reduce(0, +) <= 1 }) else {
                throw .unusableUnknown(
                    name: unknown.name, reason: "only the field and its first derivatives may occur.")
            }
        }
        data = try ObservedData(observations, variables: system.variables, functions: statement.functions)
        let constants = unknowns.filter { $0.arguments.isEmpty }.count
        guard data.values.count > constants else {
            throw .unsuitableObservations(
                reason: "\(data.values.count) values cannot determine \(constants) constants and their uncertainty.")
        }
        var exactFields: [String: CompiledExpression] = [:]
        for unknown in unknowns {
            guard let text = statement.exact[unknown.name] else { continue }
            exactFields[unknown.name] = try Formula.compiled(
                try Formula.function(text, variables: system.variables.map(\.name), parameters: parameters),
                variables: system.variables.map(\.name), parameters: parameters, text: text)
        }
        self.exactFields = exactFields
    }

    private static func check(_ statement: PDEStatement) throws(PDEError) {
        let fields = statement.unknowns.filter { !$0.arguments.isEmpty }
        guard fields.count <= 1 else {
            throw .unusableUnknown(
                name: fields[1].name, reason: "one field can be inferred at a time; give a formula for the other.")
        }
        guard statement.unknowns.count - fields.count <= largestConstantCount else {
            throw .unsupported("At most \(largestConstantCount) unknown constants are inferred at a time.")
        }
        for unknown in statement.unknowns {
            guard unknown.lower < unknown.upper else {
                throw .unusableUnknown(
                    name: unknown.name, reason: "its bounds [\(unknown.lower), \(unknown.upper)] are empty.")
            }
            for argument in unknown.arguments where !statement.variables.contains(where: { $0.name == argument }) {
                throw .unusableUnknown(name: unknown.name, reason: "its argument \(argument) is no variable.")
            }
            guard unknown.arguments.count <= 1 else {
                throw .unusableUnknown(name: unknown.name, reason: "a field depends on one of the variables.")
            }
            for condition in statement.conditions where !condition.equation.isEmpty {
                let held = try Formula.equation(condition.equation).residual.names
                if held.contains(unknown.name) {
                    throw .unusableUnknown(
                        name: unknown.name,
                        reason:
                            "it stands in the condition \"\(condition.equation)\"; only coefficients of equations are "
                            + "inferred.")
                }
            }
        }
    }

    public func solve() throws(PDEError) -> any PDESolution { try InverseSolver().solve(self) }
}
