import Kernels
import LinearAlgebra

/// The law of products over disjoint coordinates: on a grid the Gram matrix is the Kronecker product of those of the
/// factors, derivative blocks included.
public func tensorLaws<Factor: SmoothKernel>(
    _ first: Factor, _ second: Factor, at sampling: Sampling = Sampling(),
    using generator: inout some RandomNumberGenerator
) -> [Violation] {
    var findings = Findings()
    let (u, v) = (sampling.points(5, using: &generator), sampling.points(4, using: &generator))
    let grid = Matrix(rowCount: 20, columnCount: 2) { row, c in c == 0 ? u[row / 4, 0] : v[row % 4, 0] }
    let tensor = CoordinateProduct([first, second])
    let selected = first.on(columns: [0]) * second.on(columns: [1])
    let top = Swift.min(1, first.smoothness, second.smoothness)
    for a in 0...top {
        for b in 0...top {
            let (k1, k2) = (first.derivativeTile(u, u, [a], [b]), second.derivativeTile(v, v, [b], [a]))
            let kronecker = Matrix(rowCount: 20, columnCount: 20) { k1[$0 / 4, $1 / 4] * k2[$0 % 4, $1 % 4] }
            requireClose(
                "Kronecker", tensor.derivativeTile(grid, grid, [a, b], [b, a]), kronecker, 1e-12, &findings)
            requireClose(
                "Kronecker of selections", selected.derivativeTile(grid, grid, [a, b], [b, a]), kronecker, 1e-12,
                &findings)
        }
    }
    return findings.violations
}
