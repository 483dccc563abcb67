import Kernels
import LinearAlgebra

/// The laws of a stationary kernel: those of every kernel, a profile with φ(0) = 1 and its slope, invariance under
/// translation and rotation, scaling, and relevance determination.
public func stationaryLaws(
    _ kernel: some StationaryKernel, at sampling: Sampling = Sampling(),
    using generator: inout some RandomNumberGenerator
) -> [Violation] {
    var findings = Findings()
    checkProfile(kernel, &findings)
    checkInvariance(kernel, sampling, &generator, &findings)
    checkRelevance(kernel, &generator, &findings)
    return kernelLaws(kernel, at: sampling, using: &generator) + findings.violations
}

private func checkProfile<K: StationaryKernel>(_ kernel: K, _ findings: inout Findings) {
    func profile(_ s: Double) -> Double {
        var value = s
        kernel.applyProfile(&value, count: 1)
        return value
    }
    findings.require("profile(0) = 1", profile(0) == 1, "profile(0) = \(profile(0))")
    for s in [0.01, 0.1, 0.5, 1, 2, 7, 20] {
        var (value, slope) = (0.0, 0.0)
        withUnsafePointer(to: s) { kernel.applyProfile($0, count: 1, value: &value, slope: &slope) }
        findings.requireEqual("profile", value, profile(s), tolerance: 1e-14, "value with slope at \(s)")
        findings.requireDerivative("profile slope", slope, of: profile, at: s, step: 0.05 * s, scale: 1, "s = \(s)")
        findings.require("profile slope", slope <= 0, "the slope at \(s) is \(slope), not negative")
    }
}

private func checkInvariance(
    _ kernel: some StationaryKernel, _ sampling: Sampling, _ generator: inout some RandomNumberGenerator,
    _ findings: inout Findings
) {
    let x = sampling.points(8, using: &generator)
    let plain = kernel.gram(x)
    let shift = (0..<sampling.dimension).map { _ in Double.random(in: -1...1, using: &generator) }
    requireClose("translation", kernel.gram(x.mapped { v, _, c in v + shift[c] }), plain, 1e-13, &findings)
    var round = kernel
    round.lengthscales = 0.7
    if sampling.dimension >= 2 {
        let (c, s) = (0.6, 0.8)
        let rotated = x.mapped { v, i, k in
            switch k {
            case 0: c * x[i, 0] - s * x[i, 1]
            case 1: s * x[i, 0] + c * x[i, 1]
            default: v
            }
        }
        requireClose("rotation", round.gram(rotated), round.gram(x), 1e-13, &findings)
    }
    var wide = round
    wide.lengthscales = .isotropic(3 * 0.7)
    requireClose("scaling", wide.gram(x.mapped { v, _, _ in 3 * v }), round.gram(x), 1e-13, &findings)
}

private func checkRelevance(
    _ kernel: some StationaryKernel, _ generator: inout some RandomNumberGenerator, _ findings: inout Findings
) {
    let x = Sampling(dimension: 3).points(8, using: &generator)
    func with(_ lengthscales: Lengthscales) -> Matrix {
        var copy = kernel
        copy.lengthscales = lengthscales
        return copy.gram(x)
    }
    requireClose("equal lengthscales", with(.perCoordinate([0.8, 0.8, 0.8])), with(0.8), 1e-14, &findings)
    var two = kernel
    two.lengthscales = .perCoordinate([0.5, 1.5])
    requireClose(
        "an infinite lengthscale deletes a coordinate", with(.perCoordinate([0.5, 1e200, 1.5])),
        two.gram(x.columns([0, 2])), 1e-14, &findings)
    var permuted = kernel
    permuted.lengthscales = .perCoordinate([1.5, 0.5, 0.9])
    requireClose(
        "permuted coordinates", permuted.gram(x.columns([2, 0, 1])), with(.perCoordinate([0.5, 0.9, 1.5])), 1e-14,
        &findings)
}

/// Requires two matrices to agree entry by entry, relative to the largest entry.
func requireClose(
    _ law: String, _ found: Matrix, _ expected: Matrix, _ relativeTolerance: Double, _ findings: inout Findings
) {
    let scale = expected.largestMagnitude
    for i in 0..<expected.rowCount {
        for j in 0..<expected.columnCount {
            findings.requireEqual(
                law, found[i, j], expected[i, j], tolerance: relativeTolerance * scale, "entry (\(i), \(j))")
        }
    }
}
