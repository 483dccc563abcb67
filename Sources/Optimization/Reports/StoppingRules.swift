/// When an optimisation may end.
///
/// With the default values a run ends where SciPy's `L-BFGS-B` ends.
public struct StoppingRules: Sendable, Equatable {
    /// Converged when the largest component of the projected gradient is at most this. Zero switches the rule off save
    /// for an exactly vanishing gradient.
    public var gradientTolerance = 1e-5
    /// Converged when an iteration lowers f by at most this times max(|f before|, |f after|, `valueScale`). At
    /// zero only an iteration that gains nothing ends the run.
    public var decreaseTolerance = 2.220446049250313e-9
    /// The size of f below which the decrease counts absolutely.
    public var valueScale = 1.0
    /// The most iterations.
    public var maximumIterations = 15_000
    /// The most evaluations of the objective; an iteration under way is cut short.
    public var maximumEvaluations = 15_000

    /// The default rules, with changes.
    public init(
        gradientTolerance: Double = 1e-5, decreaseTolerance: Double = 2.220446049250313e-9, valueScale: Double = 1,
        maximumIterations: Int = 15_000, maximumEvaluations: Int = 15_000
    ) {
        self.gradientTolerance = gradientTolerance
        self.decreaseTolerance = decreaseTolerance
        self.valueScale = valueScale
        self.maximumIterations = maximumIterations
        self.maximumEvaluations = maximumEvaluations
    }

    func hasConverged(projectedGradientNorm: Double) -> Bool {
        projectedGradientNorm <= gradientTolerance
    }

    func hasConverged(from before: Double, to after: Double) -> Bool {
        before - after <= decreaseTolerance * max(abs(before), abs(after), valueScale)
    }
}
