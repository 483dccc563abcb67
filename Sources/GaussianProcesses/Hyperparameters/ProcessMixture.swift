import LinearAlgebra
import Synchronization

/// A process whose parameters are not known but distributed: a weighted set of settings, each conditioned on the same
/// observations.
///
/// Only the settings are stored; a prediction conditions them one after the other, on all cores.
public struct ProcessMixture<Method: Inference>: Belief where Method.Conditioned: Process {
    public typealias Prior = Method.Conditioned.Prior

    /// The settings: priors with their parameters.
    public let processes: [Prior]
    /// Their weights, which add up to one.
    public let weights: Vector
    /// How each is conditioned.
    public let method: Method
    /// The observations.
    public let observations: Observations

    /// The settings with weights proportional to the given ones.
    public init(_ processes: [Prior], weights: Vector, method: Method, observations: Observations) {
        precondition(processes.count == weights.count && !processes.isEmpty, "There is one weight a setting.")
        let total = weights.sum
        precondition(total > 0 && weights.allSatisfy { $0 >= 0 }, "Weights are positive in all.")
        self.processes = processes
        self.weights = weights / total
        self.method = method
        self.observations = observations
    }

    /// The settings conditioned on the observations, in order; each holds a factor of n² numbers.
    ///
    /// - Throws: ``ProcessError`` of the first that fails.
    public func posteriors() throws(ProcessError) -> [Method.Conditioned] {
        try mapSettings { $0 }
    }

    /// The mixture of the settings' predictions at the rows of `x`.
    ///
    /// - Complexity: O(C (n³ + n² m)) for C settings.
    /// - Throws: ``ProcessError`` of the first that fails.
    public func predict(at x: Matrix) throws(ProcessError) -> NormalMixturePrediction {
        NormalMixturePrediction(try mapSettings { $0.predict(at: x) }, weights: weights)
    }

    private func mapSettings<Result: Sendable>(
        _ body: @Sendable (Method.Conditioned) -> Result
    ) throws(ProcessError) -> [Result] {
        let results = Mutex<[Int: Swift.Result<Result, ProcessError>]>([:])
        Parallelism.forEach(processes.count) { index in
            let result: Swift.Result<Result, ProcessError>
            do throws(ProcessError) {
                result = .success(body(try method.posterior(of: processes[index], given: observations)))
            } catch {
                result = .failure(error)
            }
            results.withLock { $0[index] = result }
        }
        let all = results.withLock { $0 }
        var values: [Result] = []
        for index in processes.indices {
            if let value = try all[index]?.get() { values.append(value) }
        }
        return values
    }
}
