import Optimization

/// What a fit minimises: minus the log evidence, minus the log densities of the priors.
///
/// Where the Gram matrix is not positive definite the value is undefined, and the search takes a shorter step. The best
/// point of all evaluations is kept here, with its evidence.
struct NegativeLogPosterior<Method: Inference>: Objective {
    let observations: Observations
    let method: Method
    let coordinates: FreeCoordinates
    private var process: Method.Conditioned.Prior
    private(set) var best: (process: Method.Conditioned.Prior, evidence: Evidence, logPosterior: Double)?
    private(set) var firstFailure: ProcessError?

    init(
        of process: Method.Conditioned.Prior, at observations: Observations, by method: Method,
        coordinates: FreeCoordinates
    ) {
        self.process = process
        self.observations = observations
        self.method = method
        self.coordinates = coordinates
    }

    mutating func evaluate(at point: [Double]) -> ObjectiveValue {
        coordinates.assign(point, to: &process)
        let evidence: Evidence
        do { evidence = try method.evidence(of: process, given: observations) } catch {
            firstFailure = firstFailure ?? error
            return .undefined(count: point.count)
        }
        let prior = coordinates.logPrior(of: process)
        let logPosterior = evidence.logEvidence + prior.value
        let gradient = zip(coordinates.coordinates, prior.gradient).map {
            -(evidence.gradient[$0.index] * $0.unit + $1)
        }
        let result = ObjectiveValue(value: -logPosterior, gradient: gradient)
        guard result.isFinite else { return .undefined(count: point.count) }
        if logPosterior > best?.logPosterior ?? -.infinity {
            best = (process, evidence, logPosterior)
        }
        return result
    }
}
