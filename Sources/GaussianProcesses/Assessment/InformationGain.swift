import LinearAlgebra

extension Process {
    /// How many nats observations at the rows of `x` will tell about the function: ½ log det(I + N^(-1/2) C N^(-1/2)) for
    /// the covariance C of f there and the noise variances N, whatever the values turn out to be.
    ///
    /// - Parameter noiseVariances: of the single observations, beside the process' own.
    /// - Complexity: O(m³).
    /// - Source: Krause, Singh and Guestrin, J. Mach. Learn. Res. 9 (2008) 235; Srinivas et al. (2012), eq. 5.
    /// - Throws: ``ProcessError/informationInfinite(row:)`` when an observation would be exact.
    public func informationGain(at x: Matrix, noiseVariances: Vector? = nil) throws(ProcessError) -> Double {
        let m = x.rowCount
        let roots = Vector((0..<m).map { (noiseVariance + (noiseVariances?[$0] ?? 0)).squareRoot() })
        if let row = roots.firstIndex(where: { !($0 > 0) }) { throw .informationInfinite(row: row) }
        var scaled = covariance(at: x)
        scaled = Matrix(rowCount: m, columnCount: m) { scaled[$0, $1] / roots[$0] / roots[$1] }
        scaled.addToDiagonal(1)
        do { return 0.5 * (try Cholesky(of: scaled)).logDeterminant } catch { throw ProcessError(error) }
    }
}
