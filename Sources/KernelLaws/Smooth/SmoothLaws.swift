import Kernels
import LinearAlgebra

/// The laws of derivative blocks: those of every kernel; order zero is the kernel itself; each order is the derivative
/// of the one below, also at equal points; exchange of the arguments; a positive semidefinite joint Gram matrix of
/// values and derivatives; and pullbacks equal to differences.
///
/// - Parameter highestOrder: the largest order per argument that is tried, if the kernel allows it.
public func smoothLaws(
    _ kernel: some SmoothKernel, at sampling: Sampling = Sampling(), highestOrder: Int = 2,
    using generator: inout some RandomNumberGenerator
) -> [Violation] {
    var findings = Findings()
    let order = Swift.min(highestOrder, kernel.smoothness)
    let indices = multiIndices(dimension: sampling.dimension, upTo: order)
    checkLadder(kernel, indices, sampling, &generator, &findings)
    checkJointGram(kernel, indices, sampling, &generator, &findings)
    checkDerivativePullback(kernel, indices, sampling, &generator, &findings)
    for index in indices {
        findings.require(
            "derivatives up to the smoothness exist", kernel.allowsDerivative(index), "\(index) is refused")
    }
    return kernelLaws(kernel, at: sampling, using: &generator) + findings.violations
}

/// All multi-indices of total order at most `order`.
func multiIndices(dimension: Int, upTo order: Int) -> [MultiIndex] {
    var result: [[Int]] = [[]]
    for _ in 0..<dimension { result = result.flatMap { head in (0...order).map { head + [$0] } } }
    return result.map(MultiIndex.init).filter { $0.total <= order }
}

extension SmoothKernel {
    func derivativeTile(_ x: Matrix, _ z: Matrix, _ alpha: MultiIndex, _ beta: MultiIndex) -> Matrix {
        evaluated(x, z) { fillDerivative($0, at: $1, x: alpha, z: beta) }
    }
}

private func checkLadder(
    _ kernel: some SmoothKernel, _ indices: [MultiIndex], _ sampling: Sampling,
    _ generator: inout some RandomNumberGenerator, _ findings: inout Findings
) {
    let x = sampling.points(4, using: &generator)
    let z = sampling.points(3, using: &generator)
    let none = MultiIndex.none(dimension: sampling.dimension)
    requireClose("order zero", kernel.derivativeTile(x, z, none, none), kernel.tile(x, z), 1e-13, &findings)
    let allowed = Set(indices)
    for beta in indices {
        for alpha in indices {
            let block = kernel.derivativeTile(x, z, alpha, beta)
            let scale = block.largestMagnitude
            let exchanged = kernel.derivativeTile(z, x, beta, alpha).transposed
            requireClose("exchange of arguments", exchanged, block, 1e-11, &findings)
            for c in 0..<sampling.dimension where allowed.contains(alpha.raised(along: c)) {
                let raised = alpha.raised(along: c)
                for (place, second) in [("apart", z), ("equal points", x)] {
                    let found = kernel.derivativeTile(x, second, raised, beta)
                    for i in 0..<x.rowCount {
                        for j in 0..<second.rowCount {
                            findings.requireDerivative(
                                "derivative block", found[i, j],
                                of: {
                                    kernel.derivativeTile(x.moved(i, c, by: $0), second, alpha, beta)[i, j]
                                }, at: 0, step: 1e-3 * sampling.width, scale: scale / sampling.width,
                                "x \(raised), z \(beta), \(place), entry (\(i), \(j))")
                        }
                    }
                }
            }
        }
    }
}

private func checkJointGram(
    _ kernel: some SmoothKernel, _ indices: [MultiIndex], _ sampling: Sampling,
    _ generator: inout some RandomNumberGenerator, _ findings: inout Findings
) {
    let x = sampling.points(5, using: &generator)
    let (n, m) = (x.rowCount, indices.count)
    var joint = Matrix(rowCount: n * m, columnCount: n * m)
    for (a, alpha) in indices.enumerated() {
        for (b, beta) in indices.enumerated() {
            let block = kernel.derivativeTile(x, x, alpha, beta)
            for i in 0..<n { for j in 0..<n { joint[a * n + i, b * n + j] = block[i, j] } }
        }
    }
    findings.require("derivatives are finite", joint.isFinite, "an entry is not finite")
    // Unit diagonal, so that high derivatives do not hide the others.
    let scales = joint.diagonal.map { $0 > 0 ? 1 / $0.squareRoot() : 1 }
    let correlation = joint.mapped { v, i, j in v * scales[i] * scales[j] }
    requireSemidefinite("joint Gram matrix of derivatives", correlation, "orders up to \(indices)", &findings)
}

private func checkDerivativePullback(
    _ kernel: some SmoothKernel, _ indices: [MultiIndex], _ sampling: Sampling,
    _ generator: inout some RandomNumberGenerator, _ findings: inout Findings
) {
    let x = sampling.points(4, using: &generator)
    let z = sampling.points(3, using: &generator)
    let a = randomMatrix(4, 3, using: &generator)
    for alpha in indices {
        for beta in indices {
            let found = kernel.pulledBack(a, x, z, scale: 1) {
                kernel.pullbackDerivative($0, at: $1, x: alpha, z: beta, into: $2)
            }
            requirePullback("derivative pullback", kernel, "x \(alpha), z \(beta)", a, x, z, found, &findings) {
                $0.derivativeTile(x, z, alpha, beta)
            }
            let scaled = kernel.pulledBack(a, x, z, scale: -2, start: 1) {
                kernel.pullbackDerivative($0, at: $1, x: alpha, z: beta, into: $2)
            }
            for p in found.gradient.indices {
                let expected = 1 - 2 * found.gradient[p]
                findings.requireEqual(
                    "derivative pullback adds and scales", scaled.gradient[p], expected,
                    tolerance: 1e-9 * (1 + abs(expected)), "x \(alpha), z \(beta), parameter \(p)")
            }
        }
    }
}
