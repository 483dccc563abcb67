#if canImport(Glibc)
    import Glibc
#endif

/// Hamiltonian Monte Carlo with trajectories of a given mean length: simpler than ``NoUTurnSampler``, and cheaper where a
/// good length is known.
///
/// The number of steps of a trajectory is uniform between 1 and twice the mean, so that no period of the density can
/// resonate with it. Step and metric adapt as there.
///
/// - Source: Neal, MCMC using Hamiltonian dynamics, in: Handbook of Markov Chain Monte Carlo (2011).
public struct HamiltonianMonteCarlo: ChainSampler, Equatable {
    /// The number of draws.
    public var drawCount: Int
    /// The number of iterations that adapt step and metric and are thrown away.
    public var warmUpCount: Int
    /// The mean number of leapfrog steps of a trajectory.
    public var meanStepCount: Int
    /// The mean acceptance that the step is adapted to.
    public var targetAcceptance: Double

    /// A sampler with the given numbers of draws, warm-up iterations and steps.
    public init(
        drawCount: Int = 1000, warmUpCount: Int = 1000, meanStepCount: Int = 10, targetAcceptance: Double = 0.8
    ) {
        precondition(drawCount >= 0 && warmUpCount >= 0 && meanStepCount >= 1, "Counts are not negative.")
        precondition(targetAcceptance > 0 && targetAcceptance < 1, "An acceptance lies between zero and one.")
        self.drawCount = drawCount
        self.warmUpCount = warmUpCount
        self.meanStepCount = meanStepCount
        self.targetAcceptance = targetAcceptance
    }

    public func chain(
        of objective: inout some Objective, from start: [Double], using generator: inout some RandomNumberGenerator
    ) throws -> Chain {
        let longest = 2 * meanStepCount - 1
        return try adaptedChain(
            of: &objective, from: start, drawCount: drawCount, warmUpCount: warmUpCount,
            targetAcceptance: targetAcceptance, using: &generator
        ) { flow, point, length, generator in
            let count = 1 + Int(generator.uniformNumber() * Double(longest))
            let before = point.energy(flow.inverseMasses)
            var end = point
            for _ in 0..<count {
                end = try flow.step(end, by: length)
                guard end.value.isFinite else { break }
            }
            let gain = before - end.energy(flow.inverseMasses)
            let acceptance = gain > 0 ? 1 : exp(gain)
            let isAccepted = generator.uniformNumber() < acceptance
            return Transition(
                point: isAccepted ? end : point, acceptance: acceptance, isDivergent: !(gain > -1000),
                isSaturated: false)
        }
    }
}
