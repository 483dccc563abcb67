import Foundation
import LinearAlgebra
import Testing

@Suite struct SeededGeneratorTests {
    @Test func bitsAreThoseOfTheReferenceAlgorithm() {
        var generator = SeededGenerator(seed: 42)
        #expect(
            (0..<4).map { _ in generator.next() } == [
                15_021_278_609_987_233_951, 5_881_210_131_331_364_753, 18_149_643_915_985_481_100,
                12_933_668_939_759_105_464,
            ])
    }

    @Test func copiesContinueAlikeAndStreamsDiffer() {
        var a = SeededGenerator(seed: 1)
        _ = a.next()
        var b = a
        #expect(a.next() == b.next())
        var (s, t) = (SeededGenerator(seed: 1, stream: 0), SeededGenerator(seed: 1, stream: 1))
        #expect(s.next() != t.next())
    }

    @Test func uniformAndNormalMomentsAreRight() {
        var generator = SeededGenerator(seed: 3)
        let n = 100_000
        let (u, z) = (generator.uniforms(n), generator.normals(n))
        // Five standard errors each.
        let error = 5 / Double(n).squareRoot()
        #expect(abs(u.mean - 0.5) < error * 0.29)
        #expect(abs(u.mapped { ($0 - 0.5) * ($0 - 0.5) }.mean - 1 / 12.0) < error * 0.075)
        #expect(abs(z.mean) < error)
        #expect(abs(z.mapped { $0 * $0 }.mean - 1) < error * 1.42)
        #expect(abs(z.mapped { $0 * $0 * $0 * $0 }.mean - 3) < error * 9.8)
        #expect(u.allSatisfy { $0 > 0 && $0 < 1 })
    }

    @Test(arguments: [0.3, 1, 4.5])
    func gammaMomentsAreRight(shape: Double) {
        var generator = SeededGenerator(seed: 4)
        let n = 50_000
        let draws = Vector((0..<n).map { _ in generator.gamma(shape: shape) })
        let error = 5 / Double(n).squareRoot()
        #expect(abs(draws.mean - shape) < error * shape.squareRoot())
        let variance = draws.mapped { ($0 - shape) * ($0 - shape) }.mean
        #expect(abs(variance - shape) < error * (2 * shape * shape + 6 * shape).squareRoot())
    }

    @Test func shufflesArePermutationsAndUniform() {
        var generator = SeededGenerator(seed: 5)
        #expect(generator.shuffled(0..<50).sorted() == Array(0..<50))
        var counts = [[Int]: Int]()
        for _ in 0..<6000 { counts[generator.shuffled([0, 1, 2]), default: 0] += 1 }
        #expect(counts.count == 6 && counts.values.allSatisfy { abs($0 - 1000) < 150 })
        let sample = generator.sample(10, below: 30)
        #expect(Set(sample).count == 10 && sample.allSatisfy { $0 >= 0 && $0 < 30 })
    }
}
