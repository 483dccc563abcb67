import Expressions
import LinearAlgebra

/// The points of a box that satisfy an inequality: a disk, an L-shape, a plate with holes.
///
///     let domain = try ImplicitDomain(variables: [x, y], region: "x^2 + y^2 < 1 and x^2 + y^2 > 0.1", parameters: [:])
///
/// The edge is found on grid lines: a point where a level function changes sign belongs to it if the truth of that one
/// comparison decides there. Sides of the box that lie in the region belong to the edge as well.
public struct ImplicitDomain: Sendable {
    /// The variables with the intervals of the enclosing box.
    public let variables: [DomainVariable]
    /// The inequality as written; nil is the whole box.
    public let text: String?

    let tree: LevelTree
    /// The level functions of the region, followed by two for each side of the box, all negative inside.
    let levels: [CompiledExpression]
    let gradients: [CompiledExpressions]

    var dimension: Int { variables.count }

    /// A region of a box.
    ///
    /// - Throws: ``PDEError`` if the text does not parse or names something unknown.
    public init(
        variables: [DomainVariable], region text: String?, parameters: [String: Double] = [:]
    ) throws(PDEError) {
        self.variables = variables
        self.text = text
        let region: Region?
        do { region = try text.map { (text) throws(SyntaxError) in try Region(parsing: text) } } catch {
            throw .syntax(text: text ?? "", message: error.description)
        }
        tree = LevelTree(region)
        let sides = variables.flatMap { variable -> [Expression] in
            [
                .sum(.number(variable.lower), [.init(.name(variable.name), isSubtracted: true)]),
                .sum(.name(variable.name), [.init(.number(variable.upper), isSubtracted: true)]),
            ]
        }
        let names = variables.map(\.name)
        var levels: [CompiledExpression] = []
        var gradients: [CompiledExpressions] = []
        for level in tree.levels + sides {
            levels.append(
                try Formula.compiled(level, variables: names, parameters: parameters, text: text ?? ""))
            let slopes = names.map { level.differentiated(by: $0).simplified() }
            gradients.append(
                try Formula.compiled(slopes, variables: names, parameters: parameters, text: text ?? ""))
        }
        self.levels = levels
        self.gradients = gradients
    }

    /// The size of the box, its longest side.
    var extent: Double { variables.map(\.length).max() ?? 1 }

    /// Which points (one row each) lie in the region and in the closed box.
    public func contains(_ points: Matrix) -> [Bool] {
        precondition(points.columnCount == dimension, "A point has one coordinate per variable.")
        guard points.rowCount > 0 else { return [] }
        let columns = (0..<dimension).map { points.column($0).array }
        let values = (0..<tree.levels.count).map { levels[$0].evaluate(columns: columns) }
        return (0..<points.rowCount).map { i in
            for (c, variable) in variables.enumerated()
            where !(columns[c][i] >= variable.lower && columns[c][i] <= variable.upper) { return false }
            return tree.contains { values[$0][i] < 0 }
        }
    }

    /// The unit gradients of a level function at points, zero where it has none.
    func normals(of level: Int, at columns: [[Double]]) -> [[Double]] {
        var slopes = gradients[level].rows(columns: columns)
        for i in columns[0].indices {
            let size = slopes.reduce(0) { $0 + $1[i] * $1[i] }.squareRoot()
            for c in slopes.indices { slopes[c][i] = size > 0 && size.isFinite ? slopes[c][i] / size : 0 }
        }
        return slopes
    }

    /// Whether the comparison of one level decides about a point at which it is zero.
    func isEdge(_ level: Int, holds: (Int) -> Bool) -> Bool {
        if level >= tree.levels.count { return tree.contains(holds) }
        return tree.contains { $0 == level || holds($0) } && !tree.contains { $0 != level && holds($0) }
    }
}
