/// Adam on a whole objective: for values too noisy for a line search. Slow to converge to many digits; see
/// ``BoundedLBFGS`` for smooth objectives and ``AdamSteps`` for a training loop of one's own.
///
/// A step to a point where the objective is not finite is taken back, the learning rate halved and the means
/// forgotten.
public struct Adam: Minimizer {
    /// The step length, in the units of the coordinates.
    public var learningRate: Double
    /// The number of steps, unless the gradient rule ends the run before.
    public var maximumIterations: Int
    /// Converged when the largest component of the projected gradient is at most this.
    public var gradientTolerance: Double

    /// Adam with the given learning rate and length of run.
    public init(learningRate: Double = 0.01, maximumIterations: Int = 1000, gradientTolerance: Double = 1e-5) {
        self.learningRate = learningRate
        self.maximumIterations = maximumIterations
        self.gradientTolerance = gradientTolerance
    }

    /// Lowers `objective` within `bounds` from the projection of `start`; see ``Minimizer``.
    public func minimize(
        _ objective: inout some Objective, from start: [Double], bounds: Bounds, progress: ProgressHandler? = nil
    ) throws -> OptimizationReport {
        try checkStart(start, bounds)
        // Halving the rate fifty times leaves no step that could still matter: hence the limit on evaluations.
        var record = EvaluationRecord(bounds: bounds, maximumEvaluations: maximumIterations + 50)
        let first = bounds.projection(of: start)
        let firstValue = try record.evaluate(&objective, at: first)
        func report(_ status: OptimizationStatus) -> OptimizationReport {
            record.report(status, start: first, startValue: firstValue)
        }
        guard firstValue.isFinite else { return report(.nonFiniteStart) }
        record.trace = [firstValue.value]

        var iterate = Iterate(point: first, value: firstValue.value, gradient: firstValue.gradient)
        var adam = AdamSteps(learningRate: learningRate)
        while record.iterations < maximumIterations {
            let norm = bounds.projectedGradientNorm(at: iterate.point, gradient: iterate.gradient)
            if norm <= gradientTolerance { return report(.convergedByGradient) }
            if let status = record.interruption { return report(status) }
            var point = iterate.point
            adam.step(&point, gradient: iterate.gradient, bounds: bounds)
            let answer = try record.evaluate(&objective, at: point)
            guard answer.isFinite else {
                adam = AdamSteps(learningRate: adam.learningRate / 2)
                continue
            }
            iterate = Iterate(point: point, value: answer.value, gradient: answer.gradient)
            record.iterations += 1
            record.trace.append(answer.value)
            if let progress, !progress(record.progress(at: iterate)) { return report(.cancelled) }
        }
        return report(.maximumIterations)
    }
}
