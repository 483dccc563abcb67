import LinearAlgebra

/// The nodes of the Gauss-Hermite rule that stands in where no closed form is known.
private let defaultRule = Expectation.gaussHermite(40)

extension Likelihood {
    /// E log p(y | f) for normal f, in nats; without a `method`, in closed form or else by 40 Gauss-Hermite nodes.
    ///
    /// - Throws: ``LikelihoodError/noClosedForm(likelihood:)`` when `.analytic` is asked for and there is none.
    public func expectedLogDensity(
        of y: Double, under f: NormalMarginal, by method: Expectation? = nil
    ) throws(LikelihoodError) -> Double {
        try evaluate(method, under: f, closedForm: closedFormExpectation(of: y, under: f)) { nodes in
            nodes.sum { logDensity(of: y, at: $0) }
        }
    }

    /// log p(y) = log E p(y | f) for normal f, in nats: the density of a new observation.
    ///
    /// Without a `method`, in closed form or else by 40 Gauss-Hermite nodes.
    ///
    /// - Throws: ``LikelihoodError/noClosedForm(likelihood:)`` when `.analytic` is asked for and there is none.
    public func predictiveLogDensity(
        of y: Double, under f: NormalMarginal, by method: Expectation? = nil
    ) throws(LikelihoodError) -> Double {
        try evaluate(method, under: f, closedForm: closedFormPredictive(of: y, under: f)) { nodes in
            nodes.logSum { logDensity(of: y, at: $0) }
        }
    }

    /// Mean and variance of a new observation for normal f, by the laws of total expectation and variance.
    ///
    /// - Throws: ``LikelihoodError/noClosedForm(likelihood:)`` when `.analytic` is asked for and there is none.
    public func predictiveMoments(
        under f: NormalMarginal, by method: Expectation? = nil
    ) throws(LikelihoodError) -> ObservationMoments {
        try evaluate(method, under: f, closedForm: closedFormMoments(under: f)) { nodes in
            let mean = nodes.sum { moments(at: $0).mean }
            let variance = nodes.sum {
                let given = moments(at: $0)
                return given.variance + (given.mean - mean) * (given.mean - mean)
            }
            return ObservationMoments(mean: mean, variance: variance)
        }
    }

    private func evaluate<Value>(
        _ method: Expectation?, under f: NormalMarginal, closedForm: @autoclosure () -> Value?,
        _ sum: ([WeightedNode]) -> Value
    ) throws(LikelihoodError) -> Value {
        switch method {
        case nil:
            if let value = closedForm() { return value }
        case .analytic:
            guard let value = closedForm() else { throw .noClosedForm(likelihood: name) }
            return value
        default:
            break
        }
        return sum((method ?? defaultRule).nodes(under: f) ?? [])
    }
}
