import Optimization
import Testing

#if canImport(Glibc)
    import Glibc
#endif

/// -log density of a normal distribution with correlation ρ between neighbours' standardised values, in three coordinates
/// of very different scale, about (1, -200, 0.03).
struct SkewedScales: Objective {
    static let means = [1.0, -200, 0.03]
    static let deviations = [1.0, 50, 0.01]
    static let correlation = 0.6

    func evaluate(at point: [Double]) -> ObjectiveValue {
        let (rho, s) = (Self.correlation, Self.deviations)
        let z = point.indices.map { (point[$0] - Self.means[$0]) / s[$0] }
        // z₀ and z₁ are correlated, z₂ is not.
        let scale = 1 / (1 - rho * rho)
        let value = 0.5 * scale * (z[0] * z[0] - 2 * rho * z[0] * z[1] + z[1] * z[1]) + 0.5 * z[2] * z[2]
        return ObjectiveValue(
            value: value,
            gradient: [scale * (z[0] - rho * z[1]) / s[0], scale * (z[1] - rho * z[0]) / s[1], z[2] / s[2]])
    }
}

/// The funnel: v normal with standard deviation 3, x normal with standard deviation exp(v/2).
struct Funnel: Objective {
    func evaluate(at point: [Double]) -> ObjectiveValue {
        let (v, x) = (point[0], point[1])
        let precision = exp(-v)
        return ObjectiveValue(
            value: v * v / 18 + 0.5 * x * x * precision + 0.5 * v,
            gradient: [v / 9 - 0.5 * x * x * precision + 0.5, x * precision])
    }
}

@Suite("Markov chains") struct ChainTests {
    func moments(_ chain: Chain, _ i: Int, _ j: Int) -> (mean: Double, covariance: Double) {
        let n = Double(chain.draws.count)
        let (a, b) = (chain.draws.reduce(0) { $0 + $1[i] } / n, chain.draws.reduce(0) { $0 + $1[j] } / n)
        return (a, chain.draws.reduce(0) { $0 + ($1[i] - a) * ($1[j] - b) } / n)
    }

    func check(_ chain: Chain, effectiveCount: Double) {
        let s = SkewedScales.deviations
        let tolerance = 4 / effectiveCount.squareRoot()
        for i in 0..<3 {
            let (mean, variance) = moments(chain, i, i)
            #expect(abs(mean - SkewedScales.means[i]) < tolerance * s[i])
            #expect(abs(variance / (s[i] * s[i]) - 1) < 1.5 * tolerance)
        }
        #expect(abs(moments(chain, 0, 1).covariance / (s[0] * s[1]) - 0.6) < 1.5 * tolerance)
        #expect(abs(moments(chain, 0, 2).covariance / (s[0] * s[2])) < 1.5 * tolerance)
    }

    @Test("NUTS finds means, variances and correlations over scales of 1 to 5000") func noUTurn() throws {
        var target = SkewedScales()
        var generator = SeededGenerator(seed: 1)
        let chain = try NoUTurnSampler(drawCount: 4000, warmUpCount: 800).chain(
            of: &target, from: [0, -100, 0], using: &generator)
        check(chain, effectiveCount: 1500)
        #expect(chain.draws.count == 4000 && chain.logDensities.count == 4000 && chain.divergences.isEmpty)
        #expect(abs(chain.acceptance - 0.8) < 0.12)
        #expect(zip(chain.draws, chain.logDensities).allSatisfy { -target.evaluate(at: $0).value == $1 })
        // The metric learned the scales: otherwise 5000 steps a trajectory would be needed.
        #expect(chain.evaluations < 4800 * 25)
    }

    @Test("Hamiltonian trajectories of given mean length find the same") func hamiltonian() throws {
        var target = SkewedScales()
        var generator = SeededGenerator(seed: 2)
        let sampler = HamiltonianMonteCarlo(drawCount: 4000, warmUpCount: 800, meanStepCount: 6)
        let chain = try sampler.chain(of: &target, from: [0, -100, 0], using: &generator)
        check(chain, effectiveCount: 1000)
        #expect(chain.divergences.isEmpty)
    }

    @Test("Slices find the same without a gradient") func slices() throws {
        struct Blind: Objective {
            func evaluate(at point: [Double]) -> ObjectiveValue {
                ObjectiveValue(value: SkewedScales().evaluate(at: point).value, gradient: [.nan, .nan, .nan])
            }
        }
        var target = Blind()
        var generator = SeededGenerator(seed: 3)
        let chain = try SliceSampler(drawCount: 8000, warmUpCount: 200).chain(
            of: &target, from: [0, -100, 0], using: &generator)
        check(chain, effectiveCount: 1500)
        #expect(chain.evaluations < 8200 * 3 * 12)
    }

    @Test("The same seed gives the same chain, another seed another") func reproducible() throws {
        func chain(_ seed: UInt64) throws -> Chain {
            var target = SkewedScales()
            var generator = SeededGenerator(seed: seed)
            return try NoUTurnSampler(drawCount: 20, warmUpCount: 50).chain(
                of: &target, from: [0, -100, 0], using: &generator)
        }
        #expect(try chain(7) == chain(7))
        #expect(try chain(7).draws != chain(8).draws)
    }

    @Test("The neck of a funnel is reported as divergences") func divergences() throws {
        var target = Funnel()
        var generator = SeededGenerator(seed: 4)
        let sampler = NoUTurnSampler(drawCount: 3000, warmUpCount: 500, targetAcceptance: 0.6)
        let chain = try sampler.chain(of: &target, from: [0, 0.5], using: &generator)
        #expect(!chain.divergences.isEmpty)
        #expect(chain.divergences.allSatisfy { $0 >= 0 && $0 < 3000 })
        #expect(chain.draws.allSatisfy { $0.allSatisfy(\.isFinite) })
    }

    @Test("Walls of infinite value are never crossed") func walls() throws {
        // Exponential on x > 0.
        var target = ClosureObjective { x in
            x[0] > 0 ? ObjectiveValue(value: x[0], gradient: [1]) : .undefined(count: 1)
        }
        var generator = SeededGenerator(seed: 5)
        for sampler in [NoUTurnSampler(drawCount: 6000), SliceSampler(drawCount: 6000)] as [any ChainSampler] {
            let chain = try sampler.chain(of: &target, from: [1], using: &generator)
            #expect(chain.draws.allSatisfy { $0[0] > 0 })
            let mean = chain.draws.reduce(0) { $0 + $1[0] } / 6000
            #expect(abs(mean - 1) < 0.12)
        }
    }

    @Test("Starts without density are refused, and errors of the objective reach the caller") func refusals() {
        struct Failure: Error {}
        var undefined = ClosureObjective { _ in .undefined(count: 1) }
        var failing = ClosureObjective { _ in throw Failure() }
        var generator = SeededGenerator(seed: 6)
        for sampler in [NoUTurnSampler(), SliceSampler(), HamiltonianMonteCarlo()] as [any ChainSampler] {
            #expect(throws: SamplingError.startNotFinite) {
                try sampler.chain(of: &undefined, from: [0], using: &generator)
            }
            #expect(throws: Failure.self) { try sampler.chain(of: &failing, from: [0], using: &generator) }
        }
    }
}
