import Kernels
import LinearAlgebra

/// k(x, z) = k(z, x) to a few units in the last place, and k(x, z)² ≤ k(x, x) k(z, z).
func checkSymmetry(
    _ kernel: some Kernel, _ sampling: Sampling, _ generator: inout some RandomNumberGenerator,
    _ findings: inout Findings
) {
    let x = sampling.points(11, using: &generator)
    let z = sampling.points(9, using: &generator)
    let forward = kernel.tile(x, z)
    let backward = kernel.tile(z, x)
    for i in 0..<x.rowCount {
        for j in 0..<z.rowCount {
            let product = kernel.ownEntry(x, i) * kernel.ownEntry(z, j)
            let value = forward[i, j]
            findings.requireEqual(
                "symmetry", value, backward[j, i], tolerance: 8 * value.ulp + 4e-16 * abs(product).squareRoot(),
                "k(x_\(i), z_\(j))")
            findings.require(
                "Cauchy-Schwarz", value * value <= product * (1 + 1e-12),
                "k(x_\(i), z_\(j))² = \(value * value) exceeds \(product)")
        }
    }
}

/// Permuted inputs permute the Gram matrix.
func checkPermutation(
    _ kernel: some Kernel, _ sampling: Sampling, _ generator: inout some RandomNumberGenerator,
    _ findings: inout Findings
) {
    let x = sampling.points(13, using: &generator)
    let order = Array(0..<13).shuffled(using: &generator)
    let (plain, permuted) = (kernel.gram(x), kernel.gram(x.rows(order)))
    let scale = plain.largestMagnitude
    for i in 0..<13 {
        for j in 0..<13 {
            findings.requireEqual(
                "permutation", permuted[i, j], plain[order[i], order[j]], tolerance: 1e-14 * scale,
                "entry (\(i), \(j))")
        }
    }
}
