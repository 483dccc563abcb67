/// The outcome of an optimisation. Whatever the status, `point` is the best finite point that was evaluated.
public struct OptimizationReport: Sendable {
    /// Why the run ended.
    public var status: OptimizationStatus
    /// The best point found (the projected start, if f is not finite there).
    public var point: [Double]
    /// f at `point`.
    public var value: Double
    /// The gradient of f at `point`.
    public var gradient: [Double]
    /// The largest component of the projected gradient at `point`.
    public var projectedGradientNorm: Double
    /// The coordinates of `point` that lie on a bound.
    public var boundsHit: [Int]
    /// The number of completed iterations.
    public var iterations: Int
    /// The number of evaluations of the objective.
    public var evaluations: Int
    /// How many evaluations gave a value or gradient that was not finite.
    public var nonFiniteEvaluations: Int
    /// The value after every iteration, the start's first.
    public var trace: [Double]

    /// Whether a convergence rule is met.
    public var isConverged: Bool { status.isConverged }
}

/// What a progress handler sees after every iteration.
public struct OptimizationProgress: Sendable {
    /// The number of completed iterations.
    public var iteration: Int
    /// The number of evaluations so far.
    public var evaluations: Int
    /// The current point.
    public var point: [Double]
    /// f at the current point.
    public var value: Double
    /// The largest component of the projected gradient at the current point.
    public var projectedGradientNorm: Double
}

/// Called after every iteration; `false` cancels the run, which then returns its best point.
public typealias ProgressHandler = (OptimizationProgress) -> Bool
