import LinearAlgebra

extension Process {
    /// `count` joint samples of f at m points: an m-by-`count` matrix, one sample a column.
    ///
    /// The covariance C = V diag(λ) V^T is decomposed, and a sample is mean + V √λ z with z standard normal. Unlike a
    /// Cholesky factor this needs no diagonal shift where C is singular, as it is beside observations without noise:
    /// eigenvalues that rounding made negative count as zero. Samples are of the function; add noise for observations.
    ///
    /// - Complexity: O(m³ + m² `count`).
    /// - Throws: ``ProcessError`` when the covariance is not finite.
    public func samples(at x: Matrix, count: Int, seed: UInt64) throws(ProcessError) -> Matrix {
        precondition(count >= 0, "There is no negative number of samples.")
        let mean = predict(at: x).mean
        var root: Matrix
        let eigen: SymmetricEigen
        do { eigen = try SymmetricEigen(of: covariance(at: x)) } catch { throw ProcessError(error) }
        root = eigen.vectors
        let m = root.rowCount
        root.withUnsafeMutablePointer { p in
            for j in 0..<m {
                let scale = Swift.max(eigen.values[j], 0).squareRoot()
                for i in 0..<m { p[i + j * m] *= scale }
            }
        }
        var generator = SeededGenerator(seed: seed)
        var result = root * generator.normalMatrix(rowCount: m, columnCount: count)
        result.withUnsafeMutablePointer { p in
            for j in 0..<count { for i in 0..<m { p[i + j * m] += mean[i] } }
        }
        return result
    }
}
