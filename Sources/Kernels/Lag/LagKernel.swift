/// A kernel k(x, z) = Π_c κ(x_c - z_c), with κ an even function of one signed lag.
///
/// A family states rows of κ^(n) and their pullback; tiles, derivative blocks and all pullbacks follow. On a uniform grid
/// these rows are all that is needed: derivative blocks are Toeplitz there.
public protocol LagKernel: SmoothKernel {
    /// Writes κ^(n)(d_i) for `count` signed lags d, with n up to 2 `smoothness` + 1.
    ///
    /// For the highest order, where κ^(n) may jump at 0, zero is written there.
    func fillLag(order n: Int, _ lags: UnsafePointer<Double>, count: Int, into values: UnsafeMutablePointer<Double>)

    /// Adds Σ_i w_i ∂κ^(n)(d_i)/∂θ_p to `gradient[p]`, parameters in visiting order, with n up to 2 `smoothness`.
    func pullbackLag(
        order n: Int, _ lags: UnsafePointer<Double>, weights: UnsafePointer<Double>, count: Int,
        into gradient: UnsafeMutablePointer<Double>)
}
