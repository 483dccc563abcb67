import LinearAlgebra

/// Polynomials c_r of low degree with condition q of c_r equal to one for q = r, else zero.
struct ConditionCardinals {
    /// Orthonormal Legendre coefficients of c_r, as many as the axis has functions.
    let polynomials: [Vector]
    /// Condition q of p_k as entry (q, k).
    let rows: Matrix

    /// Of degree below m where that is possible, else the smallest ones of degree below 2 m.
    init(axis: BoxAxis, conditions: [EndCondition]) {
        let (m, n) = (conditions.count, axis.size)
        let functionals = conditions.map { EndFunctional($0, halfLength: axis.halfLength) }
        let values = Matrix(rowCount: m, columnCount: n) { r, k in
            functionals[r].value(ofDegree: k)
        }
        var low = Matrix(rowCount: m, columnCount: m)
        if m > 0, let lu = try? LU(of: values.block(rows: 0..<m, columns: 0..<m)),
            lu.reciprocalConditionNumber > 1e-9
        {
            low = lu.solve(Matrix.identity(m))
        } else if m > 0 {
            let wide = values.block(rows: 0..<m, columns: 0..<(2 * m))
            if let lu = try? LU(of: outerGramProduct(wide)) {
                low = multiply(wide, lu.solve(Matrix.identity(m)), transposingFirst: true)
            }
        }
        polynomials = (0..<m).map { r in
            var padded = Vector(count: n)
            for k in 0..<low.rowCount { padded[k] = low[k, r] / functionals[r].scale }
            return padded
        }
        rows = Matrix(rowCount: m, columnCount: n) { r, k in values[r, k] * functionals[r].scale }
    }
}
