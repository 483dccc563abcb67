/// Evaluates an objective, counts, remembers the best finite point and honours the limits.
struct EvaluationRecord {
    let bounds: Bounds
    let maximumEvaluations: Int
    private(set) var evaluations = 0
    private(set) var nonFiniteEvaluations = 0
    private(set) var best: (point: [Double], value: ObjectiveValue)?
    var iterations = 0
    var trace: [Double] = []

    init(bounds: Bounds, maximumEvaluations: Int) {
        self.bounds = bounds
        self.maximumEvaluations = maximumEvaluations
    }

    /// The reason to end before another evaluation, if there is one.
    var interruption: OptimizationStatus? {
        if Task.isCancelled { return .cancelled }
        return evaluations >= maximumEvaluations ? .maximumEvaluations : nil
    }

    /// f and its gradient at `point`.
    mutating func evaluate(_ objective: inout some Objective, at point: [Double]) throws -> ObjectiveValue {
        let answer = try objective.evaluate(at: point)
        guard answer.gradient.count == point.count else {
            throw OptimizationError.wrongCount(
                of: "partial derivatives", expected: point.count, found: answer.gradient.count)
        }
        evaluations += 1
        if !answer.isFinite {
            nonFiniteEvaluations += 1
        } else if answer.value < best?.value.value ?? .infinity {
            best = (point, answer)
        }
        return answer
    }

    /// What a progress handler sees at `iterate`.
    func progress(at iterate: Iterate) -> OptimizationProgress {
        OptimizationProgress(
            iteration: iterations, evaluations: evaluations, point: iterate.point, value: iterate.value,
            projectedGradientNorm: bounds.projectedGradientNorm(at: iterate.point, gradient: iterate.gradient))
    }

    /// The report of a run that began at `start` and ends with `status`.
    func report(_ status: OptimizationStatus, start: [Double], startValue: ObjectiveValue) -> OptimizationReport {
        let (point, answer) = best ?? (start, startValue)
        let norm = bounds.projectedGradientNorm(at: point, gradient: answer.gradient)
        return OptimizationReport(
            status: status, point: point, value: answer.value, gradient: answer.gradient,
            projectedGradientNorm: answer.isFinite ? norm : .nan, boundsHit: bounds.active(at: point),
            iterations: iterations, evaluations: evaluations, nonFiniteEvaluations: nonFiniteEvaluations, trace: trace)
    }
}
