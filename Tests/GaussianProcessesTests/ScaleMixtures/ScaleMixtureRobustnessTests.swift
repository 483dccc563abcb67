#if canImport(Glibc)
    import Glibc
#endif
import GaussianProcesses
import Kernels
import LinearAlgebra
import Testing

@Suite("Scale mixtures: units and bad input") struct ScaleMixtureRobustnessTests {
    /// A process and a density in which outputs are measured in a unit of 1/`unit`.
    static func mixture(_ unit: Double, _ index: Int, _ noise: NoisePlacement, scalesDensity: Bool) -> ScaleMixture {
        let (square, kernelUnit) = (unit * unit, scalesDensity ? 1 : unit * unit)
        let process = GaussianProcess(
            kernel: (0.8 * kernelUnit) * SquaredExponential(lengthscales: 0.4), mean: .constant(0.2 * unit),
            noiseVariance: 0.05 * (scalesDensity && noise == .inside ? 1 : square))
        let s = scalesDensity ? square : 1
        let densities: [any ScaleDensity] = [
            InverseGammaScale(shape: 2.5, rate: 1.7 * s), GammaScale(shape: 2.5, rate: 1.7 / s),
            LogNormalScale(logMean: 0.4 + log(s), logStandardDeviation: 0.8),
            BetaPrimeScale(shape: 1.5, tailShape: 2.2, scale: 1.3 * s),
            BurrScale(power: 2, tailShape: 3, scale: 0.7 * s), HalfCauchyScale(scale: 1.4 * s, of: .variance),
            HalfCauchyScale(scale: 1.4 * s.squareRoot()),
        ]
        return ScaleMixture(process, densities[index], noise)
    }

    static let units = [1e-50, 1e50, 1e-3]

    @Test("Units of the outputs only shift the evidence", arguments: 0..<7, NoisePlacement.allCases)
    func equivariance(_ index: Int, _ noise: NoisePlacement) throws {
        let base = try ScaleMixtureEvidenceTests.observations(9)
        let points = weylPoints(3, dimension: 2, skipping: 20)
        for scalesDensity in [false, true] {
            let reference = Self.mixture(1, index, noise, scalesDensity: scalesDensity)
            let posterior = try reference.conditioned(on: base)
            let prediction = try posterior.predict(at: points)
            let evidence = try reference.evidence(of: base)
            for unit in Self.units {
                let observations = try Observations(base.x, unit * base.y)
                let mixture = Self.mixture(unit, index, noise, scalesDensity: scalesDensity)
                let scaled = try mixture.conditioned(on: observations)
                #expect(abs(scaled.logEvidence + 9 * log(unit) - posterior.logEvidence) < 1e-9)
                let own = try scaled.predict(at: points)
                #expect(largestDifference(own.mean / unit, prediction.mean) < 1e-10)
                #expect(largestDifference(own.noisyVariance / unit / unit, prediction.noisyVariance) < 1e-9)
                #expect(largestDifference(own.quantiles(0.1) / unit, prediction.quantiles(0.1)) < 1e-9)
                let y = prediction.mean.mapped { $0 + 2.5 }
                let densities = try own.logDensities(of: unit * y).mapped { $0 + log(unit) }
                #expect(largestDifference(densities, try prediction.logDensities(of: y)) < 1e-9)
                // The mean's own coordinate has a unit, and so has the log-normal's logarithm no scale.
                let gradient = try mixture.evidence(of: observations).gradient
                for (p, named) in mixture.parameters.enumerated() where named.parameter.domain == .positive {
                    #expect(abs(gradient[p] - evidence.gradient[p]) < 1e-8, "\(named.path)")
                }
            }
        }
    }

    @Test("Extreme magnitudes with fixed parameters are answers or typed errors", arguments: NoisePlacement.allCases)
    func extremes(_ noise: NoisePlacement) throws {
        let base = try ScaleMixtureEvidenceTests.observations(6)
        for index in 0..<7 {
            for unit in [1e-150, 1e-50, 1e50, 1e150] {
                let mixture = Self.mixture(1, index, noise, scalesDensity: false)
                let observations = try Observations(base.x, unit * base.y)
                do {
                    let evidence = try mixture.evidence(of: observations)
                    #expect(!evidence.logEvidence.isNaN)
                    #expect(unit > 1e100 || evidence.logEvidence.isFinite)
                    #expect(unit > 1e100 || evidence.gradient.allSatisfy(\.isFinite))
                } catch {
                    #expect(error.description.count > 30 && unit > 1e40)
                }
            }
        }
    }

    @Test("Vanishing residuals: a point of density where it exists, an error where it does not") func noResiduals()
        throws
    {
        let process = GaussianProcess(kernel: SquaredExponential(), mean: .constant, noiseVariance: 0.1)
        let observations = try Observations(weylPoints(5, dimension: 2), Vector(count: 5, repeating: 2))
        let studentT = ScaleMixture(of: process, scale: .inverseGamma(shape: 2, rate: 1))
        let evidence = try studentT.evidence(of: observations)
        #expect(evidence.logEvidence.isFinite && evidence.gradient.allSatisfy(\.isFinite))
        let gamma = ScaleMixture(of: process, scale: .gamma(shape: 2, rate: 1))
        let error = #expect(throws: ProcessError.self) { try gamma.conditioned(on: observations) }
        #expect(error?.description.contains("equal the mean") == true)
        let outside = ScaleMixture(of: process, scale: .gamma(shape: 2, rate: 1), noise: .outside)
        #expect(try outside.evidence(of: observations).gradient.allSatisfy(\.isFinite))
        #expect(
            try outside.conditioned(on: observations).predict(at: observations.x).mean.allSatisfy {
                abs($0 - 2) < 1e-14
            })
    }

    @Test("Mistakes are named") func mistakes() throws {
        let x = weylPoints(4, dimension: 2)
        let partial = try Observations(x, smoothTarget(x), noiseVariances: [0.1, 0.2, 0, 0.1])
        var process = ScaleMixtureEvidenceTests.process
        process.noise = nil
        let mixture = ScaleMixture(of: process, scale: .inverseGamma(shape: 2, rate: 2), noise: .outside)
        let error = #expect(throws: ProcessError.self) { try mixture.conditioned(on: partial) }
        #expect(error?.description.contains("Row 2") == true)
        #expect(try mixture.conditioned(on: partial, shift: .absolute(0.01)).addedDiagonal == 0.01)
        let posterior = try mixture.conditioned(on: try Observations(x, smoothTarget(x)))
        #expect(throws: ProcessError.self) { try posterior.predict(at: Matrix(rows: [[1, 2, 3]])) }
        #expect(throws: ProcessError.self) { try mixture.predict(at: Matrix(rows: [[1, 2, 3]])) }
        let twice = try Observations(Matrix(rows: [[1, 2], [1, 2]]), [0, 1])
        #expect(throws: ProcessError.self) { try mixture.evidence(of: twice) }
        for failure in [ScaleMixtureError.evidenceDiverges, .quadratureNotConverged(change: 1)] {
            #expect(failure.description.count > 30)
        }
    }
}
