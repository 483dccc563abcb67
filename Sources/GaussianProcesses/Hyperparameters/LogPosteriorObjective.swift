import Kernels
import LinearAlgebra
import Optimization

/// Minus the log density of the posterior of the trainable parameters, in unbounded coordinates; what chains and the
/// quadrature explore. Undefined where the process has no evidence.
struct LogPosteriorObjective<Method: Inference>: Objective, Sendable {
    let observations: Observations
    let method: Method
    let coordinates: UnboundedCoordinates
    private var process: Method.Conditioned.Prior

    init(
        of process: Method.Conditioned.Prior, at observations: Observations, by method: Method,
        coordinates: UnboundedCoordinates
    ) {
        self.process = process
        self.observations = observations
        self.method = method
        self.coordinates = coordinates
    }

    /// The process with its parameters at a point.
    func process(at point: [Double]) -> Method.Conditioned.Prior {
        var result = process
        coordinates.free.assign(coordinates.freePoint(at: point), to: &result)
        return result
    }

    mutating func evaluate(at point: [Double]) -> ObjectiveValue {
        let free = coordinates.freePoint(at: point)
        // A logarithm so far out that its value is zero or infinite has no density.
        for (coordinate, u) in zip(coordinates.free.coordinates, free)
        where !coordinate.domain.contains(coordinate.value(at: u)) {
            return .undefined(count: point.count)
        }
        coordinates.free.assign(free, to: &process)
        guard let evidence = try? method.evidence(of: process, given: observations) else {
            return .undefined(count: point.count)
        }
        let prior = coordinates.logPrior(of: process, at: point)
        let gradient = coordinates.free.coordinates.enumerated().map { i, coordinate in
            -(evidence.gradient[coordinate.index] * coordinate.unit * prior.slopes[i] + prior.gradient[i])
        }
        let result = ObjectiveValue(value: -(evidence.logEvidence + prior.value), gradient: gradient)
        return result.isFinite ? result : .undefined(count: point.count)
    }
}
