#if canImport(Glibc)
    import Glibc
#endif
import GaussianProcesses
import Kernels
import LinearAlgebra
import Testing

@Suite("Evidence gradient") struct EvidenceGradientTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var process: GaussianProcess
        var shift = DiagonalShift.none
    }

    static let composite =
        Scaled(variance: 0.7, SquaredExponential(lengthscales: 0.4))
        * SquaredExponential(lengthscales: .perCoordinate([0.9, 1.5, 2.0])) + White(variance: 0.03)

    static let cases = [
        Case(testDescription: "separate lengthscales, constant mean", process: standardProcess()),
        Case(testDescription: "product and white noise in the kernel", process: GaussianProcess(kernel: composite)),
        Case(
            testDescription: "linear mean",
            process: GaussianProcess(
                kernel: SquaredExponential(lengthscales: 0.6),
                mean: LinearMean(intercept: 0.2, slopes: [0.5, -0.4, 0.1]), noiseVariance: 0.1)),
        Case(
            testDescription: "absolute shift", process: standardProcess(), shift: .absolute(0.05)),
        Case(
            testDescription: "shift relative to the mean diagonal", process: standardProcess(),
            shift: .relative(toMeanDiagonal: 0.05)),
    ]

    @Test("Agrees with differences in the free coordinates", arguments: cases)
    func differences(_ example: Case) throws {
        let x = weylPoints(45, dimension: 3)
        let variances = Vector((0..<45).map { 0.001 * Double($0) })
        let observations = try Observations(x, smoothTarget(x), noiseVariances: variances)
        let process = example.process
        let gradient = try process.evidence(of: observations, shift: example.shift).gradient
        #expect(gradient.count == process.parameterCount)
        let largest = gradient.reduce(0) { max($0, abs($1)) }
        for (index, named) in process.parameters.enumerated() {
            let domain = named.parameter.domain
            let center = domain.freeCoordinate(of: named.parameter.value)
            let (slope, order) = try differenceDerivative(step: 2e-4) { offset in
                var moved = process
                moved.updateParameter(at: named.path) { $0.value = domain.value(at: center + offset) }
                return try moved.evidence(of: observations, shift: example.shift).logEvidence
            }
            #expect(abs(slope - gradient[index]) < 2e-8 * largest, "\(named.path)")
            // A quadratic dependence has no third derivative to show an order.
            if domain != .real { #expect(order > 1.8 || abs(slope) < 1e-3 * largest, "\(named.path)") }
        }
    }

    @Test("Vanishes in the mean at the generalised least-squares estimate") func meanOptimum() throws {
        let observations = try smoothData(25)
        var process = standardProcess()
        let before = try process.evidence(of: observations)
        // The evidence is quadratic in the mean: one Newton step from two gradients reaches its maximum.
        process.updateParameter(at: "mean.value") { $0.value += 1 }
        let after = try process.evidence(of: observations)
        let (g0, g1) = (before.gradient[5], after.gradient[5])
        process.updateParameter(at: "mean.value") { $0.value += g1 / (g0 - g1) }
        #expect(abs(try process.evidence(of: observations).gradient[5]) < 1e-11)
    }
}
