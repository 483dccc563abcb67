/// A kind of problem that reads its statement and knows the solver it is best given to.
public protocol SolvablePDE: PDEProblem {
    /// Understands a statement of this kind.
    ///
    /// - Throws: ``PDEError`` naming the formula at fault, with line and column where it does not parse.
    init(_ statement: PDEStatement) throws(PDEError)

    /// The highest order of a derivative by each variable.
    var orders: [Int] { get }
    /// Whether the equations are linear in the unknown functions.
    var isLinear: Bool { get }

    /// Solves the problem by the default method of its kind.
    func solve() throws(PDEError) -> any PDESolution
}

extension PDEStatement {
    /// The problem it states.
    ///
    /// - Throws: ``PDEError`` if no kind of problem fits, or a text is at fault.
    public func problem() throws(PDEError) -> any SolvablePDE {
        if !unknowns.isEmpty { return try InverseProblem(self) }
        if functions != ["u"] || equations.count != 1 {
            if observations != nil {
                throw .unsupported("Observations of systems without unknown coefficients are not used.")
            }
            if domain != nil { throw .unsupported("Systems are solved on boxes; remove 'domain'.") }
            return try SystemProblem(self)
        }
        if observations != nil || domain != nil { return try ScatteredProblem(self) }
        switch variables.count {
        case 1: return try OrdinaryProblem(self)
        case 2: return try BoxProblem(self)
        case 3, 4: return try TensorProblem(self)
        default:
            throw .unsupported("Problems have one to four variables, not \(variables.count).")
        }
    }

    /// The equation, the exact solution and the conditions of a statement with the one unknown function u.
    func single() throws(PDEError) -> (
        equation: String, conditions: [(on: String, equation: String)], exact: String?
    ) {
        guard functions == ["u"], let equation = equations.first else {
            throw .unsupported("This kind of problem has the one unknown function u.")
        }
        return (equation, conditions.map { ($0.place, $0.equation) }, exact["u"])
    }
}

extension OrdinaryProblem: SolvablePDE {
    public init(_ statement: PDEStatement) throws(PDEError) {
        let (equation, conditions, exact) = try statement.single()
        let x = statement.variables[0]
        try self.init(
            variable: x.name, domain: (x.lower, x.upper), equation: equation, conditions: conditions,
            parameters: statement.parameters, exact: exact)
    }

    public var orders: [Int] { [order] }

    public func solve() throws(PDEError) -> any PDESolution { try IntegralSolver().solve(self) }
}

extension BoxProblem: SolvablePDE {
    public init(_ statement: PDEStatement) throws(PDEError) {
        let (equation, conditions, exact) = try statement.single()
        try self.init(
            variables: statement.variables.map { ($0.name, $0.lower, $0.upper) }, equation: equation,
            conditions: conditions, parameters: statement.parameters, exact: exact)
    }

    public func solve() throws(PDEError) -> any PDESolution { try BoxSolver().solve(self) }
}
