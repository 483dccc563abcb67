import LinearAlgebra

/// One variable in the coordinates in which the separable operator is solved.
///
/// The operator is the sum over d of P_d on variable d and T_0 on the others, P_d = sum_k p_k T_k. Where the conditions are
/// self-adjoint and only u and the highest derivative occur, the common eigenvectors of T_0 and T_m do; else the Schur vectors
/// of P_d^-1 T_0.
struct ModalAxis: Sendable {
    enum Form: Sendable {
        /// The eigenvalues of T_0 and of P_d.
        case diagonal(lowest: [Double], own: [Double])
        /// P_d^-1 T_0 in triangular form.
        case triangular(ComplexTriangular)
    }

    let form: Form
    /// From coefficients of an equation to modal coordinates.
    let into: Matrix
    /// From modal coordinates to coefficients Y.
    let out: Matrix
    let reciprocalCondition: Double

    var size: Int { into.rowCount }

    var isDiagonal: Bool {
        if case .diagonal = form { true } else { false }
    }

    /// - Parameters:
    ///   - weights: p_0 ... p_m, where p_0 is the share of the coefficient of u.
    ///   - isDiagonal: whether the eigenvectors of the variable serve.
    init(_ axis: LineMatrices, weights: [Double], isDiagonal: Bool) throws(PDEError) {
        if isDiagonal, let eigen = axis.eigen {
            let top = axis.order > 0 ? weights[axis.order] : 0
            let lowest = eigen.lowest
            form = .diagonal(
                lowest: lowest, own: lowest.indices.map { top * eigen.highest[$0] + weights[0] * lowest[$0] })
            (into, out) = (eigen.into, eigen.out)
            reciprocalCondition = 1
            return
        }
        let factor = try Self.factor(axis, weights: weights)
        let schur: RealSchur
        do { schur = try RealSchur(of: factor.solve(axis.truncated[0])) } catch {
            throw .singular(reciprocalCondition: 0)
        }
        form = .triangular(ComplexTriangular(schur))
        out = schur.vectors
        into = multiply(schur.vectors, factor.solve(Matrix.identity(axis.size)), transposingFirst: true)
        reciprocalCondition = factor.reciprocalConditionNumber
    }

    /// P_d factorised.
    static func factor(_ axis: LineMatrices, weights: [Double]) throws(PDEError) -> LU {
        do {
            let lu = try LU(of: combination(weights, of: axis.truncated))
            if lu.reciprocalConditionNumber > 1e-14 { return lu }
            throw PDEError.singular(reciprocalCondition: lu.reciprocalConditionNumber)
        } catch {
            throw (error as? PDEError) ?? .singular(reciprocalCondition: 0)
        }
    }

    /// How well P_d can be inverted; zero where it cannot.
    static func condition(_ axis: LineMatrices, weights: [Double]) -> Double {
        (try? factor(axis, weights: weights))?.reciprocalConditionNumber ?? 0
    }
}
