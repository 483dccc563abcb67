import Optimization

/// How a fit searches.
public struct FitOptions: Sendable, Equatable {
    /// When a single search ends. With no iterations the process is only evaluated at its present parameters.
    public var stopping: StoppingRules
    /// The number of searches from random starts after the one from the present parameters.
    public var restartCount: Int
    /// The seed of the random starts.
    public var seed: UInt64

    /// The default search, with changes.
    public init(
        stopping: StoppingRules = StoppingRules(maximumIterations: 500), restartCount: Int = 0, seed: UInt64 = 0
    ) {
        precondition(restartCount >= 0, "There is no negative number of restarts.")
        self.stopping = stopping
        self.restartCount = restartCount
        self.seed = seed
    }
}

/// What a progress handler sees after every iteration of a fit.
public struct FitProgress: Sendable {
    /// Which search is running; 0 is the one from the present parameters.
    public var restart: Int
    /// The number of completed iterations of this search.
    public var iteration: Int
    /// The evaluations of this search so far.
    public var evaluations: Int
    /// The log evidence plus log prior densities at the current parameters.
    public var logPosterior: Double
    /// The largest component of the gradient in the free coordinates that the bounds leave.
    public var gradientNorm: Double
}
