import Foundation
import Kernels
import LinearAlgebra
import Testing

@Suite("Where spectral mixtures start")
struct SpectralPeaksTests {
    /// Two steady tones and a little noise.
    static func tones(_ first: Double, _ second: Double, noise: Double) -> Vector {
        var generator = SeededGenerator(seed: 620)
        return Vector(
            (0..<300).map { j in
                let x = 0.1 * Double(j)
                return 5 + 2 * cos(2 * .pi * first * x) + sin(2 * .pi * second * x) + noise * generator.normal()
            })
    }

    @Test("The periodogram finds tones to a resolution cell, and their variances")
    func periodogram() throws {
        let peaks = try spectralPeaks(periodogramOf: Self.tones(0.73, 2.1, noise: 0.01), spacing: 0.1, count: 2)
        #expect(peaks.count == 2)
        #expect(abs(peaks[0].frequency - 0.73) < 0.002 && abs(peaks[1].frequency - 2.1) < 0.002)
        #expect(abs(peaks[0].variance - 2) < 0.02 && abs(peaks[1].variance - 0.5) < 0.01)
    }

    @Test("The subspace tells tones apart that share a resolution cell, to the noise")
    func subspace() throws {
        // A cell is 1/30.
        let exact = try spectralPeaks(subspaceOf: Self.tones(0.73, 0.75, noise: 0), spacing: 0.1, count: 4)
        #expect(abs(exact[0].frequency - 0.73) < 1e-8 && abs(exact[1].frequency - 0.75) < 1e-8)
        let noisy = try spectralPeaks(subspaceOf: Self.tones(0.73, 2.1, noise: 0.1), spacing: 0.1, count: 2)
        #expect(abs(noisy[0].frequency - 0.73) < 1e-3 && abs(noisy[1].frequency - 2.1) < 1e-3)
        #expect(abs(noisy[0].variance - 2) < 0.05 && abs(noisy[1].variance - 0.5) < 0.05)
    }

    @Test("A decaying tone has the bandwidth of its decay")
    func decay() throws {
        let samples = Vector((0..<400).map { exp(-0.04 * Double($0)) * cos(0.9 * Double($0)) })
        let peaks = try spectralPeaks(subspaceOf: samples, spacing: 0.5, count: 3)
        let strongest = peaks[0]
        #expect(abs(strongest.frequency - 0.9 / (2 * .pi) / 0.5) < 1e-3)
        #expect(abs(strongest.bandwidth - 0.04 / 0.5 / (2 * .pi)) < 1e-3)
    }

    @Test("Mixtures have the variance, frequency and bandwidth of their peaks")
    func mixtures() {
        let peak = SpectralPeak(variance: 1.7, frequency: 3, bandwidth: 0.2)
        let gaussian = SpectralMixture([peak], envelope: GaussianEnvelope())
        #expect(abs(gaussian([0], [0]) - 1.7) <= 1e-15)
        // Half of the density a standard deviation from the peak, times e^(-1/2).
        let ratio = gaussian.spectralDensity(at: [3.2]) / gaussian.spectralDensity(at: [3])
        #expect(abs(ratio - exp(-0.5)) <= 1e-12)
        let student = StudentMixture([peak], envelope: MaternEnvelope(degree: 1))
        // A Student-t density with three degrees of freedom, one scale from its middle: (1 + 1/3)^-2.
        let heavy = student.spectralDensity(at: [3.2]) / student.spectralDensity(at: [3])
        #expect(abs(heavy - 9.0 / 16) <= 1e-4)
    }

    @Test("Samples without a spectrum are refused")
    func errors() {
        #expect(throws: KernelError.self) {
            try spectralPeaks(periodogramOf: Vector(count: 20, repeating: 2), spacing: 1, count: 1)
        }
        #expect(throws: KernelError.self) { try spectralPeaks(periodogramOf: [1, 2, 3], spacing: 1, count: 1) }
        #expect(throws: KernelError.self) {
            try spectralPeaks(subspaceOf: Self.tones(1, 2, noise: 0), spacing: 0.1, count: 100)
        }
        var broken = Self.tones(1, 2, noise: 0)
        broken[7] = .infinity
        #expect(throws: KernelError.self) { try spectralPeaks(subspaceOf: broken, spacing: 0.1, count: 2) }
    }

    @Test("Pruning takes out what has no weight, and says so")
    func pruning() {
        let mixture = SpectralMixture([
            SpectralComponent(weight: 2, rate: 1, frequency: 0.1),
            SpectralComponent(weight: 1e-9, rate: 1, frequency: 0.7),
            SpectralComponent(weight: 0.5, rate: 1, frequency: 0.3),
        ])
        let pruned = mixture.pruned()
        #expect(pruned.kernel.components.map(\.frequency.value) == [0.1, 0.3])
        #expect(pruned.removed.map(\.frequency.value) == [0.7])
        #expect(abs(pruned.removedFraction - 1e-9 / 2.5) <= 1e-16)
        #expect(abs(pruned.kernel([0.4], [0]) - mixture([0.4], [0])) <= 1e-9)
        #expect(mixture.pruned(below: 2).kernel.components.count == 1)
        let priors = mixture.withJeffreysWeights().parameters.map(\.parameter.prior)
        #expect(priors.map { $0 != nil } == [true, false, false, true, false, false, true, false, false])
        // A nat for each e-fold of the weight: v d log p/dv is -1, however far a fit moves.
        for (p, prior) in priors.enumerated() {
            let weight = mixture.components[p / 3].weight.value
            for factor in [1e-6, 1, 1e6] {
                guard let prior else { continue }
                #expect(abs(weight * factor * prior.logDensitySlope(weight * factor) + 1) <= 2e-3)
            }
        }
    }
}
