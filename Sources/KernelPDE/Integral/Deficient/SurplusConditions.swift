import LinearAlgebra

/// More conditions than the order: they are all met, or as nearly as one solution can.
///
/// The first m make a regular problem; every solution is then u + sum_j c_j z_j, where z_j meets condition j with one and the
/// others with zero. If u meets the rest, that is all. If not, c minimises the sum of squares of what all conditions miss, each
/// divided by the sum of the magnitudes of its weights.
struct SurplusConditions {
    /// The first m conditions with the values that the least-squares solution has.
    let conditions: [EndCondition]
    /// What the worst condition is missed by, relative to the size of u in it.
    let worst: Double
    let warnings: [String]

    private static let consistent = 1e-9

    init(
        _ equation: LinearEquation, conditions given: [EndCondition],
        surplus: [(condition: EndCondition, text: String)],
        breaks: [Double], solver: LinearSolver
    ) throws(PDEError) {
        let u = try solver.solve(equation, conditions: given, breaks: breaks).series
        let all = given + surplus.map(\.condition)
        func missed(_ u: PiecewiseSeries) -> [Double] {
            all.map { ($0.evaluated(on: u) - $0.value) / max($0.size(on: u), abs($0.value), .leastNormalMagnitude) }
        }
        let first = missed(u).reduce(0) { max($0, abs($1)) }
        guard first > Self.consistent else {
            (conditions, worst) = (given, first)
            warnings = []
            return
        }
        let homogeneous = equation.replacingSource { x in [Double](repeating: 0, count: x.count) }
        let unit = try given.indices.map { (j) throws(PDEError) in
            var rows = given
            for i in rows.indices { rows[i].value = i == j ? 1 : 0 }
            return try solver.solve(homogeneous, conditions: rows, breaks: breaks).series
        }
        let scales = all.map { 1 / $0.terms.reduce(0) { $0 + abs($1.weight) } }
        let matrix = Matrix(rowCount: all.count, columnCount: unit.count) {
            scales[$0] * all[$0].evaluated(on: unit[$1])
        }
        let gap = Vector(all.indices.map { scales[$0] * (all[$0].value - all[$0].evaluated(on: u)) })
        let shares: Vector
        do { shares = try QR(of: matrix).solve(gap) } catch { throw .singular(reciprocalCondition: 0) }
        var changed = given
        for j in given.indices { changed[j].value += shares[j] }
        conditions = changed
        var best = u
        for j in unit.indices { best = best.combined(with: unit[j], weight: shares[j]) }
        let left = missed(best).map { abs($0) }
        worst = left.max() ?? 0
        let names = surplus.map { "\"\($0.text)\"" }.joined(separator: ", ")
        warnings = [
            "The problem is over-determined: an equation of order \(equation.order) takes \(equation.order) conditions, "
                + "\(all.count) are given, and no solution meets all of them. They are met in the least-squares sense, the worst "
                + "missed by \(worst) of its size. Surplus: \(names)."
        ]
    }
}
