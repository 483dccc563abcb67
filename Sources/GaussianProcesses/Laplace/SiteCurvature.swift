import LinearAlgebra

// A Gaussian prior with Gram matrix K met by one quadratic term of curvature w_i at each observation
//
// Everything the approximations need is one matrix R = (K + W⁻¹)⁻¹ = W (I + K W)⁻¹, with W = diag(w), and the number
// log det (I + K W). K is never inverted, so it may be singular.
//
// Where all w_i ≥ 0, as for log-concave likelihoods, through the factor of B = I + W^½ K W^½ = L L^T, whose eigenvalues
// are at least one: R = W^½ B⁻¹ W^½ (Rasmussen and Williams, 2006, eqs. 3.26-3.27). Otherwise through LU of I + W K, which
// exists at a maximum, where K⁻¹ + W is positive definite; R is then indefinite, and quadratic forms in it are no
// longer sums of squares. Rejected: clamping negative curvatures at zero, which changes the evidence.
struct SiteCurvature: Sendable {
    private enum Form {
        case definite(roots: Vector, factor: Cholesky)
        case indefinite(factor: LU, precision: Matrix)
    }

    private let form: Form
    /// log det (I + K W).
    let logDeterminant: Double

    /// The curvatures `w` on a symmetric Gram matrix, given in full; n³/3 flops if none is negative, else 8n³/3.
    ///
    /// Nil when I + K W has no positive determinant: then K⁻¹ + W is not positive definite.
    init?(gram: Matrix, curvatures w: Vector) throws(ProcessError) {
        if w.allSatisfy({ $0 >= 0 }) {
            let roots = w.mapped { $0.squareRoot() }
            let factor: Cholesky
            do { factor = try Cholesky(of: gram.lowerCongruence(roots, plus: 1)) } catch { throw ProcessError(error) }
            form = .definite(roots: roots, factor: factor)
            logDeterminant = factor.logDeterminant
        } else {
            var m = gram.scalingRows(by: w)
            m.addToDiagonal(1)
            let factor: LU
            do { factor = try LU(of: consume m) } catch { throw ProcessError(error) }
            let determinant = factor.determinant
            guard determinant.sign > 0 else { return nil }
            var precision = factor.solve(Matrix.diagonal(w))
            precision = 0.5 * (precision + precision.transposed)
            form = .indefinite(factor: factor, precision: precision)
            logDeterminant = determinant.logMagnitude
        }
    }

    /// (I + W K)⁻¹ g = g - R K g.
    func reduced(_ g: Vector, gram: Matrix) -> Vector {
        switch form {
        case .definite(let roots, let factor):
            let scaled = entrywiseProduct(roots, multiply(symmetric: gram, g))
            let solved = factor.solveLowerTransposed(factor.solveLower(scaled))
            return g - entrywiseProduct(roots, solved)
        case .indefinite(let factor, _):
            return factor.solve(g)
        }
    }

    /// R, of which only the lower triangle need be right; 2n³/3 flops.
    func precision() -> Matrix {
        switch form {
        case .definite(let roots, let factor):
            factor.inverseLowerTriangle().lowerCongruence(roots, plus: 0)
        case .indefinite(_, let precision):
            precision
        }
    }

    /// R as above, and the diagonal of the posterior covariance Σ = (K⁻¹ + W)⁻¹ = K - K R K; 2n³/3 flops.
    ///
    /// From Σ = W^-½ (I - B⁻¹) W^-½ the diagonal comes with the inverse. Where w_i is small next to 1/k_ii the difference
    /// cancels; those few entries are k_ii - k_i^T R k_i, at n² flops each.
    func posteriorMoments(gram: Matrix) -> (precision: Matrix, variances: Vector) {
        let n = gram.rowCount
        switch form {
        case .definite(let roots, let factor):
            let inverse = factor.inverseLowerTriangle()
            var variances = Vector(count: n)
            var weak: [Int] = []
            for i in 0..<n {
                let w = roots[i] * roots[i]
                if w * gram[i, i] > 1e-3 { variances[i] = (1 - inverse[i, i]) / w } else { weak.append(i) }
            }
            if !weak.isEmpty {
                for (i, share) in zip(weak, explained(gram.columns(weak))) { variances[i] = gram[i, i] - share }
            }
            return (inverse.lowerCongruence(roots, plus: 0), variances)
        case .indefinite(_, let precision):
            let explained = explained(gram)
            return (precision, Vector((0..<n).map { gram[$0, $0] - explained[$0] }))
        }
    }

    /// The quadratic forms c^T R c of the columns c of an n-by-m matrix; n² m flops.
    func explained(_ cross: consuming Matrix) -> [Double] {
        switch form {
        case .definite(let roots, let factor):
            return factor.solveLower(cross.scalingRows(by: roots)).squaredColumnNorms
        case .indefinite(_, let precision):
            let solved = multiply(symmetric: precision, cross)
            return (0..<cross.columnCount).map { dot(cross.column($0), solved.column($0)) }
        }
    }

    /// C^T R C of an n-by-m matrix C.
    func explainedCovariance(_ cross: Matrix) -> Matrix {
        switch form {
        case .definite(let roots, let factor):
            gramProduct(factor.solveLower(cross.scalingRows(by: roots)))
        case .indefinite(_, let precision):
            multiply(cross, multiply(symmetric: precision, cross), transposingFirst: true)
        }
    }
}

extension Matrix {
    /// The lower triangle of diag(r) A diag(r) + c I in one pass; entries above it are unspecified.
    fileprivate func lowerCongruence(_ r: Vector, plus c: Double) -> Matrix {
        let n = rowCount
        return withUnsafePointer { source in
            r.withUnsafePointer { r in
                Matrix(rowCount: n, columnCount: n) { target in
                    nonisolated(unsafe) let (source, r, target) = (source, r, target)
                    let width = 32
                    Parallelism.forEach((n + width - 1) / width) { block in
                        for j in (block * width)..<Swift.min((block + 1) * width, n) {
                            let (from, to, factor) = (source + j * n, target + j * n, r[j])
                            for i in j..<n { to[i] = factor * r[i] * from[i] }
                            to[j] += c
                        }
                    }
                }
            }
        }
    }
}
