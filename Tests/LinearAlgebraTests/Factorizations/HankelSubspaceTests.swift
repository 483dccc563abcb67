import Foundation
import LinearAlgebra
import Testing

@Suite("Subspaces of Hankel matrices")
struct HankelSubspaceTests {
    @Test("Poles of a sum of damped tones are found to rounding", arguments: [101, 256])
    func poles(count: Int) throws {
        typealias Tone = (frequency: Double, damping: Double, size: Double)
        let tones: [Tone] = [(0.31, 0.002, 2), (0.9, 0, 1), (0.93, 0.001, 0.5), (0, 0.01, 3)]
        let samples: [Double] = (0..<count).map { j in
            tones.reduce(0.0) { (sum: Double, tone: Tone) -> Double in
                let envelope = exp(-tone.damping * Double(j))
                return sum + tone.size * envelope * cos(tone.frequency * Double(j) + tone.size)
            }
        }
        let subspace = try HankelSubspace(samples: samples, maximumRank: 20)
        #expect(subspace.rank(relativeTolerance: 1e-11) == 7)
        let poles = try subspace.poles(rank: 7)
        for tone in tones {
            let expected = ComplexNumber(
                exp(-tone.damping) * cos(tone.frequency), exp(-tone.damping) * sin(tone.frequency))
            let nearest = poles.map { ($0 - expected).magnitude }.min() ?? .infinity
            #expect(nearest <= 1e-9, "pole at frequency \(tone.frequency) is \(nearest) away")
        }
    }

    @Test("Singular values are those of the dense Hankel matrix")
    func values() throws {
        var generator = SeededGenerator(seed: 5)
        let samples = (0..<31).map { _ in generator.normal() }
        // The sketch is as wide as the matrix, so that nothing is left out.
        let subspace = try HankelSubspace(samples: samples, maximumRank: 20)
        let dense = try SVD(of: Matrix(rowCount: 16, columnCount: 16) { samples[$0 + $1] })
        #expect(subspace.values.count == 16)
        for i in 0..<16 { #expect(abs(subspace.values[i] - dense.values[i]) <= 1e-12 * dense.values[0]) }
    }

    @Test("No signal has rank zero; a sample that is not a number is an error")
    func edges() throws {
        let nothing = try HankelSubspace(samples: [Double](repeating: 0, count: 20), maximumRank: 4)
        #expect(nothing.rank(relativeTolerance: 1e-10) == 0)
        #expect(try nothing.poles(rank: 0).isEmpty)
        #expect(throws: FactorizationError.self) { try HankelSubspace(samples: [1, .nan, 2, 3], maximumRank: 2) }
    }
}
