/// A search along a ray for a step t with
///
///     f(t) ≤ f(0) + c1 t f′(0)   and   |f′(t)| ≤ c2 |f′(0)|,    f′(0) < 0.
///
/// Goals, in order: never accept a value that is not finite; few evaluations; give up in finitely many.
///
/// Moré and Thuente (1994). In the first stage trials are judged by ψ(t) = f(t) − f(0) − c1 t f′(0), whose minimiser
/// satisfies both conditions; once ψ is negative with f′ ≥ 0, by f itself. A trial where f is not finite is a step too
/// long: the ray is cut there and the search goes on below the cut (interpolating a made-up large value instead costs
/// evaluations: it bends every cubic towards the barrier).
struct StrongWolfeSearch {
    /// What to do after a trial.
    enum Advice {
        case evaluate(step: Double)
        case accept
        case acceptBest
        case fail
    }

    static let decreaseConstant = 1e-3
    static let curvatureConstant = 0.9
    static let relativeWidth = 0.1
    static let trialLimit = 20

    private let start: RaySample
    private var interval: StepInterval
    private var isFirstStage = true
    private var widths: (current: Double, previous: Double)
    private var limits: ClosedRange<Double>
    private var longest: Double
    private var trials = 0
    private var nonFiniteTrials = 0

    /// The lowest sample so far; its step is 0 if none is below the start.
    var best: RaySample { interval.best }

    /// A search from f(0) = `value` with the negative slope f′(0) over steps in (0, `longest`].
    init(value: Double, slope: Double, longest: Double, first: Double) {
        start = RaySample(step: 0, value: value, slope: slope)
        interval = StepInterval(best: start, other: start)
        self.longest = longest
        widths = (longest, 2 * longest)
        limits = 0...min(5 * first, longest)
    }

    /// Judges the trial just evaluated.
    mutating func advance(_ trial: RaySample, isFinite: Bool) -> Advice {
        trials += 1
        if !isFinite { return shorten(after: trial.step) }
        let allowedSlope = Self.decreaseConstant * start.slope
        let line = start.value + trial.step * allowedSlope
        if trial.value <= line && abs(trial.slope) <= Self.curvatureConstant * -start.slope { return .accept }
        if isFirstStage && trial.value <= line && trial.slope >= 0 { isFirstStage = false }

        let isAtLongest = trial.step == longest && trial.value <= line && trial.slope <= allowedSlope
        if isAtLongest { return .accept }
        if trials >= Self.trialLimit { return settle(trial) }
        let next = interpolate(trial, allowedSlope, line)
        if interval.isBracketed {
            let width = limits.upperBound - limits.lowerBound
            let isInside = next > limits.lowerBound && next < limits.upperBound
            if !isInside || width <= Self.relativeWidth * limits.upperBound { return settle(trial) }
        }
        return .evaluate(step: next)
    }

    private mutating func interpolate(_ trial: RaySample, _ allowedSlope: Double, _ line: Double) -> Double {
        var next: Double
        if isFirstStage && trial.value <= interval.best.value && trial.value > line {
            func tilted(_ sample: RaySample, _ sign: Double) -> RaySample {
                RaySample(
                    step: sample.step, value: sample.value - sign * sample.step * allowedSlope,
                    slope: sample.slope - sign * allowedSlope)
            }
            interval.best = tilted(interval.best, 1)
            interval.other = tilted(interval.other, 1)
            next = interval.update(with: tilted(trial, 1), limits: limits)
            interval.best = tilted(interval.best, -1)
            interval.other = tilted(interval.other, -1)
        } else {
            next = interval.update(with: trial, limits: limits)
        }
        let (a, b) = (interval.best.step, interval.other.step)
        if interval.isBracketed {
            // The interval must shrink by a third every two trials; otherwise bisect.
            if abs(b - a) >= 0.66 * widths.previous { next = a + (b - a) / 2 }
            widths = (abs(b - a), widths.current)
            limits = min(a, b)...max(a, b)
        } else {
            let reach = next - a
            limits = (next + 1.1 * reach)...(next + 4 * reach)
        }
        return min(max(next, 0), longest)
    }

    /// Ends with the best step, if any is better than the start.
    private func settle(_ trial: RaySample) -> Advice {
        if trial.value < interval.best.value { return .accept }
        return interval.best.value < start.value ? .acceptBest : .fail
    }

    /// Cuts the ray below a step where f is not finite and tries half way back to the best step, then a tenth.
    private mutating func shorten(after tooLong: Double) -> Advice {
        nonFiniteTrials += 1
        let best = interval.best
        let reach = tooLong - best.step
        let next = best.step + (nonFiniteTrials > 1 ? 0.1 : 0.5) * reach
        guard trials < Self.trialLimit, next > best.step, next < tooLong else {
            return best.value < start.value ? .acceptBest : .fail
        }
        longest = best.step + 0.9 * reach
        interval.isBracketed = false
        interval.other = best
        isFirstStage = true
        widths = (longest, 2 * longest)
        limits = best.step...longest
        return .evaluate(step: next)
    }
}
