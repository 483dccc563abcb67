#if canImport(Glibc)
    import Glibc
#endif
import LinearAlgebra

/// From unknown coefficients to what is observed, at a fixed resolution, with sensitivities.
///
/// The parameters are the constants in order, then the Legendre coefficients of the field. At the solution F(u, theta) = 0 the
/// sensitivity to theta_j solves the linearised equation J s_j = -dF/dtheta_j with the factored operator of the last Newton
/// step: one more right-hand side a parameter.
struct ForwardModel: Sendable {
    let problem: InverseProblem
    let field: FieldBasis?
    var discretization: any SystemDiscretization

    /// A solve for given parameters.
    struct Solve {
        let parameters: [Double]
        let state: [Double]
        /// What would be observed without noise.
        let predictions: [Double]
        let linearOperator: any SystemOperator
    }

    /// - Parameter parameters: where the resolution is chosen.
    init(_ problem: InverseProblem, resolvedAt parameters: [Double]?) throws(PDEError) {
        self.problem = problem
        field = problem.unknowns.first { !$0.arguments.isEmpty }.map { FieldBasis($0, variables: problem.variables) }
        discretization = try Self.outcome(problem, field, parameters ?? Self.start(problem, field)).discretization
    }

    /// The solution at parameters with its own resolution.
    static func outcome(
        _ problem: InverseProblem, _ field: FieldBasis?, _ parameters: [Double]
    ) throws(PDEError) -> SystemOutcome {
        var posed = problem.system.posed
        let (unknowns, coefficients) = (problem.unknowns, posed.formulation.coefficients)
        posed.coefficients = { columns in
            Self.columns(unknowns, coefficients, field, parameters, at: columns)
        }
        return try posed.solve()
    }

    /// The indices of the constants among the unknowns.
    static func constants(_ problem: InverseProblem) -> [Int] {
        problem.unknowns.indices.filter { problem.unknowns[$0].arguments.isEmpty }
    }

    /// The middle of the bounds, in the logarithm where they span an order of magnitude.
    static func start(_ problem: InverseProblem, _ field: FieldBasis?) -> [Double] {
        constants(problem).map { ParameterRange(problem.unknowns[$0]).point(0.5) } + (field?.meanCoefficients.array ?? [])
    }

    var parameterCount: Int { Self.constants(problem).count + (field?.count ?? 0) }

    private static func columns(
        _ unknowns: [UnknownCoefficient], _ coefficients: [SystemFormulation.Derivative], _ field: FieldBasis?,
        _ parameters: [Double], at columns: [[Double]]
    ) -> [[Double]] {
        let constants = unknowns.indices.filter { unknowns[$0].arguments.isEmpty }
        let tail = Vector(parameters.dropFirst(constants.count))
        return coefficients.map { coefficient in
            if let index = constants.firstIndex(of: coefficient.function) {
                return columns[0].map { _ in parameters[index] }
            }
            guard let field else { return columns[0].map { _ in 0 } }
            let g = (field.values(columns: columns, orders: coefficient.orders) * tail).array
            guard field.isPositive else { return g }
            let value = (field.values(columns: columns, orders: coefficient.orders.map { _ in 0 }) * tail).mapped { exp($0) }
            return coefficient.orders.allSatisfy { $0 == 0 } ? value.array : zip(g, value).map { $0 * $1 }
        }
    }

    /// Solves for parameters.
    ///
    /// - Throws: ``PDEError`` where the equation has no solution Newton's method finds.
    func solve(_ parameters: [Double], from start: [Double]? = nil) throws(PDEError) -> Solve {
        let formulation = problem.system.posed.formulation
        let newton = SystemNewton(
            discretization: discretization,
            coefficients: Self.columns(
                problem.unknowns, formulation.coefficients, field, parameters, at: discretization.nodes))
        var outcome = try newton.run(from: start, meetsConditions: start != nil)
        if !outcome.converged {
            guard let found = try newton.continued() else { throw .noConvergence(steps: newton.maximumSteps) }
            outcome = found
        }
        return Solve(
            parameters: parameters, state: outcome.state,
            predictions: observed(outcome.state, isHomogeneous: false), linearOperator: outcome.linearOperator)
    }

    /// The values of a state at the observations.
    func observed(_ state: [Double], isHomogeneous: Bool) -> [Double] {
        problem.data.groups.flatMap { group in
            discretization.evaluate(
                state, function: group.function, orders: problem.variables.map { _ in 0 }, at: group.points,
                isHomogeneous: isHomogeneous
            ).array
        }
    }

    /// The derivatives of the state by every parameter.
    func sensitivities(of solve: Solve) throws(PDEError) -> [[Double]] {
        let formulation = problem.system.posed.formulation
        let nodes = discretization.nodes
        let found = try formulation.evaluate(
            columns: nodes, values: discretization.values(solve.state),
            coefficients: Self.columns(
                problem.unknowns, formulation.coefficients, field, solve.parameters, at: nodes))
        let constants = Self.constants(problem)
        let tail = Vector(solve.parameters.dropFirst(constants.count))
        // d(coefficient c)/d(a_k) at the nodes, one column a polynomial.
        let tables = formulation.coefficients.map { coefficient -> Matrix? in
            guard let field, !constants.contains(coefficient.function) else { return nil }
            let table = field.values(columns: nodes, orders: coefficient.orders)
            guard field.isPositive else { return table }
            let plain = field.values(columns: nodes, orders: coefficient.orders.map { _ in 0 })
            let value = (plain * tail).mapped { exp($0) }
            let scaled = table.scalingRows(by: value)
            guard coefficient.orders.contains(where: { $0 > 0 }) else { return scaled }
            return scaled + plain.scalingRows(by: entrywiseProduct(value, table * tail))
        }
        return try (0..<parameterCount).map { (parameter) throws(PDEError) in
            let sources = found.coefficientSlopes.map { row -> [Double] in
                var source = [Double](repeating: 0, count: nodes[0].count)
                for (c, slope) in row.enumerated() {
                    guard let slope else { continue }
                    if parameter < constants.count {
                        guard formulation.coefficients[c].function == constants[parameter] else { continue }
                        for i in source.indices { source[i] -= slope[i] }
                    } else if let table = tables[c] {
                        let column = table.column(parameter - constants.count)
                        for i in source.indices { source[i] -= slope[i] * column[i] }
                    }
                }
                return source
            }
            return try solve.linearOperator.response(to: sources)
        }
    }

    /// The derivatives of the predictions, one row an observation and one column a parameter.
    func jacobian(of sensitivities: [[Double]]) -> Matrix {
        let columns = sensitivities.map { observed($0, isHomogeneous: true) }
        return Matrix(
            rowCount: problem.data.values.count, columnCount: columns.count, columnMajor: columns.flatMap { $0 })
    }
}

/// The range of an unknown constant, seen on [0, 1]: in the logarithm where the bounds span an order of magnitude.
struct ParameterRange {
    let lower: Double
    let upper: Double

    init(_ unknown: UnknownCoefficient) {
        (lower, upper) = (unknown.lower, unknown.upper)
    }

    /// Bounds that a search runs over, also where the stated ones are infinite.
    var searched: ClosedRange<Double> {
        switch (lower.isFinite, upper.isFinite) {
        case (true, true): lower...upper
        case (true, false): lower >= 0 ? max(lower, 1e-3)...max(1e3, 1e3 * lower) : lower...(lower + 1e3 * max(1, -lower))
        case (false, true): (upper - 1e3 * max(1, abs(upper)))...upper
        case (false, false): -100...100
        }
    }

    /// The point at a part of the way from the lower end to the upper one.
    func point(_ part: Double) -> Double {
        let range = searched
        if range.lowerBound > 0, range.upperBound > 10 * range.lowerBound {
            return range.lowerBound * exp(part * log(range.upperBound / range.lowerBound))
        }
        return range.lowerBound + part * (range.upperBound - range.lowerBound)
    }

    func clamped(_ value: Double) -> Double { min(max(value, lower), upper) }

    /// The length of the stated range, infinite where a bound is.
    var width: Double { upper - lower }
}
