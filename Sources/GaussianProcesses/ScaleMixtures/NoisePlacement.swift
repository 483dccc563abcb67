/// Whether the observation noise of a scale mixture scales with the function.
public enum NoisePlacement: String, Sendable, Equatable, Codable, CaseIterable {
    /// y given s is normal with covariance s (K + N): noise variances are multiplied by s too.
    ///
    /// The scale enters by one number, the quadratic form of the residuals, so one Cholesky factor serves all scales.
    case inside
    /// y given s is normal with covariance s K + N: noise variances are what they say.
    ///
    /// One eigendecomposition serves all scales, at about thirty times the cost of a Cholesky factor.
    case outside
}
