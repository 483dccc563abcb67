#if canImport(Glibc)
    import Glibc
#endif
import GaussianProcesses
import Kernels
import LinearAlgebra
import Testing

@Suite("Scale mixtures: predictions") struct ScaleMixturePredictionTests {
    static let process = ScaleMixtureEvidenceTests.process

    @Test("Quantiles invert the cumulative distribution", arguments: 0..<7, NoisePlacement.allCases)
    func roundTrip(_ index: Int, _ noise: NoisePlacement) throws {
        let mixture = ScaleMixture(Self.process, everyDensity[index], noise)
        let points = weylPoints(6, dimension: 2, skipping: 30)
        let posterior = try mixture.conditioned(on: ScaleMixtureEvidenceTests.observations(7))
        for prediction in [try mixture.predict(at: points), try posterior.predict(at: points)] {
            for p in [1e-7, 0.01, 0.3, 0.5, 0.77, 0.999] {
                let back = prediction.cumulative(prediction.quantiles(p))
                #expect(back.allSatisfy { abs($0 - p) < 1e-12 * p + 1e-15 }, "at \(p)")
            }
            let interval = prediction.noisyInterval95
            #expect(zip(interval.lower, interval.upper).allSatisfy { $0 < $1 })
        }
    }

    @Test("The density is the slope of the cumulative distribution", arguments: NoisePlacement.allCases)
    func density(_ noise: NoisePlacement) throws {
        let mixture = ScaleMixture(of: Self.process, scale: .burr(power: 2, tailShape: 1), noise: noise)
        let posterior = try mixture.conditioned(on: ScaleMixtureEvidenceTests.observations(5))
        let prediction = try posterior.predict(at: weylPoints(1, dimension: 2, skipping: 50))
        for distance in [-2.0, 0.1, 1.3] {
            let y = prediction.mean[0] + distance
            let (slope, _) = differenceDerivative(step: 1e-3) { prediction.cumulative([y + $0])[0] }
            #expect(abs(log(slope) - (try prediction.logDensities(of: [y])[0])) < 1e-8)
        }
    }

    @Test("At an exact observation the prediction is the value") func exactObservation() throws {
        var process = Self.process
        process.noise = nil
        let observations = try ScaleMixtureEvidenceTests.observations(6)
        let posterior = try ScaleMixture(of: process, scale: .gamma(shape: 2, rate: 1)).conditioned(on: observations)
        let prediction = try posterior.predict(at: observations.x)
        #expect(largestDifference(prediction.mean, observations.y) < 1e-12)
        #expect(prediction.variance.allSatisfy { $0 >= 0 && $0 < 1e-12 })
        #expect(largestDifference(prediction.quantiles(0.9), observations.y) < 1e-6)
    }

    @Test("Samples have the mixture's moments, posterior and prior", arguments: NoisePlacement.allCases)
    func sampleMoments(_ noise: NoisePlacement) throws {
        let mixture = ScaleMixture(of: Self.process, scale: .inverseGamma(shape: 6, rate: 9), noise: noise)
        let points = weylPoints(3, dimension: 2, skipping: 30)
        let posterior = try mixture.conditioned(on: ScaleMixtureEvidenceTests.observations(5))
        let count = 40_000
        let draws = [
            (try mixture.samples(at: points, count: count, seed: 5), try mixture.predict(at: points)),
            (try posterior.samples(at: points, count: count, seed: 6), try posterior.predict(at: points)),
        ]
        for (samples, prediction) in draws {
            #expect(samples.rowCount == 3 && samples.columnCount == count)
            for i in 0..<3 {
                let row = samples.row(i)
                let deviation = prediction.standardDeviation[i]
                // Six standard errors; the fourth moment of these mixtures is below six variances squared.
                #expect(abs(row.mean - prediction.mean[i]) < 6 * deviation / Double(count).squareRoot())
                let variance = row.mapped { ($0 - prediction.mean[i]) * ($0 - prediction.mean[i]) }.mean
                #expect(abs(variance / prediction.variance[i] - 1) < 6 * (5 / Double(count)).squareRoot())
            }
        }
        let again = try posterior.samples(at: points, count: 4, seed: 6)
        #expect(again == (try posterior.samples(at: points, count: 4, seed: 6)))
    }

    @Test("One scale serves a whole function") func oneScale() throws {
        // Under a shared scale the sizes of distant, uncorrelated values go together; under a scale for each
        // coordinate they would be independent.
        let mixture = ScaleMixture(
            of: GaussianProcess(kernel: SquaredExponential(lengthscales: 0.01)),
            scale: .logNormal(logMean: 0, logStandardDeviation: 1.5))
        let samples = try mixture.samples(at: Matrix(rows: [[0], [1]]), count: 20_000, seed: 3)
        let sizes = samples.mapped { log(abs($0)) }
        let (a, b) = (sizes.row(0), sizes.row(1))
        let covariance = a.combined(with: b) { ($0 - a.mean) * ($1 - b.mean) }.mean
        // log |f| = ½ log s + log |z|: the covariance is a quarter of the variance of log s.
        #expect(abs(covariance - 0.25 * 1.5 * 1.5) < 0.06)
        let plain = samples.row(0).combined(with: samples.row(1)) { ($0 > 0) == ($1 > 0) ? 1 : -1 }.mean
        #expect(abs(plain) < 0.04)
    }
}
