import Likelihoods
import LinearAlgebra

/// Mean and variance of new observations at m points; for two classes the mean is the probability of class 1.
public struct ObservationPrediction: Sendable, Equatable {
    /// The m means.
    public var mean: Vector
    /// The m variances.
    public var variance: Vector
}

extension ApproximatePosterior {
    /// Mean and variance of a new observation at each row of `x`, over the posterior of f and the likelihood.
    ///
    /// - Parameter method: how to take expectations over f; without one, in closed form or by 40 Gauss-Hermite nodes.
    /// - Throws: ``ProcessError`` for other points than the observations', and when `.analytic` is asked for where there
    ///   is no closed form.
    public func predictObservations(
        at x: Matrix, by method: Expectation? = nil
    ) throws(ProcessError) -> ObservationPrediction {
        let latent = try latent(at: x)
        var result = ObservationPrediction(mean: Vector(count: x.rowCount), variance: Vector(count: x.rowCount))
        for i in 0..<x.rowCount {
            let moments: ObservationMoments
            do { moments = try likelihood.predictiveMoments(under: latent[i], by: method) } catch {
                throw .likelihood(error)
            }
            result.mean[i] = moments.mean
            result.variance[i] = moments.variance
        }
        return result
    }

    /// log p(y_i) of new observations one at a time, in nats.
    ///
    /// - Throws: ``ProcessError`` for other points than the observations', for targets outside the likelihood's support,
    ///   and when `.analytic` is asked for where there is no closed form.
    public func logDensities(
        of y: Vector, at x: Matrix, by method: Expectation? = nil
    ) throws(ProcessError) -> Vector {
        precondition(y.count == x.rowCount, "There must be one target for each point.")
        let latent = try latent(at: x)
        do throws(LikelihoodError) {
            try likelihood.validate(y)
            var result = Vector(count: y.count)
            for i in 0..<y.count {
                result[i] = try likelihood.predictiveLogDensity(of: y[i], under: latent[i], by: method)
            }
            return result
        } catch { throw .likelihood(error) }
    }

    /// The joint log density of new observations with normal noise, in nats.
    ///
    /// - Throws: ``ProcessError`` for any other likelihood, through which it has no closed form, and when the covariance
    ///   is not positive definite.
    public func logDensity(of others: Observations, shift: DiagonalShift = .none) throws(ProcessError) -> Double {
        if process.likelihood != nil { throw .approximation(.jointDensity(likelihood: likelihood.name)) }
        let normal: any Process = self
        return try normal.logDensity(of: others, shift: shift)
    }

    private func latent(at x: Matrix) throws(ProcessError) -> [NormalMarginal] {
        guard x.columnCount == observations.inputDimension else {
            throw .inputDimension(expected: observations.inputDimension, found: x.columnCount)
        }
        let prediction = predict(at: x)
        return zip(prediction.mean, prediction.variance).map { NormalMarginal(mean: $0, variance: $1) }
    }
}
