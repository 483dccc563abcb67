import LinearAlgebra
import Optimization
import Synchronization

extension Fittable {
    /// Draws from the posterior of the trainable parameters given observations, by chains that run side by side.
    ///
    /// ```swift
    /// let sample = try process.assigningLengthscalePriors(dimension: 4).sampled(given: observations, using: .exact)
    /// guard sample.warnings.isEmpty else { ... }
    /// let p = try sample.mixture().predict(at: x)
    /// ```
    ///
    /// The density is the evidence times the priors, in natural units; a parameter without a prior is uniform in its free
    /// coordinate (the logarithm of a positive one) within its limits. Give priors: evidence alone often leaves a tail
    /// that only the default limits, a factor of a million, cut off. The first chain starts at the present parameters, the
    /// others near them; fit first.
    ///
    /// - Complexity: one evidence an evaluation, some ten evaluations a draw with ``NoUTurnSampler``.
    /// - Throws: ``HyperparameterError``, ``FitError``, ``ProcessError``, `SamplingError`, and `CancellationError` when the
    ///   surrounding task is cancelled.
    public func sampled<Method: Inference>(
        given observations: Observations, using method: Method, by sampler: some ChainSampler = NoUTurnSampler(),
        chainCount: Int = 4, seed: UInt64 = 0
    ) throws -> HyperparameterSample<Method> where Method.Conditioned.Prior == Self {
        precondition(chainCount >= 1, "There is at least one chain.")
        let clock = ContinuousClock()
        let began = clock.now
        try validate(inputDimension: observations.inputDimension)
        let process = started(at: observations)
        let coordinates = try UnboundedCoordinates(of: process, at: observations)
        let objective = LogPosteriorObjective(
            of: process, at: observations, by: method, coordinates: coordinates)
        var generator = SeededGenerator(seed: seed)
        var starts: [[Double]] = []
        for index in 0..<chainCount {
            starts.append(try finiteStart(objective, spread: index == 0 ? 0 : 0.5, using: &generator))
        }

        // Chains run outside of the task, so they ask after it.
        let cancellation = withUnsafeCurrentTask { TaskCancellation(task: $0) }
        let chains = Mutex<[Int: Result<Chain, any Error>]>([:])
        let points = starts
        Parallelism.forEach(chainCount) { index in
            let result = Result {
                var own = CancellableObjective(base: objective, cancellation: cancellation)
                var stream = SeededGenerator(seed: seed, stream: index)
                return try sampler.chain(of: &own, from: points[index], using: &stream)
            }
            chains.withLock { $0[index] = result }
        }
        let results = chains.withLock { $0 }
        var complete: [Chain] = []
        for index in 0..<chainCount {
            if let chain = try results[index]?.get() { complete.append(chain) }
        }
        return HyperparameterSample(complete, objective, seconds: (clock.now - began) / .seconds(1))
    }

    /// A point near the present parameters where the density is finite.
    private func finiteStart<Method: Inference>(
        _ objective: LogPosteriorObjective<Method>, spread: Double, using generator: inout SeededGenerator
    ) throws -> [Double] {
        var objective = objective
        var width = spread
        for _ in 0..<20 {
            let point = objective.coordinates.start.map { $0 + width * generator.normal() }
            if objective.evaluate(at: point).isFinite { return point }
            width *= 0.5
            if width == 0 { width = 0.1 }
        }
        throw HyperparameterError.noFiniteStart
    }
}

/// Whether the task that waits for chains was cancelled. The task outlives them, and its flag may be read from anywhere.
private struct TaskCancellation: @unchecked Sendable {
    let task: UnsafeCurrentTask?
    var isRequested: Bool { task?.isCancelled ?? false }
}

/// An objective that throws once the waiting task is cancelled.
private struct CancellableObjective<Base: Objective>: Objective {
    var base: Base
    let cancellation: TaskCancellation

    mutating func evaluate(at point: [Double]) throws -> ObjectiveValue {
        if cancellation.isRequested { throw CancellationError() }
        return try base.evaluate(at: point)
    }
}
