import Kernels
import LinearAlgebra

/// The least eigenvalue of a Gram matrix is not below -c n ε trace/n, for random, clustered, repeated and collinear
/// points.
func checkDefiniteness(
    _ kernel: some Kernel, _ sampling: Sampling, _ generator: inout some RandomNumberGenerator,
    _ findings: inout Findings
) {
    let n = 24
    let designs = [
        ("random", sampling.points(n, using: &generator)),
        ("clustered", sampling.clusteredPoints(n, using: &generator)),
        ("repeated", sampling.repeatedPoints(n, using: &generator)),
        ("collinear", sampling.collinearPoints(n)),
    ]
    for (name, x) in designs {
        requireSemidefinite("positive semidefinite", kernel.gram(x), "\(name) points", &findings)
    }
}

/// Requires a symmetric matrix to have no eigenvalue below rounding.
func requireSemidefinite(_ law: String, _ matrix: Matrix, _ place: String, _ findings: inout Findings) {
    let n = matrix.rowCount
    do throws(FactorizationError) {
        let eigen = try SymmetricEigen(of: matrix)
        let trace = matrix.diagonal.reduce(0, +)
        let floor = -8 * Double(n) * Double.ulpOfOne * trace
        findings.require(
            law, eigen.values[0] >= floor,
            "\(place): eigenvalue \(eigen.values[0]) < \(floor), eigenvector \(eigen.vectors.column(0).array)")
    } catch {
        findings.require(law, false, "\(place): \(error)")
    }
}
