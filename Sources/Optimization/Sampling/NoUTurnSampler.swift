#if canImport(Glibc)
    import Glibc
#endif

/// Hamiltonian Monte Carlo whose trajectories double until they turn back (NUTS), with draws weighted by their density
/// along the trajectory, a step adapted by dual averaging and a diagonal metric adapted in windows.
///
/// - Source: Hoffman and Gelman, J. Mach. Learn. Res. 15 (2014) 1593; multinomial draws and the turning criterion of
///   summed momenta as in Betancourt, A conceptual introduction to Hamiltonian Monte Carlo (2017), appendix A.
public struct NoUTurnSampler: ChainSampler, Equatable {
    /// The number of draws.
    public var drawCount: Int
    /// The number of iterations that adapt step and metric and are thrown away.
    public var warmUpCount: Int
    /// The mean acceptance that the step is adapted to, between 0 and 1: higher for harder densities.
    public var targetAcceptance: Double
    /// The most doublings of a trajectory.
    public var maximumDepth: Int

    /// A sampler with the given numbers of draws and warm-up iterations.
    public init(
        drawCount: Int = 1000, warmUpCount: Int = 1000, targetAcceptance: Double = 0.8, maximumDepth: Int = 10
    ) {
        precondition(drawCount >= 0 && warmUpCount >= 0 && maximumDepth >= 1, "Counts are not negative.")
        precondition(targetAcceptance > 0 && targetAcceptance < 1, "An acceptance lies between zero and one.")
        self.drawCount = drawCount
        self.warmUpCount = warmUpCount
        self.targetAcceptance = targetAcceptance
        self.maximumDepth = maximumDepth
    }

    public func chain(
        of objective: inout some Objective, from start: [Double], using generator: inout some RandomNumberGenerator
    ) throws -> Chain {
        let maximumDepth = maximumDepth
        return try adaptedChain(
            of: &objective, from: start, drawCount: drawCount, warmUpCount: warmUpCount,
            targetAcceptance: targetAcceptance, using: &generator
        ) { flow, point, length, generator in
            var trajectory = Trajectory(from: point, flow.inverseMasses)
            while trajectory.depth < maximumDepth && trajectory.canGrow {
                try trajectory.double(&flow, length, &generator)
            }
            return trajectory.transition(maximumDepth: maximumDepth)
        }
    }
}
