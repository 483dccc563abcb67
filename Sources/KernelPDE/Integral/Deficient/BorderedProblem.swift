import LinearAlgebra

// Goal: an answer with its reservation for L u = f, B u = v where the homogeneous problem has solutions z_1 ... z_d: pure
// Neumann, periodic without a term in u, a resonance. Then data are compatible or not, and u is fixed up to the z.
//
// d of the conditions are exchanged for values at an end such that the problem becomes regular. With the z as sources too,
//     u = u_f - sum lambda_b u_b + sum c_b z_b,
// lambda from the exchanged conditions (d equations: the defects, zero for compatible data), c such that u is orthogonal to
// the z. The z, of unit root mean square, are the null functions of the adjoint as well where the problem is self-adjoint:
// leaving the part lambda z out of the source is then least squares. Otherwise it is the smallest change along the z that makes
// the problem solvable.
// Rejected: a pseudo-inverse of the joined system (its rows have no common scale), a small term added to the operator.

/// A linear problem with null functions, made regular: the same equation less what no u can meet, the conditions exchanged.
struct BorderedProblem {
    let equation: LinearEquation
    let conditions: [EndCondition]
    /// What of the source was left out, relative to the source and the conditions' share of it (root mean squares).
    let relativeDefect: Double
    let warnings: [String]

    /// A defect above this, relative to the source, counts.
    static let limit = 1e-9
    /// Defects below this are rounding and are not taken out of the source.
    private static let rounding = 1e-12

    init(
        _ original: LinearEquation, conditions given: [EndCondition], breaks: [Double], solver: LinearSolver
    ) throws(PDEError) {
        let (exchange, functions) = try Self.nullFunctions(original, given, breaks, solver)
        let d = functions.count
        let scales = functions.map { 1 / max($0.rootMeanSquare, .leastNormalMagnitude) }
        let unit = zip(functions, scales).map { $0.scaled(by: $1) }
        func solved(_ equation: LinearEquation, hasValues: Bool) throws(PDEError) -> PiecewiseSeries {
            var rows = exchange.conditions
            for i in rows.indices where !hasValues || exchange.places.contains(i) { rows[i].value = 0 }
            return try solver.solve(equation, conditions: rows, breaks: breaks).series
        }
        var u = try solved(original, hasValues: true)
        let responses = try unit.map { (z) throws(PDEError) in
            try solved(original.replacingSource { x in x.map { z.value(at: $0) } }, hasValues: false)
        }
        let missed = Vector(exchange.places.map { given[$0].evaluated(on: u) - given[$0].value })
        let effect = Matrix(rowCount: d, columnCount: d) { given[exchange.places[$0]].evaluated(on: responses[$1]) }
        guard let lu = try? LU(of: effect) else { throw .singular(reciprocalCondition: 0) }
        var lambda = lu.solve(missed)
        let size = Self.sourceSize(original, u)
        relativeDefect = size > 0 ? lambda.norm / size : lambda.norm
        if relativeDefect <= Self.rounding { lambda = Vector(count: d) }
        for b in 0..<d { u = u.combined(with: responses[b], weight: -lambda[b]) }
        let gram = Matrix(rowCount: d, columnCount: d) { unit[$0].innerProduct(with: unit[$1]) }
        guard let metric = try? LU(of: gram) else { throw .singular(reciprocalCondition: 0) }
        let shares = metric.solve(Vector(unit.map { -$0.innerProduct(with: u) }))
        for b in 0..<d { u = u.combined(with: unit[b], weight: shares[b]) }
        var final = exchange.conditions
        for i in exchange.places { final[i].value = final[i].evaluated(on: u) }
        self.conditions = final
        let parts = lambda
        equation =
            lambda.norm == 0
            ? original
            : original.reducingSource { x in
                x.map { place in unit.indices.reduce(0) { $0 + parts[$1] * unit[$1].value(at: place) } }
            }
        warnings = Self.warnings(unit, relativeDefect: relativeDefect, defect: lambda.norm)
    }

    private static func warnings(_ unit: [PiecewiseSeries], relativeDefect: Double, defect: Double) -> [String] {
        let isConstant = unit.count == 1 && unit[0].isConstant
        let freedom =
            isConstant
            ? "up to a constant; the solution of mean zero is given"
            : unit.count == 1
                ? "up to multiples of one null function; the solution orthogonal to it is given"
                : "up to \(unit.count) null functions; the solution orthogonal to them is given"
        var result = ["The equation and its conditions determine u only \(freedom)."]
        if relativeDefect > limit {
            result.append(
                "No exact solution exists: source and conditions are not compatible. A part of root mean square \(defect) along the "
                    + "null function (\(relativeDefect) of the source) was left out of the source: a least-squares solution."
            )
        }
        return result
    }

    /// The root mean square of the largest term, for the defect to be measured by.
    private static func sourceSize(_ equation: LinearEquation, _ u: PiecewiseSeries) -> Double {
        let residual = OffGridResidual(of: u, equation: equation)
        return max(residual.largestSource, residual.largestTerm)
    }

    private struct Exchange {
        var conditions: [EndCondition]
        /// Which of the conditions were exchanged.
        var places: [Int]
    }

    /// The smallest exchange that makes the problem regular, with the null functions it gives.
    private static func nullFunctions(
        _ equation: LinearEquation, _ given: [EndCondition], _ breaks: [Double], _ solver: LinearSolver
    ) throws(PDEError) -> (Exchange, [PiecewiseSeries]) {
        let m = equation.order
        let homogeneous = equation.replacingSource { x in [Double](repeating: 0, count: x.count) }
        let ends =
            (0..<m).map { EndCondition.value(0, at: .lower, derivative: $0) }
            + (0..<m).map { EndCondition.value(0, at: .upper, derivative: $0) }
        for d in 1...m {
            for places in subsets(of: given.count, size: d) {
                for chosen in subsets(of: ends.count, size: d) {
                    var exchange = Exchange(conditions: given, places: places)
                    for i in exchange.conditions.indices { exchange.conditions[i].value = 0 }
                    for (place, end) in zip(places, chosen) { exchange.conditions[place] = ends[end] }
                    guard let functions = try functions(homogeneous, exchange, breaks, solver) else { continue }
                    let isNull = functions.allSatisfy { z in
                        places.allSatisfy { given[$0].size(on: z) * 1e-11 >= abs(given[$0].evaluated(on: z)) }
                    }
                    guard isNull else { continue }
                    for i in given.indices where !places.contains(i) { exchange.conditions[i].value = given[i].value }
                    return (exchange, functions)
                }
            }
        }
        throw .singular(reciprocalCondition: 0)
    }

    private static func functions(
        _ homogeneous: LinearEquation, _ exchange: Exchange, _ breaks: [Double], _ solver: LinearSolver
    ) throws(PDEError) -> [PiecewiseSeries]? {
        var result: [PiecewiseSeries] = []
        for place in exchange.places {
            var conditions = exchange.conditions
            conditions[place].value = 1
            do throws(PDEError) {
                let solved = try solver.solve(homogeneous, conditions: conditions, breaks: breaks)
                guard solved.system.glue.reciprocalCondition > 1e-12 else { return nil }
                result.append(solved.series)
            } catch {
                if case .singular = error { return nil }
                throw error
            }
        }
        return result
    }

    /// All choices of `size` among 0..<count, later ones first.
    static func subsets(of count: Int, size: Int) -> [[Int]] {
        guard size > 0 else { return [[]] }
        guard count >= size else { return [] }
        return subsets(of: count - 1, size: size - 1).map { $0 + [count - 1] } + subsets(of: count - 1, size: size)
    }
}

extension LinearEquation {
    /// The same operator with another source.
    func replacingSource(_ source: @escaping @Sendable ([Double]) -> [Double]) -> LinearEquation {
        let (rows, m) = (rows, order)
        return LinearEquation(
            order: m, rows: { Array(rows($0)[0...m]) + [source($0)] }, fluxes: fluxes)
    }

    /// The same operator with something taken out of the source.
    func reducingSource(_ part: @escaping @Sendable ([Double]) -> [Double]) -> LinearEquation {
        let (rows, m) = (rows, order)
        return LinearEquation(
            order: m,
            rows: { points in
                var result = rows(points)
                result[m + 1] = zip(result[m + 1], part(points)).map { $0 - $1 }
                return result
            }, fluxes: fluxes)
    }
}

extension EndCondition {
    /// The left side for a function.
    func evaluated(on u: PiecewiseSeries) -> Double {
        terms.reduce(0) { $0 + $1.weight * $1.value(on: u) }
    }

    /// The sum of the magnitudes of its terms, or of u where those vanish.
    func size(on u: PiecewiseSeries) -> Double {
        max(
            terms.reduce(0) { $0 + abs($1.weight * $1.value(on: u)) }, terms.reduce(0) { $0 + abs($1.weight) } * u.scale
        )
    }
}

extension EndCondition.Term {
    fileprivate func value(on u: PiecewiseSeries) -> Double {
        let piece = end == .lower ? u.derivatives[0] : u.derivatives[u.derivatives.count - 1]
        let ends = piece[derivative].endValues
        return end == .lower ? ends.left : ends.right
    }
}
