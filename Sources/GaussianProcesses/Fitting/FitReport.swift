import Optimization

/// How a fit went. The fitted parameters are the best finite point of all searches, whatever the status.
public struct FitReport: Sendable, Equatable {
    /// One search of a fit.
    public struct Search: Sendable, Equatable {
        /// Why it ended.
        public var status: OptimizationStatus
        /// Its best log evidence plus log prior densities; minus infinity if no finite value was met.
        public var logPosterior: Double
        /// Its completed iterations.
        public var iterations: Int
        /// Its evaluations of the evidence.
        public var evaluations: Int
        /// How many of them were not finite, mostly because the Gram matrix was not positive definite.
        public var nonFiniteEvaluations: Int
    }

    /// The log evidence (or bound) at the fitted parameters, in nats.
    public var logEvidence: Double
    /// What was maximised: the log evidence plus the log densities of the priors.
    public var logPosterior: Double
    /// The gradient of the log evidence in the free coordinate of every parameter in visiting order.
    public var evidenceGradient: [Double]
    /// Why the best search ended.
    public var status: OptimizationStatus
    /// The largest component of the gradient of what was maximised, in the free coordinates, that the bounds leave.
    public var gradientNorm: Double
    /// The paths of the parameters that ended on a bound.
    public var boundsHit: [String]
    /// The amount that a diagonal shift added to the variances of the observations; zero without one.
    public var addedDiagonal: Double
    /// The searches in order: from the present parameters, then from random starts.
    public var searches: [Search]
    /// The index of the best search.
    public var bestSearch: Int
    /// The value of what was maximised after every iteration of the best search, its start's first.
    public var trace: [Double]
    /// The wall-clock time, in seconds.
    public var seconds: Double

    /// Whether the best search met a convergence rule.
    public var isConverged: Bool { status.isConverged }
    /// The iterations of all searches.
    public var iterations: Int { searches.reduce(0) { $0 + $1.iterations } }
    /// The evaluations of the evidence by all searches.
    public var evaluations: Int { searches.reduce(0) { $0 + $1.evaluations } }
    /// The number of searches from random starts.
    public var restarts: Int { searches.count - 1 }

    /// What a reader should know, one sentence each.
    public var warnings: [String] {
        var result: [String] = []
        if !isConverged { result.append(status.description) }
        if !boundsHit.isEmpty { result.append("On a bound: \(boundsHit.joined(separator: ", ")).") }
        if addedDiagonal > 0 { result.append("\(addedDiagonal) was added to the diagonal of the Gram matrix.") }
        let nonFinite = searches.reduce(0) { $0 + $1.nonFiniteEvaluations }
        if nonFinite > 0 { result.append("\(nonFinite) evaluations of the evidence were not finite.") }
        return result
    }
}
