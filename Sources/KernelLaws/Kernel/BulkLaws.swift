import Kernels
import LinearAlgebra

/// Gram matrix, cross-covariance and diagonal equal the entries computed alone, also across tile boundaries.
func checkBulk(
    _ kernel: some Kernel, _ sampling: Sampling, _ generator: inout some RandomNumberGenerator,
    _ findings: inout Findings
) {
    // Seventy points make three tiles a side.
    let x = sampling.points(70, using: &generator)
    let z = sampling.points(37, using: &generator)
    let gram = kernel.gram(x)
    let cross = kernel.cross(x, z)
    let diagonal = kernel.diagonal(x)
    let within = kernel.tile(x, nil)
    let own = (0..<x.rowCount).map { kernel.ownEntry(x, $0) }
    for i in 0..<x.rowCount {
        findings.requireEqual(
            "diagonal = pointwise", diagonal[i], own[i], tolerance: 1e-13 * abs(own[i]), "k(x, x) at point \(i)")
        for j in 0...i {
            let expected = i == j ? own[i] : kernel.entry(x, i, x, j)
            let tolerance = 1e-13 * (abs(own[i] * own[j]).squareRoot() + abs(expected))
            findings.requireEqual("gram = pointwise", gram[i, j], expected, tolerance: tolerance, "entry (\(i), \(j))")
            findings.require(
                "tile of coinciding points is symmetric", within[i, j] == within[j, i],
                "entries (\(i), \(j)) are \(within[i, j]) and \(within[j, i])")
        }
        for j in 0..<z.rowCount {
            let expected = kernel.entry(x, i, z, j)
            findings.requireEqual(
                "cross = pointwise", cross[i, j], expected, tolerance: 1e-13 * (abs(own[i]) + abs(expected)),
                "entry (\(i), \(j))")
        }
    }
}
