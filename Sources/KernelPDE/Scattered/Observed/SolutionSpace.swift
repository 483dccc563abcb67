import LinearAlgebra

// Goals: all functions that meet an equation and incomplete conditions, so that measurements can choose among them.
//
// Derivation. With coefficients c = S w, S the standard deviations of a nominal prior, the collocation equations are
// (A S) w = b. By singular values A S = U Σ V^T: the directions with σ > τ σ_max are determined, w = V_r Σ_r^-1 U_r^T b, the others
// span the functions of the prior's unit ball whose equations hold to τ of the largest. w = w_p + Z y with free y.
//
// Rejected: evidence of the equations themselves for the scale of u. An equation that holds exactly, such as u_xx + u_yy = 0, would
// make every amplitude but zero unlikely; it is knowledge about which functions are possible, not a measurement of their size.

/// The functions that meet linear equations to a tolerance: one of them, and a basis of differences.
struct SolutionSpace: Sendable {
    /// The nominal prior's standard deviations, S.
    let deviations: Vector
    /// w_p.
    let particular: Vector
    /// Z, orthonormal columns.
    let basis: Matrix

    static let tolerance = 1e-9

    var freedom: Int { basis.columnCount }

    /// S w_p, the coefficients of the one.
    var origin: Vector { entrywiseProduct(deviations, particular) }
    /// S Z, the coefficients of the differences.
    var directions: Matrix { basis.scalingRows(by: deviations) }

    init(rows: Matrix, rightHandSide: Vector, deviations: Vector) throws(PDEError) {
        self.deviations = deviations
        let count = deviations.count
        guard rows.rowCount > 0 else {
            particular = Vector(count: count)
            basis = .identity(count)
            return
        }
        do {
            // Square, so that the singular vectors of the null space come out too.
            let tall =
                rows.rowCount >= count
                ? rows : .stackedVertically(rows, Matrix(rowCount: count - rows.rowCount, columnCount: count))
            let right = Vector(rightHandSide.array + [Double](repeating: 0, count: tall.rowCount - rows.rowCount))
            let factors = try QR(of: tall.scalingColumns(by: deviations))
            let projected = factors.applyTransposedQ(to: Matrix(column: right)).rows(0..<count)
            let values = try SVD(of: factors.r)
            let rank = values.rank(relativeCutoff: Self.tolerance)
            particular = values.solve(projected, relativeCutoff: Self.tolerance).column(0)
            basis = values.rightVectors.columns(rank..<count)
        } catch { throw .unsupported("The collocation equations cannot be solved: \(error)") }
    }
}
