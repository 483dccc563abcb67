import Kernels
import Likelihoods
import LinearAlgebra

extension ExactInference {
    /// The Cholesky factor of K + N for a process at observations.
    func factorize(_ process: GaussianProcess, _ observations: Observations) throws(ProcessError) -> Cholesky {
        try process.validate(inputDimension: observations.inputDimension)
        if let likelihood = process.likelihood {
            throw .approximation(.exactInference(likelihood: likelihood.name))
        }
        if shift == .none, let (first, second) = process.indistinguishableRows(of: observations) {
            throw .duplicateRows(first: first, second: second)
        }
        var gram = process.kernel.lowerGram(observations.x)
        gram.addNoise(process.noiseVariance, observations.noiseVariances)
        do {
            return try Cholesky(of: consume gram, shift: shift)
        } catch .notPositiveDefinite(let pivot, let value) {
            throw .notPositiveDefinite(process.explain(pivot: pivot, value: value, at: observations.x))
        } catch {
            throw ProcessError(error)
        }
    }
}

extension GaussianProcess {
    /// Two rows with equal inputs whose values are exact and perfectly correlated under the prior, if there are any.
    ///
    /// Their Gram matrix is singular, but rounding may hide it from a factorisation: they are looked for, not waited for.
    func indistinguishableRows(of observations: Observations) -> (first: Int, second: Int)? {
        guard noiseVariance == 0 else { return nil }
        let pairs = observations.duplicatePairs { observations.noiseVariances?[$0] ?? 0 == 0 }
        return pairs.min { ($0.second, $0.first) < ($1.second, $1.first) }.flatMap { pair in
            // A White term in the kernel is noise too: then the variance exceeds the covariance of two equal rows.
            let point = observations.x.rows([pair.first])
            let variance = kernel.diagonal(point)[0]
            let covariance = kernel.cross(point, point)[0, 0]
            return variance - covariance <= 4 * variance.ulp ? pair : nil
        }
    }

    /// The failed pivot with the earlier row most correlated with it.
    func explain(pivot: Int, value: Double, at x: Matrix) -> IndefiniteGram {
        var result = IndefiniteGram(pivot: pivot, value: value)
        guard pivot > 0 else { return result }
        let covariances = kernel.cross(x.rows([pivot]), x.rows(0..<pivot))
        let variances = kernel.diagonal(x)
        let correlations = (0..<pivot).map {
            covariances[0, $0] / (variances[pivot].squareRoot() * variances[$0].squareRoot())
        }
        if let nearest = correlations.indices.max(by: { abs(correlations[$0]) < abs(correlations[$1]) }) {
            result.nearestRow = nearest
            result.correlation = correlations[nearest]
        }
        return result
    }
}
