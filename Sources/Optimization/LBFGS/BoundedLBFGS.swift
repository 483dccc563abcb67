/// Limited-memory BFGS within bounds (L-BFGS-B).
///
/// Goals, in order: return the best finite point whatever happens; stop for a stated reason; few evaluations, since
/// one of a Gaussian process' evidence costs O(n³) while an iteration here costs O(m² n).
///
/// Each iteration minimises the limited-memory quadratic model over the box (Cauchy point, then a Newton step in the
/// free coordinates) and searches the segment towards that minimiser for a strong Wolfe step. Byrd, Lu, Nocedal, Zhu,
/// SIAM J. Sci. Comput. 16 (1995) 1190; Morales, Nocedal, ACM TOMS 38 (2011) 7. A projected two-loop recursion with
/// backtracking was rejected: it takes twice the evaluations on the 20-dimensional Rosenbrock function.
///
/// Multiplying f by a power of two changes nothing but the first trial step. Coordinates should be of order one: the
/// first trial has unit length, since nothing else is known (the logarithms of lengthscales are such coordinates).
///
/// When the search fails the memory is forgotten and steepest descent tried once; if that fails too the run ends.
public struct BoundedLBFGS: Minimizer {
    /// The number m of remembered pairs.
    public var memory: Int
    /// When to end.
    public var stopping: StoppingRules

    /// A minimiser with `memory` pairs and the given stopping rules.
    public init(memory: Int = 10, stopping: StoppingRules = StoppingRules()) {
        self.memory = memory
        self.stopping = stopping
    }

    /// Lowers `objective` within `bounds` from the projection of `start`; see ``Minimizer``.
    public func minimize(
        _ objective: inout some Objective, from start: [Double], bounds: Bounds, progress: ProgressHandler? = nil
    ) throws -> OptimizationReport {
        try checkStart(start, bounds)
        var record = EvaluationRecord(bounds: bounds, maximumEvaluations: stopping.maximumEvaluations)
        let first = bounds.projection(of: start)
        let firstValue = try record.evaluate(&objective, at: first)
        func report(_ status: OptimizationStatus) -> OptimizationReport {
            record.report(status, start: first, startValue: firstValue)
        }
        guard firstValue.isFinite else { return report(.nonFiniteStart) }
        record.trace = [firstValue.value]

        var iterate = Iterate(point: first, value: firstValue.value, gradient: firstValue.gradient)
        var curvature = CurvatureMemory(capacity: memory, firstGradient: firstValue.gradient)
        while true {
            let norm = bounds.projectedGradientNorm(at: iterate.point, gradient: iterate.gradient)
            if stopping.hasConverged(projectedGradientNorm: norm) { return report(.convergedByGradient) }
            if record.iterations >= stopping.maximumIterations { return report(.maximumIterations) }

            let ray = try RaySearch(from: iterate, bounds: bounds, memory: curvature, isFirst: record.iterations == 0)
                .run(&objective, &record)
            let next: Iterate
            switch ray {
            case .found(let found): next = found
            case .interrupted(let status): return report(status)
            case .failed(let promise):
                // Less is promised than the value can show: rounding, not the search, is to blame.
                if promise <= 16 * Double.ulpOfOne * abs(iterate.value) { return report(.convergedByDecrease) }
                if curvature.isEmpty { return report(.lineSearchFailed) }
                curvature.forget()
                continue
            }
            record.iterations += 1
            record.trace.append(next.value)
            if let progress, !progress(record.progress(at: next)) { return report(.cancelled) }
            let nextNorm = bounds.projectedGradientNorm(at: next.point, gradient: next.gradient)
            if stopping.hasConverged(projectedGradientNorm: nextNorm) { return report(.convergedByGradient) }
            if stopping.hasConverged(from: iterate.value, to: next.value) { return report(.convergedByDecrease) }
            curvature.learn(from: iterate, to: next)
            iterate = next
        }
    }
}

/// A point with its value and gradient.
struct Iterate {
    var point: [Double]
    var value: Double
    var gradient: [Double]
}

extension CurvatureMemory {
    /// Takes in the pair between two iterates, unless its curvature is lost in rounding or negative.
    fileprivate mutating func learn(from old: Iterate, to new: Iterate) {
        let step = old.point.indices.map { new.point[$0] - old.point[$0] }
        let change = old.point.indices.map { new.gradient[$0] - old.gradient[$0] }
        let curvature = dot(step, change)
        if curvature > Double.ulpOfOne * -dot(step, old.gradient) && curvature > 0 {
            learn(step: step, change: change, curvature: curvature)
        }
    }
}
