/// One iteration's search along the segment from an iterate towards the model's minimiser, and beyond as far as the
/// bounds allow.
struct RaySearch {
    enum Outcome {
        case found(Iterate)
        case interrupted(OptimizationStatus)
        /// No lower value; the model promised to lower f by about `promise`.
        case failed(promise: Double)
    }

    private let iterate: Iterate
    private let bounds: Bounds
    private let target: [Double]
    private let direction: [Double]
    private let isFirst: Bool

    init(from iterate: Iterate, bounds: Bounds, memory: CurvatureMemory, isFirst: Bool) {
        let model = QuadraticModel(
            point: iterate.point, gradient: iterate.gradient, bounds: bounds, memory: memory)
        self.iterate = iterate
        self.bounds = bounds
        // Without a minimiser the direction is zero, which fails: the caller forgets its memory.
        let target = model.minimizer() ?? iterate.point
        self.target = target
        direction = target.indices.map { target[$0] - iterate.point[$0] }
        self.isFirst = isFirst
    }

    func run(_ objective: inout some Objective, _ record: inout EvaluationRecord) throws -> Outcome {
        let slope = dot(direction, iterate.gradient)
        guard slope < 0, slope.isFinite else { return .failed(promise: .nan) }
        let (longest, first) = stepLengths
        var search = StrongWolfeSearch(value: iterate.value, slope: slope, longest: longest, first: first)
        var step = first
        var best = iterate
        while true {
            if let status = record.interruption { return .interrupted(status) }
            let point = point(at: step)
            let answer = try record.evaluate(&objective, at: point)
            let trial = Iterate(point: point, value: answer.value, gradient: answer.gradient)
            let sample = RaySample(step: step, value: answer.value, slope: dot(direction, answer.gradient))
            let advice = search.advance(sample, isFinite: answer.isFinite)
            if search.best.step == step { best = trial }
            switch advice {
            case .evaluate(let next): step = next
            case .accept: return .found(trial)
            case .acceptBest: return .found(best)
            case .fail: return .failed(promise: -slope * first)
            }
        }
    }

    /// The longest step and the first trial: 1, the model's minimiser, save at the very start. There the model knows no
    /// curvature, so a step of unit length is tried, or the Cauchy point if a box confines it.
    private var stepLengths: (longest: Double, first: Double) {
        let longest = bounds.hasAnyLimit ? bounds.longestStep(from: iterate.point, along: direction) : 1e10
        guard isFirst else { return (min(max(longest, 1), 1e10), 1) }
        let length = dot(direction, direction).squareRoot()
        if bounds.isBox { return (1, 1) }
        return bounds.hasAnyLimit ? (1, min(1, 1 / length)) : (1e10, 1 / length)
    }

    private func point(at step: Double) -> [Double] {
        if step == 1 { return target }
        return direction.indices.map { bounds.clamped(iterate.point[$0] + step * direction[$0], at: $0) }
    }
}
