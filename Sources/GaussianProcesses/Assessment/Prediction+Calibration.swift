#if canImport(Glibc)
    import Glibc
#endif
import LinearAlgebra

extension Prediction {
    /// Φ((y_i - μ_i)/s_i) for each observed value, s² with noise: uniform in (0, 1) if the predictions are calibrated.
    public func probabilityIntegralTransform(of y: Vector) -> Vector {
        let deviations = y - mean
        return deviations.combined(with: noisyVariance) { r, v in
            0.5 * erfc(-r * 0.5.squareRoot() / v.squareRoot())
        }
    }
}
