import Foundation
import KernelLaws
import Kernels
import LinearAlgebra
import Testing

@Suite("Sampled spectra")
struct SampledSpectrumTests {
    static let densities: [Double] = [0.4, 0, 1.1, 0.7, 0.2, 0, 0, 0.3]

    @Test("Kernels of sampled spectra keep the laws of lags", arguments: [1, 2])
    func laws(dimension: Int) throws {
        var generator = SeededGenerator(seed: 600)
        let sampling = Sampling(dimension: dimension)
        for reading in [SampledSpectrum.Reading.linear, .lines] {
            let kernel = try SampledSpectrum(densities: Self.densities, spacing: 0.11, reading: reading)
            expectNone(lagLaws(kernel, at: sampling, using: &generator))
            expectNone(
                kernelLaws(
                    2 * kernel.mapped(by: Rescaling(lengthscales: 1.3)), at: sampling, using: &generator))
        }
    }

    @Test("The spectral density is the samples, what lies between them, and even")
    func density() throws {
        let linear = try SampledSpectrum(densities: Self.densities, spacing: 0.11)
        let lines = try SampledSpectrum(densities: Self.densities, spacing: 0.11, reading: .lines)
        for (k, sample) in Self.densities.enumerated() {
            let next = k + 1 < Self.densities.count ? Self.densities[k + 1] : 0
            let place = 0.11 * (Double(k) + 0.25)
            #expect(abs(linear.spectralDensity(at: [place]) - (0.75 * sample + 0.25 * next)) <= 1e-14)
            #expect(linear.spectralDensity(at: [-place]) == linear.spectralDensity(at: [place]))
            #expect(lines.spectralDensity(at: [place]) == sample)
        }
        #expect(linear.spectralDensity(at: [1]) == 0)
    }

    @Test("The linear reading is the integral of the interpolated spectrum")
    func integral() throws {
        let kernel = try SampledSpectrum(densities: Self.densities, spacing: 0.11)
        for d in [0, 0.01, 0.7, 3.1, 9.4, 25] {
            var total = 0.0
            for k in 0..<Self.densities.count {
                let (a, b) = (Self.densities[k], k + 1 < Self.densities.count ? Self.densities[k + 1] : 0)
                total += GaussLegendre(count: 24, from: 0, to: 1).integrate { t in
                    2 * 0.11 * (a + t * (b - a)) * cos(2 * .pi * 0.11 * (Double(k) + t) * d)
                }
            }
            #expect(abs(kernel([d], [0]) - total) <= 1e-14)
        }
    }

    @Test("A finely sampled Gaussian spectrum is the squared exponential")
    func gaussian() throws {
        let exact = SquaredExponential(lengthscales: 0.8)
        let densities = (0..<400).map { exact.spectralDensity(at: [0.005 * Double($0)]) }
        let lines = try SampledSpectrum(densities: densities, spacing: 0.005, reading: .lines)
        let linear = try SampledSpectrum(densities: densities, spacing: 0.005)
        for d in [0, 0.3, 1, 2.5] {
            #expect(abs(lines([d], [0]) - exact([d], [0])) <= 1e-13)
            #expect(abs(linear([d], [0]) - exact([d], [0])) <= 3e-4)
        }
        let block = try lines.cross(
            Matrix(rows: [[0.4], [1.1]]), derivative: [1], Matrix(rows: [[0.1]]), derivative: [1])
        let expected = try exact.cross(
            Matrix(rows: [[0.4], [1.1]]), derivative: [1], Matrix(rows: [[0.1]]), derivative: [1])
        for i in 0..<2 { #expect(abs(block[i, 0] - expected[i, 0]) <= 1e-12) }
    }

    @Test("Covariances go to a spectrum and back", arguments: [2, 3, 40, 65])
    func roundTrip(count: Int) throws {
        let covariances = Vector((0..<count).map { exp(-0.3 * Double($0)) })
        let estimate = try SampledSpectrum.estimate(covariances: covariances, spacing: 0.25)
        #expect(estimate.clippedFraction < 1e-12)
        for j in 0..<count {
            #expect(abs(estimate.kernel([0.25 * Double(j)], [0]) - covariances[j]) <= 1e-14 * Double(count))
        }
        // By one Fourier transform instead of a sum for each lag.
        for reading in [SampledSpectrum.Reading.lines, .linear] {
            let kernel = try SampledSpectrum(
                densities: estimate.kernel.densities, spacing: estimate.kernel.spacing, reading: reading)
            let (lags, values) = kernel.covariance(count: 3 * count, oversampling: 2)
            for j in lags.indices { #expect(abs(kernel([lags[j]], [0]) - values[j]) <= 1e-13) }
        }
    }

    @Test("What is no covariance is clipped, and reported")
    func clipping() throws {
        let estimate = try SampledSpectrum.estimate(covariances: Vector([1, 0.9, 0.2, -0.5, 0.4]), spacing: 1)
        #expect(estimate.clippedFraction > 0.01)
        #expect(estimate.kernel.densities.allSatisfy { $0 >= 0 })
    }

    @Test("Errors name the culprit")
    func errors() {
        func message(_ densities: [Double], _ spacing: Double = 1) -> String {
            do { _ = try SampledSpectrum(densities: densities, spacing: spacing) } catch { return "\(error)" }
            return "accepted"
        }
        #expect(message([1, -2]).contains("sample 1"))
        #expect(message([.nan]).contains("sample 0"))
        #expect(message([0, 0]).contains("no positive sample"))
        #expect(message([1], 0).contains("spacing"))
        #expect(throws: KernelError.self) { try SampledSpectrum.estimate(covariances: [1, .nan], spacing: 1) }
    }
}
