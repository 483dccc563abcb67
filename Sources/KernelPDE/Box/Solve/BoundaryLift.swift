import LinearAlgebra

/// A function that meets the conditions on all sides, of low rank: sum over r of a_r(x) b_r(y).
///
/// Transfinite interpolation: cardinal polynomials of the conditions in x times their values along y, the same with x and y
/// exchanged, minus the values at the corners, which both hold. Kept in Legendre coefficients, one column a term.
struct BoundaryLift: Sendable {
    /// Coefficients of a_r, n_x rows.
    let first: Matrix
    /// Coefficients of b_r, n_y rows.
    let second: Matrix

    init(axes: [BoxAxis], sides: [[SideCondition]]) throws(PDEError) {
        let cardinals = (0..<2).map { Self.cardinals(axis: axes[$0], conditions: sides[$0].map(\.functional)) }
        let corners = try sides[0].map { (first) throws(PDEError) in
            try sides[1].map { (second) throws(PDEError) in try Corner(first, second, axes.map(\.variable)).value }
        }
        var columns: (first: [Vector], second: [Vector]) = ([], [])
        for (r, condition) in sides[0].enumerated() where condition.data != nil {
            var along = Self.fitted(
                try condition.values(at: axes[1].points), axis: axes[1], conditions: sides[1], values: corners[r])
            for s in sides[1].indices { along.add(cardinals[1][s], scaledBy: -corners[r][s]) }
            columns.first.append(cardinals[0][r])
            columns.second.append(along)
        }
        for (s, condition) in sides[1].enumerated() where condition.data != nil {
            columns.first.append(
                Self.fitted(
                    try condition.values(at: axes[0].points), axis: axes[0], conditions: sides[0],
                    values: corners.map { $0[s] }))
            columns.second.append(cardinals[1][s])
        }
        first = Self.matrix(columns.first, rowCount: axes[0].size)
        second = Self.matrix(columns.second, rowCount: axes[1].size)
    }

    /// The number of terms.
    var rank: Int { first.columnCount }

    /// The coefficients of a derivative, n_x-by-n_y.
    func coefficients(orders: [Int], axes: [BoxAxis]) -> Matrix {
        multiply(
            axes[0].differentiated(first, order: orders[0]), axes[1].differentiated(second, order: orders[1]),
            transposingSecond: true)
    }

    /// A derivative on a tensor grid, given the Legendre polynomials at its points.
    func values(orders: [Int], axes: [BoxAxis], legendre: [Matrix]) -> Matrix {
        let left = legendre[0] * axes[0].differentiated(first, order: orders[0])
        let right = legendre[1] * axes[1].differentiated(second, order: orders[1])
        return multiply(left, right, transposingSecond: true)
    }

    /// The coefficients of values at the nodes, without their trailing noise, and corrected least so that they meet the
    /// conditions at the ends of the side.
    ///
    /// Rounding in the last coefficients is harmless in the values, but reaches derivatives at the ends times n^3 and more: it
    /// would spoil conditions with derivatives and the residual beside the corners.
    private static func fitted(
        _ values: [Double], axis: BoxAxis, conditions: [SideCondition], values wanted: [Double]
    ) -> Vector {
        var result = multiply(axis.grid.analysis, Vector(values))
        let noise = 2 * Double.ulpOfOne * result.maximumMagnitude
        let kept = max(2 * conditions.count, (result.lastIndex { abs($0) > noise } ?? -1) + 1)
        for k in kept..<result.count { result[k] = 0 }
        guard !conditions.isEmpty else { return result }
        let functionals = conditions.map { EndFunctional($0.functional, halfLength: axis.halfLength) }
        let rows = Matrix(rowCount: conditions.count, columnCount: kept) { r, k in functionals[r].value(ofDegree: k) }
        let gap =
            Vector(wanted.indices.map { wanted[$0] / functionals[$0].scale })
            - multiply(rows, Vector(result.prefix(kept)))
        if let lu = try? LU(of: outerGramProduct(rows)), lu.reciprocalConditionNumber > 1e-13 {
            let correction = multiply(rows, lu.solve(gap), transposingFirst: true)
            for k in 0..<kept { result[k] += correction[k] }
        }
        return result
    }

    private static func matrix(_ columns: [Vector], rowCount: Int) -> Matrix {
        var result = Matrix(rowCount: rowCount, columnCount: columns.count)
        for (j, column) in columns.enumerated() { result.setColumn(j, to: column) }
        return result
    }

    /// Coefficients of polynomials c_r with condition q of c_r equal to one for q = r, else zero.
    ///
    /// Of degree below m where that is possible, else the smallest ones of degree below 2 m.
    private static func cardinals(axis: BoxAxis, conditions: [EndCondition]) -> [Vector] {
        let m = conditions.count
        guard m > 0 else { return [] }
        let functionals = conditions.map { EndFunctional($0, halfLength: axis.halfLength) }
        func rows(_ width: Int) -> Matrix {
            Matrix(rowCount: m, columnCount: width) { r, k in functionals[r].value(ofDegree: k) }
        }
        var coefficients = Matrix(rowCount: m, columnCount: m)
        if let lu = try? LU(of: rows(m)), lu.reciprocalConditionNumber > 1e-9 {
            coefficients = lu.solve(Matrix.identity(m))
        } else {
            let wide = rows(2 * m)
            if let lu = try? LU(of: outerGramProduct(wide)) {
                coefficients = multiply(wide, lu.solve(Matrix.identity(m)), transposingFirst: true)
            }
        }
        return (0..<m).map { r in
            var padded = Vector(count: axis.size)
            for k in 0..<coefficients.rowCount { padded[k] = coefficients[k, r] / functionals[r].scale }
            return padded
        }
    }
}

/// What two conditions say where their sides meet.
struct Corner: Sendable {
    /// The value that both conditions fix, the mean of what they say.
    let value: Double
    /// The difference of what they say, relative to the larger.
    let mismatch: Double

    init(_ first: SideCondition, _ second: SideCondition, _ variables: [DomainVariable]) throws(PDEError) {
        let a = try first.corner(with: second, of: variables[1])
        let b = try second.corner(with: first, of: variables[0])
        value = 0.5 * (a + b)
        let size = max(
            abs(a), abs(b), try first.cornerSize(with: second, of: variables[1]),
            try second.cornerSize(with: first, of: variables[0]))
        mismatch = size > 0 ? abs(a - b) / size : 0
    }
}
