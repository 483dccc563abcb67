import GaussianProcesses
import Kernels
import LinearAlgebra
import Testing

/// Reference numbers computed with 50 decimal digits from the same double-precision inputs: 40 points in three
/// dimensions, signal variance 1.3, lengthscales 0.5, 0.7, 1.1, noise variance 0.02, constant mean 0.3.
struct SyntheticGolden: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var kernel: any Kernel
    var logEvidence: Double
    /// In the logarithms of variance, lengthscales and noise variance, and in the mean.
    var gradient: [Double]
    var leaveOneOut: Double
    var means: [Double]
    var variances: [Double]

    static let lengthscales = Lengthscales.perCoordinate([0.5, 0.7, 1.1])

    static let all = [
        SyntheticGolden(
            testDescription: "squared exponential", kernel: SquaredExponential(lengthscales: lengthscales),
            logEvidence: 13.541810524584317334,
            gradient: [
                -6.386563185074839561, 10.019991033826061256, 8.0475872520140417204, 5.0746167377307802421,
                -11.803462284170633912, -0.3269561367289667069,
            ],
            leaveOneOut: 29.80759774836509653, means: [0.9543691006803196093, -0.66337032513500722526],
            variances: [0.042740391080205907857, 0.009254905332023480524]),
        SyntheticGolden(
            testDescription: "Matérn 5/2", kernel: Matern52(lengthscales: lengthscales),
            logEvidence: 1.9145869479445118709,
            gradient: [
                -11.800797607435670544, 12.07571776394580593, 12.690667795373786659, 8.1583472383929914668,
                -6.8154083800728004117, -0.32903138772249323624,
            ],
            leaveOneOut: 17.956460244288682928, means: [0.92320654222556536737, -0.66118661789155820541],
            variances: [0.086912264487152083046, 0.028540377379800192682]),
    ]
}

@Suite("Reference numbers") struct SyntheticGoldenTests {
    @Test("Evidence, gradient, leave-one-out and predictions", arguments: SyntheticGolden.all)
    func agree(_ golden: SyntheticGolden) throws {
        let process = GaussianProcess(kernel: 1.3 * golden.kernel, mean: .constant(0.3), noiseVariance: 0.02)
        let observations = try smoothData(40)
        let evidence = try process.evidence(of: observations)
        let size = abs(golden.logEvidence) + 40
        #expect(abs(evidence.logEvidence - golden.logEvidence) < 1e-13 * size)
        #expect(largestDifference(evidence.gradient, golden.gradient) < 1e-11)
        #expect(evidence.addedDiagonal == 0)

        let posterior = try process.conditioned(on: observations)
        #expect(posterior.logEvidence == evidence.logEvidence)
        #expect(abs(posterior.leaveOneOut().logPseudoLikelihood - golden.leaveOneOut) < 1e-12 * size)
        let p = posterior.predict(at: weylPoints(2, dimension: 3, skipping: 40))
        #expect(largestDifference(p.mean, golden.means) < 1e-13)
        #expect(largestDifference(p.variance, golden.variances) < 1e-13)
        #expect(largestDifference(p.noisyVariance, golden.variances.map { $0 + 0.02 }) < 1e-13)
    }
}
