import Likelihoods
import LinearAlgebra

// The best normal distributions q(f_1) … q(f_C) of functions given observations, independent of one another
//
// Maximises the bound F = Σ_i E_q log p(y_i | f_1i … f_Ci) - Σ_c KL(q_c | prior_c) of the log evidence. At a maximum each q_c is
// the prior times one normal term an observation (Opper and Archambeau, Neural Computation 21 (2009) 786): with the
// slopes α and β of E log p in the mean and the variance of f_ci,
//     λ_i = -2 β,     ν_i = α + λ_i E g_i,     g = f - m,
// 2 n numbers instead of n²/2. Moving the terms towards these values is natural-gradient ascent (Khan and Lin, AISTATS
// 2017), and with normal noise the first step is exact. Steps are accelerated (``FixedPointAcceleration``); one that would
// lower the bound is replaced by a plain step, halved until the bound does not fall.
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
        let start = priors.map { _ in NormalTerms(count: n) }
        guard var state = try VariationalState(start, priors, expectations) else { throw .evidenceNotFinite }
        var acceleration = FixedPointAcceleration()
        var iteration = 0
        while true {
            let change = zip(state.terms, state.target).reduce(0) { Swift.max($0, $1.0.change(to: $1.1)) }
            guard change.isFinite else { throw .evidenceNotFinite }
            if change <= tolerance { break }
            guard iteration < maximumIterations else {
                throw .approximation(.boundNotConverged(iterations: iteration, change: change))
            }
            iteration += 1
            guard let next = try state.advanced(priors, expectations, by: &acceleration) else {
                // At rounding level the bound no longer tells steps apart.
                if change < 1e-5 { break }
                throw .approximation(.boundNotConverged(iterations: iteration, change: change))
            }
            state = next
        }
        functions = state.functions
        bound = state.bound
        iterations = iteration
    }
}
