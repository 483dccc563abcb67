/// Refuses what no solver can use, naming the culprit.
struct SampledProblemValidation {
    let lower: Double
    let upper: Double
    let order: Int

    func check(samples: [SourceSample], checks: [SourceSample]) throws(SampledProblemError) {
        guard lower < upper, lower.isFinite, upper.isFinite else { throw .emptyDomain(lower: lower, upper: upper) }
        guard order >= 1 else { throw .noDerivative }
        guard samples.count >= SampledProblem.minimumSampleCount else {
            throw .tooFewSamples(count: samples.count, needed: SampledProblem.minimumSampleCount)
        }
        for (i, sample) in (samples + checks).enumerated() {
            guard sample.value.isFinite, sample.point >= lower, sample.point <= upper else {
                throw .unusableSample(index: i, point: sample.point, value: sample.value)
            }
        }
        for (a, b) in zip(samples, samples.dropFirst()) where a.point == b.point { throw .repeatedPoint(a.point) }
    }

    func check(_ conditions: [BoundaryFunctional]) throws(SampledProblemError) {
        for (i, condition) in conditions.enumerated() {
            let isUsable = condition.value.isFinite && condition.terms.contains { $0.weight != 0 }
            let isInside = condition.terms.allSatisfy { term in
                term.weight.isFinite && term.point >= lower && term.point <= upper && term.derivative >= 0
                    && term.derivative < order
            }
            guard isUsable, isInside else { throw .unusableCondition(index: i) }
        }
        guard conditions.count == order else {
            throw .wrongConditionCount(given: conditions.count, needed: order)
        }
    }

    func check(coefficients rows: [[Double]], at points: [Double]) throws(SampledProblemError) {
        for (k, row) in rows.enumerated() {
            for (x, value) in zip(points, row) where !value.isFinite {
                throw .coefficientNotFinite(order: k, point: x)
            }
        }
        if !points.isEmpty, rows.dropFirst().joined().allSatisfy({ $0 == 0 }) { throw .noDerivative }
    }
}
