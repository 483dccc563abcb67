import Kernels
import LinearAlgebra

/// The laws of a kernel of lags: those of derivative blocks, translation, and κ^(n) even or odd like n.
public func lagLaws(
    _ kernel: some LagKernel, at sampling: Sampling = Sampling(), highestOrder: Int = 2,
    using generator: inout some RandomNumberGenerator
) -> [Violation] {
    var findings = Findings()
    let lags = Vector([0, 0.013, 0.4, 1.1, 2.7])
    let mirrored = Vector(lags.map { -$0 })
    let top = Swift.min(2 * highestOrder, kernel.smoothness > 100 ? .max : 2 * kernel.smoothness)
    for n in 0...top {
        let (right, left) = (kernel.lagDerivative(order: n, lags), kernel.lagDerivative(order: n, mirrored))
        let sign = n.isMultiple(of: 2) ? 1.0 : -1.0
        for i in lags.indices {
            findings.requireEqual(
                "parity of lag derivatives", left[i], sign * right[i], tolerance: 1e-12 * (1 + abs(right[i])),
                "order \(n), lag \(lags[i])")
        }
    }
    let x = sampling.points(8, using: &generator)
    requireClose("translation", kernel.gram(x.mapped { v, _, _ in v + 0.37 }), kernel.gram(x), 1e-12, &findings)
    return smoothLaws(kernel, at: sampling, highestOrder: highestOrder, using: &generator) + findings.violations
}
