import KernelLaws
import Kernels
import LinearAlgebra
import Testing

/// The five pairs of points at which families are compared with numbers of 20 digits (mpmath, 60 digits inside).
let literalPairs: [(x: [Double], z: [Double])] = [
    ([0.3, -1.2], [0.3, -1.2]), ([0.3, -1.2], [0.9, 0.4]), ([1.5, 2.0], [-0.25, 1.0]), ([0, 0], [0.01, -0.02]),
    ([-2, 1], [2.5, -1.5]),
]

/// Lengthscales of those numbers.
let literalLengthscales = Lengthscales.perCoordinate([0.8, 1.7])

/// Expects the kernel's values at ``literalPairs`` and the values of a formula restated in the test.
func expectValues(
    _ kernel: some Kernel, _ literals: [Double], tolerance: Double = 4e-15, _ formula: ([Double], [Double]) -> Double,
    sourceLocation: SourceLocation = #_sourceLocation
) {
    let size = literals.reduce(0) { Swift.max($0, abs($1)) }
    for ((x, z), literal) in zip(literalPairs, literals) {
        let value = kernel(x, z)
        let bound = tolerance * (abs(literal) + 0.02 * size)
        #expect(abs(value - literal) <= bound, "\(value) against \(literal)", sourceLocation: sourceLocation)
        #expect(abs(value - formula(x, z)) <= 1e-13 * size, "the formula restated", sourceLocation: sourceLocation)
    }
}

/// The scaled distance r of two points with the literals' lengthscales.
func literalDistance(_ x: [Double], _ z: [Double]) -> Double {
    let (a, b) = ((x[0] - z[0]) / 0.8, (x[1] - z[1]) / 1.7)
    return (a * a + b * b).squareRoot()
}

func expectNone(_ violations: [Violation], sourceLocation: SourceLocation = #_sourceLocation) {
    #expect(violations.isEmpty, "\(violations.prefix(3)) of \(violations.count)", sourceLocation: sourceLocation)
}
