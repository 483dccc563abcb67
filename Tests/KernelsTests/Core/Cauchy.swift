import Kernels

/// The Cauchy kernel k(x, z) = 1/(1 + s), s = Σ_c ((x_c - z_c)/ℓ_c)².
///
/// Sample functions are infinitely differentiable; distant points stay more correlated than under a Gaussian.
struct Cauchy: StationaryKernel {
    static let name = "Cauchy"
    var lengthscales: Lengthscales = 1

    func applyProfile(_ s: UnsafeMutablePointer<Double>, count: Int) {
        for i in 0..<count { s[i] = 1 / (1 + s[i]) }
    }

    func applyProfile(
        _ s: UnsafePointer<Double>, count: Int, value: UnsafeMutablePointer<Double>,
        slope: UnsafeMutablePointer<Double>
    ) {
        for i in 0..<count {
            let k = 1 / (1 + s[i])
            value[i] = k
            slope[i] = -k * k
        }
    }
}
