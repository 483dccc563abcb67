/// Why an optimisation ended.
public enum OptimizationStatus: String, Sendable, CaseIterable, CustomStringConvertible {
    /// The projected gradient is as small as asked.
    case convergedByGradient
    /// The last iteration lowered the value less than asked.
    case convergedByDecrease
    /// The allowed iterations are used up.
    case maximumIterations
    /// The allowed evaluations are used up.
    case maximumEvaluations
    /// The progress handler or the surrounding task asked to stop.
    case cancelled
    /// No lower value was found along the steepest descent: rounding or noise in f, or a wrong gradient.
    case lineSearchFailed
    /// The value or the gradient at the start is not finite.
    case nonFiniteStart

    /// Whether a convergence rule is met.
    public var isConverged: Bool { self == .convergedByGradient || self == .convergedByDecrease }

    /// One sentence for people.
    public var description: String {
        switch self {
        case .convergedByGradient: "Converged: the projected gradient is within its tolerance."
        case .convergedByDecrease: "Converged: the value no longer falls by more than its tolerance."
        case .maximumIterations: "Stopped at the maximum number of iterations."
        case .maximumEvaluations: "Stopped at the maximum number of evaluations."
        case .cancelled: "Cancelled."
        case .lineSearchFailed:
            "Stopped: no descent along the steepest direction; the value is noisy or the gradient wrong."
        case .nonFiniteStart: "Not started: the value or the gradient at the starting point is not finite."
        }
    }
}
