import LinearAlgebra

// The curvature of the softmax on C functions with a common Gram matrix K
//
// At point i it is W_i = diag(π_i) - π_i π_i^T: one diagonal matrix D_c a class, less Π Π^T of rank n. With E_c = (K + D_c⁻¹)⁻¹ and
// M = Σ_c E_c, block c, d of R = (K + W⁻¹)⁻¹ is δ_cd E_c - E_c M⁻¹ E_d, and
//     log det (I + K W) = Σ_c log det (I + K D_c) + log det M
// (Rasmussen and Williams, 2006, section 3.5, whose algorithm 3.3 leaves out the last term). n-by-n matrices, C + 1 factors;
// the C n-by-C n matrix is never formed.
struct SoftmaxCurvature: Sendable {
    /// The curvature D_c by itself, for every class.
    let parts: [SiteCurvature]
    /// E_c in full, for every class.
    let precisions: [Matrix]
    /// The factor of M.
    let total: Cholesky
    /// log det (I + K W).
    let logDeterminant: Double

    /// The curvature at class probabilities π, one vector a class.
    init(gram: Matrix, probabilities: [Vector]) throws(ProcessError) {
        var parts: [SiteCurvature] = []
        var precisions: [Matrix] = []
        var sum = Matrix(rowCount: gram.rowCount, columnCount: gram.rowCount)
        for probability in probabilities {
            guard let part = try SiteCurvature(gram: gram, curvatures: probability) else { throw .evidenceNotFinite }
            var precision = part.precision()
            precision.mirrorLower()
            sum += precision
            parts.append(part)
            precisions.append(precision)
        }
        do { total = try Cholesky(of: consume sum) } catch { throw ProcessError(error) }
        logDeterminant = parts.reduce(total.logDeterminant) { $0 + $1.logDeterminant }
        self.parts = parts
        self.precisions = precisions
    }

    /// R v for one vector a class.
    func apply(to v: [Vector]) -> [Vector] {
        let own = zip(precisions, v).map { multiply(symmetric: $0, $1) }
        let sum = own.dropFirst().reduce(own[0]) { $0 + $1 }
        let common = total.solve(sum)
        return zip(precisions, own).map { $1 - multiply(symmetric: $0, common) }
    }

    /// L⁻¹ E_c B for M = L L^T: products of two of these are what the classes have in common.
    func shared(_ c: Int, _ b: Matrix) -> Matrix { total.solveLower(multiply(symmetric: precisions[c], b)) }

    /// The diagonal block R_cc.
    func precision(_ c: Int) -> Matrix { precisions[c] - gramProduct(total.solveLower(precisions[c])) }
}

extension Matrix {
    /// Copies the lower triangle onto the upper one.
    fileprivate mutating func mirrorLower() {
        let n = rowCount
        withUnsafeMutablePointer { p in
            for j in 0..<n { for i in 0..<j { p[i + j * n] = p[j + i * n] } }
        }
    }
}
