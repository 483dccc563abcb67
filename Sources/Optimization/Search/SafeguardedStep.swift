/// A trial step along a ray with the function value and the slope there.
struct RaySample {
    var step: Double
    var value: Double
    var slope: Double
}

/// The interval that holds the wanted step, and the rule that picks the next trial inside it.
///
/// Section 4 of Moré and Thuente, "Line search algorithms with guaranteed sufficient decrease", ACM TOMS 20 (1994).
/// `best` has the least value so far; its slope points towards `other`.
struct StepInterval {
    var best: RaySample
    var other: RaySample
    var isBracketed = false

    /// Takes in a trial and returns the next step; where it extrapolates, within `limits`.
    mutating func update(with trial: RaySample, limits: ClosedRange<Double>) -> Double {
        let turned = trial.slope * (best.slope / abs(best.slope)) < 0
        let cubic = Self.cubicMinimizer(best, trial)
        let secant = trial.step + trial.slope / (trial.slope - best.slope) * (best.step - trial.step)
        var next: Double

        if trial.value > best.value {
            // Case 1: a higher value. The minimum is bracketed; the cubic step if nearer, else half way to the quadratic.
            let rise = (best.value - trial.value) / (trial.step - best.step) + best.slope
            let quadratic = best.step + best.slope / rise / 2 * (trial.step - best.step)
            next = abs(cubic - best.step) < abs(quadratic - best.step) ? cubic : cubic + (quadratic - cubic) / 2
            isBracketed = true
        } else if turned {
            // Case 2: a lower value and the slope turned. Bracketed; the farther of the cubic and secant steps.
            next = abs(cubic - trial.step) > abs(secant - trial.step) ? cubic : secant
            isBracketed = true
        } else if abs(trial.slope) < abs(best.slope) {
            // Case 3: a lower value and a flatter slope of the same sign. The cubic may have no minimum that way.
            let far = trial.step > best.step ? limits.upperBound : limits.lowerBound
            let ahead = Self.cubicMinimizerAhead(best, trial) ?? far
            if isBracketed {
                next = abs(ahead - trial.step) < abs(secant - trial.step) ? ahead : secant
                let cap = trial.step + 0.66 * (other.step - trial.step)
                next = trial.step > best.step ? min(cap, next) : max(cap, next)
            } else {
                next = abs(ahead - trial.step) > abs(secant - trial.step) ? ahead : secant
                next = min(max(next, limits.lowerBound), limits.upperBound)
            }
        } else if isBracketed {
            // Case 4: a lower value and a steeper slope of the same sign.
            next = Self.cubicMinimizer(other, trial)
        } else {
            next = trial.step > best.step ? limits.upperBound : limits.lowerBound
        }

        if trial.value > best.value {
            other = trial
        } else {
            if turned { other = best }
            best = trial
        }
        return next.isFinite ? next : (best.step + other.step) / 2
    }

    /// The minimiser of the cubic through two samples with slopes; scaled so that nothing overflows.
    static func cubicMinimizer(_ a: RaySample, _ b: RaySample) -> Double {
        let theta = 3 * (a.value - b.value) / (b.step - a.step) + a.slope + b.slope
        let scale = max(abs(theta), abs(a.slope), abs(b.slope))
        let radicand = (theta / scale) * (theta / scale) - (a.slope / scale) * (b.slope / scale)
        var gamma = scale * max(radicand, 0).squareRoot()
        if b.step < a.step { gamma = -gamma }
        let ratio = (gamma - a.slope + theta) / (gamma - a.slope + gamma + b.slope)
        return a.step + ratio * (b.step - a.step)
    }

    /// The same minimiser, beyond `trial`; nil if the cubic falls for ever or turns on the near side.
    static func cubicMinimizerAhead(_ best: RaySample, _ trial: RaySample) -> Double? {
        let theta = 3 * (best.value - trial.value) / (trial.step - best.step) + best.slope + trial.slope
        let scale = max(abs(theta), abs(best.slope), abs(trial.slope))
        let radicand = (theta / scale) * (theta / scale) - (best.slope / scale) * (trial.slope / scale)
        var gamma = scale * max(radicand, 0).squareRoot()
        if trial.step > best.step { gamma = -gamma }
        let ratio = (gamma - trial.slope + theta) / (gamma + (best.slope - trial.slope) + gamma)
        return ratio < 0 && gamma != 0 ? trial.step + ratio * (best.step - trial.step) : nil
    }
}
