#if canImport(Glibc)
    import Glibc
#endif
import LinearAlgebra

/// One variable of a tensor grid as the solvers see it: derivatives of a basis, at the nodes and in the coefficients in which
/// the equation is imposed.
struct LineMatrices: Sendable {
    /// The highest order m of a derivative by this variable.
    let order: Int
    let halfLength: Double
    /// T_0 ... T_m: the derivatives of the basis in the coefficients of the equation.
    let truncated: [Matrix]
    /// The derivatives of the basis at the nodes.
    let nodal: [Matrix]
    /// From values at the nodes to the coefficients of the equation; nil where these are the values.
    let analysis: Matrix?
    /// Common eigenvectors of T_0 and T_m, where they serve.
    let eigen: LineEigen?

    /// The number of functions and nodes.
    var size: Int { truncated[0].rowCount }
}

/// T_0 = V diag(lowest) V^-1 and T_m = V diag(highest) V^-1.
struct LineEigen: Sendable {
    let lowest: [Double]
    let highest: [Double]
    /// V^-1.
    let into: Matrix
    /// V.
    let out: Matrix

    /// The orthogonal eigenvectors of a self-adjoint axis.
    init(_ axis: BoxAxis) throws(PDEError) {
        let eigen = try AxisEigen(axis)
        lowest = eigen.lowest
        highest = eigen.highest
        out = eigen.rotatingColumns(of: Matrix.identity(axis.size))
        into = out.transposed
    }

    /// The real Fourier basis of a symmetric circulant T_m where T_0 is the identity: eigenvalues by one transform of its first
    /// column, O(n log n), in place of a decomposition.
    init(ofCirculant matrix: Matrix) {
        let n = matrix.rowCount
        let symbol = RealFourierTransform(length: n).forward(matrix.column(0)).map(\.real)
        // Constant, then cosine and sine of each frequency; the alternating vector last for even n.
        let frequencies = [0] + (1..<n).map { ($0 + 1) / 2 }
        let step = 2 * Double.pi / Double(n)
        out = Matrix(rowCount: n, columnCount: n) { i, j in
            let phase = step * Double(i * frequencies[j] % n)
            let isAlone = j == 0 || 2 * frequencies[j] == n
            return (isAlone ? cos(phase) : 2.0.squareRoot() * (j % 2 == 1 ? cos(phase) : sin(phase)))
                / Double(n).squareRoot()
        }
        into = out.transposed
        lowest = [Double](repeating: 1, count: n)
        highest = frequencies.map { symbol[$0] }
    }

    /// The eigenvectors of T_m where T_0 is the identity, if its spectrum is real and they are well conditioned.
    init?(ofRealSpectrum matrix: Matrix) {
        guard let eigen = try? GeneralEigen(of: matrix), eigen.values.allSatisfy({ $0.imaginary == 0 }) else {
            return nil
        }
        let n = matrix.rowCount
        var vectors = Matrix(rowCount: n, columnCount: n)
        for j in 0..<n { vectors.setColumn(j, to: Vector(eigen.vector(j).map(\.real))) }
        guard let lu = try? LU(of: vectors), lu.reciprocalConditionNumber > 1e-8 else { return nil }
        lowest = [Double](repeating: 1, count: n)
        highest = eigen.values.map(\.real)
        out = vectors
        into = lu.solve(Matrix.identity(n))
    }
}

/// One variable as the lift sees it: coefficients of a function along it, and what conditions do to them.
struct LiftLine: Sendable {
    /// Where data along the variable are taken.
    let places: [Double]
    /// From values there to coefficients; nil where these are the values.
    let analysis: Matrix?
    /// The coefficients of functions c_r with condition q of c_r one for q = r, else zero.
    let cardinals: [Vector]
    /// The conditions as rows over the coefficients.
    let rows: Matrix
    /// The conditions.
    let functionals: [EndCondition]
}

extension LineMatrices {
    /// The integrated Legendre basis, the equation imposed on the first n Legendre coefficients.
    init(_ axis: BoxAxis) throws(PDEError) {
        self.init(
            order: axis.order, halfLength: axis.halfLength, truncated: axis.truncated,
            nodal: axis.truncated.map { multiplySparse(axis.grid.synthesis, $0) },
            analysis: axis.grid.analysis, eigen: axis.isSymmetric ? try LineEigen(axis) : nil)
    }
}

extension LiftLine {
    /// Legendre coefficients along an axis.
    init(_ axis: BoxAxis, conditions: [EndCondition]) {
        let cardinals = ConditionCardinals(axis: axis, conditions: conditions)
        self.init(
            places: axis.points, analysis: axis.grid.analysis, cardinals: cardinals.polynomials, rows: cardinals.rows,
            functionals: conditions)
    }
}
