#if canImport(Glibc)
    import Glibc
#endif
import GaussianProcesses
import Kernels
import LinearAlgebra
import Testing

/// Reference values computed independently in double precision: n = 6, Q = 7.1428…, noise 0.05 inside the mixture.
@Suite("Scale mixtures: reference values") struct ScaleMixtureGoldenTests {
    struct Golden: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var density: any ScaleDensity
        var logEvidence: Double
        var meanScale: Double
        var logDensities: [Double]
    }

    static let cases = [
        Golden(
            testDescription: "inverse gamma 2, 2", density: InverseGammaScale(shape: 2, rate: 2),
            logEvidence: -7.983586171062623, meanScale: 1.3928503268937569,
            logDensities: [-0.7405027964090601, -1.0989557341972849, -1.6978731927133905, -2.086378808935192]),
        Golden(
            testDescription: "inverse gamma 0.5, 1.5", density: InverseGammaScale(shape: 0.5, rate: 1.5),
            logEvidence: -8.811020231344772, meanScale: 2.0285605230300114,
            logDensities: [-0.8783316358253482, -1.0830080565841957, -1.5243920228059897, -1.9384956174739332]),
        Golden(
            testDescription: "Burr XII", density: BurrScale(power: 2, tailShape: 3),
            logEvidence: -8.502638146690398, meanScale: 0.9138969369493737,
            logDensities: [-0.5750308441231415, -1.193065495225896, -2.064277962788942, -2.4078596259797127]),
        Golden(
            testDescription: "beta prime", density: BetaPrimeScale(shape: 1, tailShape: 2),
            logEvidence: -8.710726755514258, meanScale: 1.2877667956396301,
            logDensities: [-0.6916942494760893, -1.1316457391917925, -1.7842726759166108, -2.165619138110944]),
        Golden(
            testDescription: "half-Cauchy on the scale", density: HalfCauchyScale(scale: 1, of: .variance),
            logEvidence: -8.402694567831468, meanScale: 1.4843916164812796,
            logDensities: [-0.7496921723920005, -1.1074770417680162, -1.6863443122789692, -2.0791202169711314]),
        Golden(
            testDescription: "gamma", density: GammaScale(shape: 2, rate: 2),
            logEvidence: -8.063207762173027, meanScale: 1.2261780680334933,
            logDensities: [-0.7006774605971043, -1.1075848809282829, -1.7610958473693317, -2.140096442394142]),
    ]

    static let trainingTargets = [0.004052, -0.351301, -0.52348, 0.577534, 0.002732, 0.896439]
    static let testTargets = [0.405902, -0.876131, -1.0, -0.999093]
    static let unitMean = [0.2513040839890891, -0.2124857417326729, -0.15880803104320645, 0.3324632685367042]
    /// The predictive variances at scale one, noise included.
    static let unitVariance = [0.5734614554728112, 0.26459361053909203, 0.2029614188766034, 0.5578354824705941]

    /// A process whose training covariance has the reference determinant and quadratic form, and whose predictions at
    /// scale one are the reference ones: A is diagonal, and only the last training row tells of the test rows.
    static func process() -> (GaussianProcess, Matrix, Matrix) {
        let (noise, common) = (0.05, 0.8092373779390462)
        let last = exp(-3.1078597088970104 - 5 * log(common))
        var covariance = Matrix(rowCount: 10, columnCount: 10)
        for i in 0..<6 { covariance[i, i] = (i < 5 ? common : last) - noise }
        for j in 0..<4 {
            let cross = unitMean[j] * last / trainingTargets[5]
            covariance[5, 6 + j] = cross
            covariance[6 + j, 5] = cross
            covariance[6 + j, 6 + j] = unitVariance[j] - noise + cross * cross / last
        }
        let rows = Matrix(rowCount: 10, columnCount: 1) { i, _ in Double(i) }
        let process = GaussianProcess(kernel: TableKernel(covariance: covariance), noiseVariance: noise)
        return (process, rows.rows(0..<6), rows.rows(6..<10))
    }

    @Test("Evidence, mean scale and predictive densities", arguments: cases)
    func values(_ golden: Golden) throws {
        let (process, training, test) = Self.process()
        let mixture = ScaleMixture(process, golden.density)
        let observations = try Observations(training, Vector(Self.trainingTargets))
        let posterior = try mixture.conditioned(on: observations)
        #expect(abs(posterior.logEvidence - golden.logEvidence) < 1e-12)
        #expect(abs(try mixture.evidence(of: observations).logEvidence - golden.logEvidence) < 1e-12)
        #expect(abs(posterior.scale.mean - golden.meanScale) < 1e-12)
        let prediction = try posterior.predict(at: test)
        #expect(largestDifference(prediction.mean, Self.unitMean) < 1e-13)
        #expect(
            largestDifference(prediction.noisyVariance, Self.unitVariance.map { $0 * golden.meanScale }) < 1e-12)
        let densities = try prediction.logDensities(of: Vector(Self.testTargets))
        #expect(largestDifference(densities, golden.logDensities) < 1e-12)
    }
}

/// Covariances by index: a point is a row of the table.
struct TableKernel: PointwiseKernel {
    var covariance: Matrix
    func value(_ x: Point, _ z: Point) -> Double { covariance[Int(x[0]), Int(z[0])] }
}
