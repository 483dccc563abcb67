/// The leading left singular vectors and values of the Hankel matrix of a uniformly sampled signal, and the poles of the
/// sum of exponentials that they span (ESPRIT).
///
/// A full singular value decomposition of the (n/2)-square matrix would cost O(n^3). The matrix is instead applied to `maximumRank` + 12 random vectors, once more through H H^T, and only the small projection is
/// decomposed: O(n r log n + n r^2). For a sum of tones the range is captured to rounding; otherwise the singular values
/// fall slowly and the rank hits its cap, which is all that needs to be known. (Halko, Martinsson and Tropp, SIAM Rev.
/// 53 (2011) 217, algorithms 4.4 and 5.1.)
public struct HankelSubspace: Sendable {
    /// Orthonormal columns, (n/2 + 1)-by-k.
    public let vectors: Matrix
    /// Singular values, descending.
    public let values: Vector

    /// Decomposes n samples, keeping at most `maximumRank` + 12 directions; the sketch has a fixed seed.
    ///
    /// - Throws: ``FactorizationError`` when a sample is not finite or the decomposition does not converge.
    public init(samples: [Double], maximumRank: Int) throws(FactorizationError) {
        let hankel = Hankel(samples: samples)
        let width = Swift.min(maximumRank + 12, hankel.rowCount, hankel.columnCount)
        var generator = SeededGenerator(seed: 1)
        let sketch = generator.normalMatrix(rowCount: hankel.columnCount, columnCount: width)
        var basis = try QR(of: hankel.applied(to: sketch)).q
        basis = try QR(of: hankel.applied(to: hankel.transposeApplied(to: basis))).q
        // Q^T H = (H^T Q)^T, so the right singular vectors of H^T Q rotate Q to the left ones of H.
        let projection = try SVD(of: hankel.transposeApplied(to: basis))
        vectors = multiply(basis, projection.rightVectors)
        values = projection.values
    }

    /// The number of singular values above `relativeTolerance` times the largest.
    public func rank(relativeTolerance: Double) -> Int {
        guard let largest = values.first, largest > 0 else { return 0 }
        return values.prefix { $0 > relativeTolerance * largest }.count
    }

    /// The poles z of the signal sum c z^j spanned by the `rank` leading vectors: with V1 and V2 the vectors without
    /// their last and first row, the eigenvalues of the least-squares solution of V1 Z = V2.
    ///
    /// (ESPRIT: Roy and Kailath, IEEE Trans. ASSP 37 (1989) 984; as a matrix pencil: Hua and Sarkar, ibid. 38 (1990) 814.)
    public func poles(rank: Int) throws(FactorizationError) -> [ComplexNumber] {
        guard rank > 0, vectors.rowCount > rank else { return [] }
        let leading = vectors.columns(0..<rank)
        let upper = leading.rows(0..<vectors.rowCount - 1)
        let lower = leading.rows(1..<vectors.rowCount)
        return try GeneralEigen.values(of: leastSquares(upper, lower, relativeCutoff: 1e-15).solution)
    }
}
