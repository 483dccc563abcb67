import LinearAlgebra
import Likelihoods

// The mode of p(y | f) N(f; m, K) by Newton's method
//
// Maximises Ψ(f) = log p(y | f) - ½ (f - m)^T K⁻¹ (f - m) over f = m + K a, so that K⁻¹ never appears. With g = ∇ log p - a
// and curvatures W the step is δa = (I + W K)⁻¹ g, δf = K δa, and g^T δf, the Newton decrement, is twice its predicted gain.
// A step is halved until Ψ rises by a share of that gain: from far starts the exponential link overshoots by hundreds.
//
// Where the likelihood is not log-concave, K⁻¹ + W may be indefinite far from a maximum. Then the negative curvatures
// count as zero for that step, which makes it an ascent direction; near the mode the true ones give fast convergence.
//
// The log determinant in the evidence has a first-order error in f where Ψ has a second-order one, so the search goes on
// until the decrement is at rounding level, some two steps longer than the size of Ψ alone would ask for.
//
// Near the mode W hardly changes, so steps with the last factor (chords, O(n²)) gain orders of magnitude each and stand in
// for the last two or three factorisations; one at the end gives the curvature there. A chord that gains less than a
// factor of a hundred hands over to a new factor.
struct PosteriorMode: Sendable {
    /// The mode f and the weights a = K⁻¹ (f - m), equal there to ∇ log p, with the log densities and Ψ.
    let point: LatentPoint
    /// The curvature -∂² log p at the mode.
    let curvature: SiteCurvature
    /// The number of Newton steps.
    let iterations: Int

    init(
        of likelihood: any Likelihood, y: Vector, mean: Vector, gram: Matrix, maximumIterations: Int
    ) throws(ProcessError) {
        var point = LatentPoint(f: mean, weights: Vector(count: y.count), mean: mean, likelihood, y)
        var last = Double.infinity
        var iterations = 0
        while true {
            let step = try NewtonStep(at: point, gram: gram)
            let unit = 1 + abs(point.logJoint)
            let isStalled = step.decrement < 1e-12 * unit && step.decrement > 0.25 * last
            if step.isExact && (step.decrement <= 1e-22 * unit || isStalled) {
                (self.point, curvature, self.iterations) = (point, step.curvature, iterations)
                return
            }
            last = step.decrement
            guard iterations < maximumIterations,
                let next = point.advanced(by: step, mean: mean, likelihood, y)
            else { throw .approximation(.modeNotFound(iterations: iterations, decrement: last)) }
            point = next
            iterations += 1
            guard step.isExact, last < 1e-3 * Double(y.count) else { continue }
            while last > 1e-22 * unit {
                let chord = NewtonStep(at: point, reusing: step.curvature, gram: gram)
                guard chord.decrement >= 0, chord.decrement < 0.01 * last,
                    let next = point.advanced(by: chord, mean: mean, likelihood, y)
                else { break }
                (point, last) = (next, chord.decrement)
            }
        }
    }
}

/// A point of the search: f = m + K a.
struct LatentPoint: Sendable {
    var f: Vector
    var weights: Vector
    var expansions: LogDensityExpansions
    /// Ψ = log p(y | f) - ½ a^T (f - m).
    var logJoint: Double

    init(f: Vector, weights: Vector, mean: Vector, _ likelihood: any Likelihood, _ y: Vector) {
        self.f = f
        self.weights = weights
        expansions = likelihood.expansions(of: y, at: f)
        logJoint = expansions.value.sum - 0.5 * dot(weights, f - mean)
    }

    /// The curvatures w = -∂² log p.
    var curvatures: Vector { -expansions.second }

    /// The point a whole step away, or the first of its halves, quarters, … that raises Ψ by a fair share of what the
    /// slope promises; nil when none does.
    fileprivate func advanced(
        by step: NewtonStep, mean: Vector, _ likelihood: any Likelihood, _ y: Vector
    ) -> LatentPoint? {
        guard step.decrement.isFinite else { return nil }
        let slack = 1e-13 * (1 + abs(logJoint))
        var share = 1.0
        while share > 1e-12 {
            var next = (f: f, weights: weights)
            next.f.add(step.f, scaledBy: share)
            next.weights.add(step.weights, scaledBy: share)
            let candidate = LatentPoint(f: next.f, weights: next.weights, mean: mean, likelihood, y)
            if candidate.logJoint >= logJoint + 1e-4 * share * step.decrement - slack { return candidate }
            share *= 0.5
        }
        return nil
    }
}

/// A step towards the mode.
private struct NewtonStep {
    /// The change of a.
    var weights: Vector
    /// The change of f.
    var f: Vector
    /// The slope of Ψ along the step; its Newton decrement when the step is exact.
    var decrement: Double
    /// The curvature that was used.
    var curvature: SiteCurvature
    /// Whether it is the true one.
    var isExact: Bool

    init(at point: LatentPoint, gram: Matrix) throws(ProcessError) {
        let gradient = point.expansions.first - point.weights
        let curvatures = point.curvatures
        if let curvature = try SiteCurvature(gram: gram, curvatures: curvatures) {
            self.init(gradient, curvature, gram, isExact: true)
            if decrement >= 0 { return }
        }
        // Without negative curvatures K⁻¹ + W is positive definite.
        guard let clamped = try SiteCurvature(gram: gram, curvatures: curvatures.mapped { Swift.max($0, 0) }) else {
            throw .evidenceNotFinite
        }
        self.init(gradient, clamped, gram, isExact: false)
    }

    /// The step with the curvature of an earlier point, at the cost of its solves alone.
    init(at point: LatentPoint, reusing curvature: SiteCurvature, gram: Matrix) {
        self.init(point.expansions.first - point.weights, curvature, gram, isExact: false)
    }

    private init(_ gradient: Vector, _ curvature: SiteCurvature, _ gram: Matrix, isExact: Bool) {
        weights = curvature.reduced(gradient, gram: gram)
        f = multiply(symmetric: gram, weights)
        decrement = dot(gradient, f)
        self.curvature = curvature
        self.isExact = isExact
    }
}
