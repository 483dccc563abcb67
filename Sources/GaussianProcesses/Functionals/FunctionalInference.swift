import Kernels
import LinearAlgebra

/// Exact conditioning on values of functionals beside those of the function itself, for evidence and fits.
///
/// ```swift
/// let slopes = try FunctionalObservations(gradients: g, at: x)
/// let fitted = try process.fitted(to: observations, using: .exact(with: slopes))
/// ```
public struct FunctionalInference: Inference, Equatable {
    /// The observed functionals.
    public var functionals: FunctionalObservations

    /// Exact inference with the given functionals beside the observations.
    public init(_ functionals: FunctionalObservations) { self.functionals = functionals }

    public func posterior(
        of process: GaussianProcess, given observations: Observations
    ) throws(ProcessError) -> FunctionalPosterior {
        try process.started(at: observations).conditioned(on: functionals, and: observations)
    }

    public func evidence(
        of process: GaussianProcess, given observations: Observations
    ) throws(ProcessError) -> Evidence {
        let posterior = try posterior(of: process, given: observations)
        let process = posterior.process
        let (alpha, n) = (posterior.weights, observations.count)
        // A = ½ (α α^T - C⁻¹), in blocks of values and functionals.
        let inverse = posterior.factor.inverse()
        let adjoint = Matrix(rowCount: alpha.count, columnCount: alpha.count) {
            0.5 * (alpha[$0] * alpha[$1] - inverse[$0, $1])
        }
        let (x, list) = (observations.x, functionals.functionals)
        let own = process.kernel.gramPullback(x) { tile, rows, columns in
            for (c, j) in columns.enumerated() {
                for (r, i) in rows.enumerated() { tile[r, c] = adjoint[i, j] }
            }
        }
        let tail = n..<alpha.count
        let mixed: [Double]
        let other: [Double]
        do {
            mixed = try process.kernel.covariancePullback(
                list, x.valueFunctionals, adjoint: 2 * adjoint.block(rows: tail, columns: 0..<n))
            other = try process.kernel.covariancePullback(
                list, list, adjoint: adjoint.block(rows: tail, columns: tail))
        } catch { throw .kernel(error) }
        var gradient = own.indices.map { own[$0] + mixed[$0] + other[$0] }
        if process.noise != nil { gradient.append((0..<n).reduce(0) { $0 + adjoint[$1, $1] }) }
        let (first, last) = (Vector(alpha[0..<n]), Vector(alpha[tail]))
        let meanOfFunctionals = try process.meanPullback(last, of: list)
        gradient += zip(process.mean.pullback(first, at: x), meanOfFunctionals).map(+)
        return Evidence(logEvidence: posterior.logEvidence, gradient: process.inFreeCoordinates(gradient))
    }
}

extension Inference where Self == FunctionalInference {
    /// Exact inference with observed functionals beside the observations.
    public static func exact(with functionals: FunctionalObservations) -> FunctionalInference {
        FunctionalInference(functionals)
    }
}

extension GaussianProcess {
    /// The process given values of functionals, and of the function itself if there are any, exactly; O(n³).
    ///
    /// - Throws: ``ProcessError`` when the kernel or the mean has no such derivatives, or the functionals are dependent;
    ///   rows of a failed pivot count the observations first.
    public func conditioned(
        on functionals: FunctionalObservations, and observations: Observations? = nil, shift: DiagonalShift = .none
    ) throws(ProcessError) -> FunctionalPosterior {
        if let likelihood { throw .approximation(.exactInference(likelihood: likelihood.name)) }
        try validate(functionals.functionals)
        let list = functionals.functionals
        var covariance = try self.covariance(list, list)
        covariance.addNoise(0, functionals.noiseVariances)
        if let observations {
            guard observations.inputDimension == functionals.inputDimension else {
                throw .inputDimension(expected: observations.inputDimension, found: functionals.inputDimension)
            }
            var values = kernel.lowerGram(observations.x)
            values.addNoise(noiseVariance, observations.noiseVariances)
            let n = observations.count
            var whole = Matrix(rowCount: n + list.count, columnCount: n + list.count)
            whole.setBlock(values, row: 0, column: 0)
            whole.setBlock(try self.covariance(list, observations.x.valueFunctionals), row: n, column: 0)
            whole.setBlock(covariance, row: n, column: n)
            covariance = whole
        }
        let factor: Cholesky
        do { factor = try Cholesky(of: consume covariance, shift: shift) } catch { throw ProcessError(error) }
        return try FunctionalPosterior(
            process: self, observations: observations, functionals: functionals, factor: factor)
    }
}
