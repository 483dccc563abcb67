import Kernels
import LinearAlgebra

/// The tiled gradients of Gram matrix and cross-covariance equal those of one tile.
func checkDrivers(
    _ kernel: some Kernel, _ sampling: Sampling, _ generator: inout some RandomNumberGenerator,
    _ findings: inout Findings
) {
    let x = sampling.points(41, using: &generator)
    let z = sampling.points(35, using: &generator)
    let half = randomMatrix(41, 41, using: &generator)
    let symmetric = half + half.transposed
    let tiled = kernel.gramPullback(x) { tile, rows, columns in
        for (j, column) in columns.enumerated() {
            for (i, row) in rows.enumerated() { tile[i, j] = symmetric[row, column] }
        }
    }
    requireClose("tiled gram pullback", tiled, kernel.pulledBack(symmetric, x, nil).gradient, &findings)
    let a = randomMatrix(41, 35, using: &generator)
    requireClose(
        "tiled cross pullback", kernel.crossPullback(x, z, adjoint: a), kernel.pulledBack(a, x, z).gradient, &findings)
    requireClose(
        "tiled input pullback", entries(kernel.crossInputPullback(x, z, adjoint: a)),
        entries(kernel.pulledBackInputs(a, x, z)), &findings)
}

private func entries(_ matrix: Matrix) -> [Double] {
    matrix.withUnsafePointer { Array(UnsafeBufferPointer(start: $0, count: matrix.count)) }
}

private func requireClose(_ law: String, _ found: [Double], _ expected: [Double], _ findings: inout Findings) {
    let scale = expected.reduce(0) { Swift.max($0, abs($1)) }
    for (p, value) in expected.enumerated() {
        findings.requireEqual(law, found[p], value, tolerance: 1e-8 * scale + 1e-12, "component \(p)")
    }
}
