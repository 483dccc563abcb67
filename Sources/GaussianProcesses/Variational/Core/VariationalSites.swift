import Likelihoods
import LinearAlgebra

// The best normal distributions q(f_1) … q(f_C) of functions given observations, independent of one another
//
// Maximises the bound F = Σ_i E_q log p(y_i | f_1i … f_Ci) - Σ_c KL(q_c | prior_c) of the log evidence. At a maximum each q_c is
// the prior times one normal term an observation (Opper and Archambeau, Neural Computation 21 (2009) 786): with the
// slopes α and β of E log p in the mean and the variance of f_ci,
//     λ_i = -2 β,     ν_i = α + λ_i E g_i,     g = f - m,
// 2 n numbers instead of n²/2. Moving the terms towards these values is natural-gradient ascent (Khan and Lin, AISTATS
// 2017), and with normal noise the first step is exact. A step is halved until the bound does not fall.
//
// At the maximum the bound is stationary in the terms, so its gradient in a hyperparameter is the partial one. With
// a = K⁻¹ (E f - m) and R = (K + Λ⁻¹)⁻¹ it is ½ (a a^T - R) in K, a in m, and E ∂ log p in a parameter of the likelihood.
//
// Rejected: L-BFGS on the 2 n numbers (many more factorisations), and a covariance in full (n²/2 numbers).
struct VariationalSites: Sendable {
    /// E log p(y_i | f) with its slopes in the mean and the variance of every function at point i.
    typealias Expectations = @Sendable (_ point: Int, _ marginals: [NormalMarginal]) -> [ExpectedLogDensity]

    /// The distributions of the functions.
    let functions: [VariationalFunction]
    /// The bound, in nats.
    let bound: Double
    /// The number of steps.
    let iterations: Int

    /// - Parameter expectations: the slopes by function; the value, which they share, is the first one's.
    init(
        priors: [LatentPrior], maximumIterations: Int, tolerance: Double, expectations: Expectations
    ) throws(ProcessError) {
        let n = priors[0].mean.count
        var state = State(terms: priors.map { _ in NormalTerms(count: n) }, functions: [], bound: -.infinity)
        guard let start = try State(state.terms, priors, expectations) else { throw .evidenceNotFinite }
        state = start
        var (share, iteration, change) = (1.0, 0, Double.infinity)
        while true {
            let target = state.target
            change = zip(state.terms, target).reduce(0) { Swift.max($0, $1.0.change(to: $1.1)) }
            guard change.isFinite else { throw .evidenceNotFinite }
            if change <= tolerance { break }
            guard iteration < maximumIterations else {
                throw .approximation(.boundNotConverged(iterations: iteration, change: change))
            }
            iteration += 1
            let slack = 1e-12 * (1 + abs(state.bound))
            var next: State?
            while share > 1e-6 {
                let moved = zip(state.terms, target).map { $0.moved(towards: $1, by: share) }
                if let candidate = try State(moved, priors, expectations), candidate.bound >= state.bound - slack {
                    next = candidate
                    break
                }
                share *= 0.5
            }
            guard let next else {
                // At rounding level the bound no longer tells steps apart.
                if change < 1e-5 { break }
                throw .approximation(.boundNotConverged(iterations: iteration, change: change))
            }
            state = next
            share = Swift.min(1, 2 * share)
        }
        functions = state.functions
        bound = state.bound
        iterations = iteration
    }
}

/// A point of the search.
private struct State {
    var terms: [NormalTerms]
    var functions: [VariationalFunction]
    var bound: Double
    /// Where the slopes of the expected log densities say the terms should be.
    var target: [NormalTerms] = []

    init(terms: [NormalTerms], functions: [VariationalFunction], bound: Double) {
        self.terms = terms
        self.functions = functions
        self.bound = bound
    }

    init?(
        _ terms: [NormalTerms], _ priors: [LatentPrior], _ expectations: VariationalSites.Expectations
    ) throws(ProcessError) {
        var functions: [VariationalFunction] = []
        for (terms, prior) in zip(terms, priors) {
            guard let function = try VariationalFunction(terms, prior: prior) else { return nil }
            functions.append(function)
        }
        let n = priors[0].mean.count
        var target = terms
        var bound = functions.reduce(0) { $0 - $1.divergence }
        for i in 0..<n {
            let marginals = functions.map { NormalMarginal(mean: $0.mean[i], variance: $0.variances[i]) }
            let slopes = expectations(i, marginals)
            bound += slopes[0].value
            for (c, slope) in slopes.enumerated() {
                let precision = -2 * slope.varianceSlope
                target[c].precisions[i] = precision
                target[c].shifts[i] =
                    slope.meanSlope + precision * (functions[c].mean[i] - priors[c].mean[i])
            }
        }
        guard bound.isFinite else { return nil }
        self.init(terms: terms, functions: functions, bound: bound)
        self.target = target
    }
}
