import Expressions

/// Equations for one to three unknown functions of one or two variables, linear or not, with their conditions.
///
///     let statement = PDEStatement(
///         variables: [.init("t", "0", "10")], functions: ["q", "p"], equations: ["q_t = p", "p_t = -sin(q)"],
///         conditions: [.init(on: "t = 0", "q = 1"), .init(on: "t = 0", "p = 0")])
///     let solution = try SystemProblem(statement).solve()
///     solution.components[1].solution.mean(at: points)
///
/// The orders may differ from function to function. A condition names the function it binds (`v_x = 0`); in one variable it may
/// bind several (`q + p = 1`). `manufactured` as a right-hand side stands for the left-hand side at the exact functions.
public struct SystemProblem: SolvablePDE {
    public let variables: [DomainVariable]
    public let conditions: [StatedCondition]
    public let parameters: [String: Double]
    /// The unknown functions.
    public let functions: [String]
    /// left - right of every equation.
    public let residuals: [Expression]
    /// The exact functions that are known.
    public let exactFunctions: [String: Expression]

    let posed: PosedSystem
    /// Pairs of conditions on one function that disagree where their sides meet.
    let corners: [String]

    /// left - right of the first equation.
    public var residual: Expression { residuals[0] }
    /// The exact first function, if it is known.
    public var exact: Expression? { exactFunctions[functions[0]] }
    /// The highest order of a derivative by each variable, over all functions.
    public var orders: [Int] {
        variables.indices.map { axis in posed.formulation.orders.map { $0[axis] }.max() ?? 0 }
    }
    /// Whether the equations are linear in the functions.
    public var isLinear: Bool { posed.formulation.isLinear }

    /// Understands a statement of one to three functions in one or two variables.
    ///
    /// - Throws: ``PDEError`` naming the formula at fault, with line and column where it does not parse.
    public init(_ statement: PDEStatement) throws(PDEError) { try self.init(statement, unknowns: []) }

    /// - Parameter unknowns: coefficients whose values are given later.
    init(_ statement: PDEStatement, unknowns: [UnknownCoefficient]) throws(PDEError) {
        let reader = try SystemReader(statement, unknowns: unknowns)
        variables = reader.variables
        conditions = statement.conditions
        parameters = statement.parameters
        functions = statement.functions
        exactFunctions = reader.exact
        residuals = try statement.equations.map { (text) throws(PDEError) in try reader.residual(of: text) }
        let formulation = try SystemFormulation(
            residuals: residuals, texts: statement.equations, functions: functions, unknowns: unknowns,
            variables: variables, names: reader.names, parameters: parameters)
        var posed = PosedSystem(formulation: formulation)
        if variables.count == 1 {
            posed.endConditions = try SystemEndReader(reader: reader, orders: formulation.orders.map { $0[0] })
                .read(conditions)
            let (x, parameters) = (variables[0], parameters)
            let switches = residuals.flatMap { SwitchPoints.find(in: $0, variable: x, parameters: parameters) }
            posed.breaks = [x.lower] + Set(switches).sorted() + [x.upper]
            corners = []
        } else {
            posed.sides = try SystemSideReader(reader: reader, orders: formulation.orders).read(conditions)
            corners = try Self.mismatches(posed.sides, variables)
        }
        self.posed = posed
    }

    private static func mismatches(
        _ sides: [[[SideCondition]]], _ variables: [DomainVariable]
    ) throws(PDEError) -> [String] {
        var found: [String] = []
        for pair in sides {
            for first in pair[0] where first.data != nil {
                for second in pair[1] where second.data != nil {
                    let mismatch = try Corner(first, second, variables).mismatch
                    guard mismatch > CornerMismatch.limit else { continue }
                    found.append(CornerMismatch(first: first, second: second, relative: mismatch).description)
                }
            }
        }
        return found
    }

    public func solve() throws(PDEError) -> any PDESolution { try SystemSolver().solve(self) }
}
