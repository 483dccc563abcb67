import Expressions
import LinearAlgebra

/// A condition on a piece of the edge of a domain.
struct EdgeCondition: Sendable {
    /// Where a condition holds.
    enum Place: Sendable {
        case everywhere
        /// Points of a region, e.g. `x < 0`.
        case region(LevelTree, [CompiledExpression])
        /// Points of a curve left = right, e.g. `x = min` or `x^2 + y^2 = 0.1`.
        case curve(CompiledExpressions)
    }

    let place: Place
    let text: String
    /// In the variables, the components n_x, n_y, ... of the outward normal, u and its derivatives.
    let equation: PointwiseEquation

    /// The points of the edge at which it holds.
    func chosen(from boundary: BoundaryPoints) -> BoundaryPoints {
        switch place {
        case .everywhere: return boundary
        case .region(let tree, let levels):
            let values = levels.map { $0.evaluate(columns: boundary.columns) }
            return boundary.chosen((0..<boundary.count).filter { i in tree.contains { values[$0][i] < 0 } })
        case .curve(let sides):
            let values = sides.rows(columns: boundary.columns)
            return boundary.chosen(
                (0..<boundary.count).filter { i in
                    let (left, right) = (values[0][i], values[1][i])
                    return abs(left - right) <= 1e-8 * (abs(left) + abs(right)) + 1e-12
                })
        }
    }
}

/// Reads conditions on the edge of a domain.
struct EdgeConditionReader {
    let variables: [DomainVariable]
    let names: DerivativeNames
    let parameters: [String: Double]
    let exact: Expression?

    func read(_ stated: [StatedCondition]) throws(PDEError) -> [EdgeCondition] {
        var result: [EdgeCondition] = []
        for condition in stated { result.append(try read(condition)) }
        return result
    }

    private var coordinates: [String] { variables.map(\.name) }
    private var normals: [String] { coordinates.map { "n_" + $0 } }

    private func read(_ stated: StatedCondition) throws(PDEError) -> EdgeCondition {
        let place = try place(stated.place)
        let text = stated.equation
        let reading = ConditionReader(variable: variables[0], names: names, parameters: parameters, exact: exact)
        var equation = try Formula.equation(text)
        // u_n is the derivative along the outward normal.
        if !coordinates.contains("n"), parameters["u_n"] == nil {
            let terms = zip(normals, coordinates).map {
                Expression.product(.name($0), [.init(.name("u_" + $1))])
            }
            let slope = Expression.sum(terms[0], terms.dropFirst().map { .init($0) })
            equation = Equation(
                equation.left.substituting(["u_n": slope]), equation.right.substituting(["u_n": slope]))
        }
        let residual = try reading.residual(equation, text: text)
        let pointwise = try PointwiseEquation(
            residual, text: text, names: names, others: normals, parameters: parameters)
        guard !pointwise.derivatives.isEmpty else {
            throw .unsuitableCondition(condition: text, reason: "it does not hold the unknown u.")
        }
        return EdgeCondition(place: place, text: "\(text)\" on \"\(stated.place)", equation: pointwise)
    }

    private func place(_ text: String) throws(PDEError) -> EdgeCondition.Place {
        let trimmed = text.split { $0 == " " || $0 == "\t" }.map(String.init)
        if trimmed == ["boundary"] { return .everywhere }
        if trimmed.first == "periodic" {
            throw .unsuitableCondition(condition: text, reason: "scattered solvers have no periodic variables.")
        }
        if text.contains("<") || text.contains(">") {
            let region: Region
            do { region = try Region(parsing: text) } catch { throw .syntax(text: text, message: error.description) }
            let tree = LevelTree(region)
            var levels: [CompiledExpression] = []
            for level in tree.levels {
                levels.append(
                    try Formula.compiled(level, variables: coordinates, parameters: parameters, text: text))
            }
            return .region(tree, levels)
        }
        if let side = side(trimmed) { return .curve(try compiled(side, text)) }
        guard text.contains("=") else {
            throw .unsuitableCondition(
                condition: text,
                reason: "a place is 'boundary', an inequality such as '\(coordinates[0]) < 0', or a curve such as "
                    + "'\(coordinates[0]) = min'.")
        }
        return .curve(try compiled(try Formula.equation(text), text))
    }

    /// `x = min` and `x = max`.
    private func side(_ words: [String]) -> Equation? {
        let parts = words.joined().split(separator: "=").map(String.init)
        guard parts.count == 2, let variable = variables.first(where: { $0.name == parts[0] }) else { return nil }
        switch parts[1] {
        case "min": return Equation(.name(variable.name), .number(variable.lower))
        case "max": return Equation(.name(variable.name), .number(variable.upper))
        default: return nil
        }
    }

    private func compiled(_ equation: Equation, _ text: String) throws(PDEError) -> CompiledExpressions {
        try Formula.compiled(
            [equation.left, equation.right], variables: coordinates, parameters: parameters, text: text)
    }
}
