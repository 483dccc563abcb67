import Foundation
import KernelPDE
import LinearAlgebra
import Testing

@Suite struct FrequencyDiscoveryTests {
    private func discovery(
        _ source: (Double) -> Double, count: Int, length: Double, maximumRank: Int = 40
    ) throws -> FrequencyDiscovery {
        let spacing = length / Double(count - 1)
        return try FrequencyDiscovery(
            samples: (0..<count).map { source(Double($0) * spacing) }, spacing: spacing, maximumRank: maximumRank,
            symbol: { $0 * $0 })
    }

    @Test(arguments: [64, 200, 401])
    func exactTonesAreReadToTwelveDigits(count: Int) throws {
        let truth = [(3.7, 1.0), (20.25, 0.5), (41.5, 2.0)]
        let found = try discovery(
            { x in truth.reduce(0) { $0 + $1.1 * sin($1.0 * x + 0.3) } }, count: count, length: 4
        ).spectrum(relativeTolerance: 1e-10)
        #expect(found.rank == 6 && !found.isTruncated)
        let tones = found.tones()
        #expect(tones.count == 3)
        for (omega, amplitude) in truth {
            let nearest = try #require(
                tones.min { abs($0.angularFrequency - omega) < abs($1.angularFrequency - omega) })
            #expect(abs(nearest.angularFrequency - omega) < 1e-12 * omega)
            #expect(abs(nearest.modulus - 1) < 1e-12)
            // Not a whole number of periods: the root mean square differs from amplitude / sqrt(2).
            #expect(abs(nearest.sourceAmplitude - amplitude) < 0.1 * amplitude)
        }
    }

    @Test func componentsAreRankedBySizeInTheSolution() throws {
        // In f the tone of 50 is ten times larger, in u = f / omega^2 the tone of 5 is.
        let found = try discovery({ sin(5 * $0) + 10 * sin(50 * $0) }, count: 300, length: 6)
            .spectrum(relativeTolerance: 1e-10)
        #expect(abs(found.tones()[0].angularFrequency - 5) < 1e-9)
        #expect(found.tones()[0].sourceAmplitude < found.tones()[1].sourceAmplitude)
        #expect(found.tones()[0].amplitude > found.tones()[1].amplitude)
    }

    @Test func frequencyZeroIsAlwaysThere() throws {
        let found = try discovery({ cos(30 * $0) }, count: 200, length: 3).spectrum(relativeTolerance: 1e-10)
        #expect(found.estimates.contains { $0.angularFrequency == 0 })
        #expect(found.estimates.count == 2)
    }

    @Test func aDecayIsNoTone() throws {
        let count = 200
        let found = try discovery({ exp(-8 * $0) }, count: count, length: 3).spectrum(relativeTolerance: 1e-10)
        #expect(found.rank == 1)
        #expect(found.tones().allSatisfy { $0.angularFrequency == 0 })
        let damped = try discovery({ exp(-8 * $0) * cos(40 * $0) }, count: count, length: 3)
            .spectrum(relativeTolerance: 1e-10)
        let pole = try #require(damped.estimates.first { $0.angularFrequency > 1 })
        #expect(abs(pole.angularFrequency - 40) < 1e-8)
        #expect(abs(log(pole.modulus) * Double(count - 1) / 3 + 8) < 1e-8)
        #expect(!pole.isSteady(over: count))
    }

    @Test func aChirpHitsTheCap() throws {
        let found = try discovery({ sin(15 * $0 * $0) }, count: 400, length: 4, maximumRank: 30)
            .spectrum(relativeTolerance: 1e-10)
        #expect(found.isTruncated)
    }

    @Test func theSketchAgreesWithTheFullDecomposition() throws {
        // A rank below the cap: singular values of the dense Hankel matrix fall to rounding at the same place.
        let samples = (0..<90).map { sin(0.7 * Double($0)) + 1e-5 * cos(1.9 * Double($0)) }
        let dense = Matrix(rowCount: 46, columnCount: 45) { samples[$0 + $1] }
        let values = try SVD(of: dense).values
        let found = try FrequencyDiscovery(samples: samples, spacing: 1, maximumRank: 10, symbol: { _ in 1 })
        for tolerance in [1e-2, 1e-10] {
            let expected = values.filter { $0 > tolerance * values[0] }.count
            #expect(try found.spectrum(relativeTolerance: tolerance).rank == expected)
        }
    }

    @Test func samplesThatAreNotFiniteAreNamed() {
        #expect(throws: FactorizationError.self) {
            try FrequencyDiscovery(samples: [1, 2, .nan, 4, 5], spacing: 1, maximumRank: 2, symbol: { $0 })
        }
    }
}
