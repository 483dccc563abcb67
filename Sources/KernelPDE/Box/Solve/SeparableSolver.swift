import LinearAlgebra

/// Solves P(D_x) u + Q(D_y) u = f in coefficient space, with constant coefficients.
protocol SeparableSolver: Sendable {
    /// The coefficients Y of u from those of f.
    func solve(_ source: Matrix) throws(PDEError) -> Matrix
    /// The norm of the map from f to u, or nil where it is not known without trying.
    var inverseNorm: Double? { get }
    /// How far the operator is from a singular one, relative to its terms.
    var reciprocalCondition: Double { get }
}

/// The constant-coefficient part of an operator: sum_a p_a D_x^a + sum_b q_b D_y^b.
struct SeparableOperator: Sendable {
    /// p_0 ... p_m; p_0 holds the coefficient of u.
    var first: [Double]
    /// q_0 ... q_m; q_0 is zero.
    var second: [Double]
    /// The coefficient of the derivative that is highest in both variables, where it is not one of the above.
    var mixed = 0.0

    /// The best solver there is for it.
    func solver(for discretization: BoxDiscretization) throws(PDEError) -> any SeparableSolver {
        let axes = discretization.axes
        let (top, other) = (first[first.count - 1], second[second.count - 1])
        let isPure = (axes[0].order == 0 || top != 0) && (axes[1].order == 0 || other != 0)
        if !isPure, mixed != 0 { return ScaledIdentity(factor: mixed) }
        let hasInner =
            first.dropFirst().dropLast().contains { $0 != 0 } || second.dropFirst().dropLast().contains { $0 != 0 }
        if !hasInner, let eigen = discretization.eigen {
            return try SymmetricSeparable(self, axes: axes, eigen: eigen)
        }
        return try SylvesterSeparable(self, axes: axes)
    }

    /// P Y T_0y^T + T_0x Y Q^T.
    func apply(to y: Matrix, axes: [BoxAxis]) -> Matrix {
        let (p, q) = (combination(first, of: axes[0].truncated), combination(second, of: axes[1].truncated))
        let left = multiplySparseLeft(p, y)
        let right = multiplySparseLeft(axes[0].truncated[0], y)
        return multiplySparseTransposed(left, axes[1].truncated[0]) + multiplySparseTransposed(right, q)
    }
}

/// sum_k weights[k] matrices[k].
func combination(_ weights: [Double], of matrices: [Matrix]) -> Matrix {
    var result = Matrix(rowCount: matrices[0].rowCount, columnCount: matrices[0].columnCount)
    for (weight, matrix) in zip(weights, matrices) where weight != 0 { result.add(matrix, scaledBy: weight) }
    return result
}

/// The preconditioner of an equation that is led by one mixed derivative, as u_xy = f.
struct ScaledIdentity: SeparableSolver {
    let factor: Double
    var inverseNorm: Double? { nil }
    var reciprocalCondition: Double { 1 }

    func solve(_ source: Matrix) -> Matrix { source / factor }
}
