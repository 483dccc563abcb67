import Kernels
import LinearAlgebra

#if canImport(Glibc)
    import Glibc
#endif

/// The evidence of a kernel for linear observations of u on a uniform grid, with its gradient.
///
/// The Gram matrix G is scaled to unit diagonal before the shift is added and Cholesky's factor taken: equation and
/// condition rows differ by omega^4, and a shift in the units of one block would swamp the other. A relative shift eta thus
/// turns every G_rr into (1 + eta) G_rr. With alpha = G^-1 y and W = G^-1 - alpha alpha^T,
///
///     -log p = y^T alpha / 2 + log|G| / 2 + n log(2 pi) / 2,      d(-log p) = sum_{r, s} W_rs dG_rs / 2,
///
/// where the sum runs by lags. One factor, one inverse, O(n^2 + N Q) beside.
package struct CollocationEvidence<Covariance: LagKernel>: Sendable {
    let observations: GridObservations
    let kernel: Covariance
    let factor: Cholesky
    /// The reciprocal roots of G's diagonal before the shift.
    let scales: Vector
    /// G^-1 y.
    let weights: Vector
    /// y^T G^-1 y.
    let quadraticForm: Double

    package init(
        _ problem: SampledProblem, kernel: Covariance, shift: DiagonalShift
    ) throws {
        try self.init(GridObservations(problem), kernel: kernel, shift: shift)
    }

    init(
        _ observations: GridObservations, kernel: Covariance, shift: DiagonalShift
    ) throws(FactorizationError) {
        self.observations = observations
        self.kernel = kernel
        let gram = observations.gram(kernel)
        let scales = gram.diagonal.mapped { 1 / $0.squareRoot() }
        self.scales = scales
        let factor = try Self.factor(gram.scalingRows(by: scales).scalingColumns(by: scales), shift)
        self.factor = factor
        let whitened = factor.solveLower(entrywiseProduct(observations.values, scales))
        // A sum of squares: y^T alpha would cancel digits that the search needs.
        quadraticForm = dot(whitened, whitened)
        weights = entrywiseProduct(factor.solveLowerTransposed(whitened), scales)
    }

    // A few hundred rows: a second BLAS thread costs more than it brings.
    private static func factor(
        _ matrix: consuming Matrix, _ shift: DiagonalShift
    ) throws(FactorizationError) -> Cholesky {
        let result = Parallelism.withSingleBLASThread { [matrix] in
            Result { () throws(FactorizationError) in try Cholesky(of: matrix, shift: shift) }
        }
        return try result.get()
    }

    /// -log p(y).
    package var negativeLogEvidence: Double {
        let n = Double(observations.count)
        let logScales = scales.reduce(0) { $0 + log($1) }
        return 0.5 * quadraticForm + 0.5 * factor.logDeterminant - logScales
            + 0.5 * n * log(2 * Double.pi)
    }

    /// The gradient of -log p in the kernel's parameters, by value and in visiting order.
    package func gradient() -> [Double] {
        let n = observations.count
        var w = Parallelism.withSingleBLASThread { factor.inverse() }
        let stretch = 1 + factor.addedDiagonal
        w.withUnsafeMutablePointer { p in
            for s in 0..<n {
                for r in s..<n { p[r + s * n] = p[r + s * n] * scales[r] * scales[s] - weights[r] * weights[s] }
                p[s + s * n] *= stretch
            }
        }
        return observations.halfPullback(w, kernel: kernel)
    }
}
