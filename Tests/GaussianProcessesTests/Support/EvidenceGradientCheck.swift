import GaussianProcesses
import Kernels
import LinearAlgebra
import Testing

/// Expects a gradient of the evidence to agree with differences in the free coordinate of every parameter.
func expectEvidenceGradient<Method: Inference>(
    of prior: Method.Conditioned.Prior, by method: Method, at data: Observations, tolerance: Double = 2e-7
) throws {
    let gradient = try method.evidence(of: prior, given: data).gradient
    #expect(gradient.count == prior.parameterCount)
    let largest = gradient.reduce(1) { max($0, abs($1)) }
    for (index, named) in prior.parameters.enumerated() {
        let domain = named.parameter.domain
        let center = domain.freeCoordinate(of: named.parameter.value)
        let (slope, order) = try differenceDerivative(step: 1e-3) { offset in
            var moved = prior
            moved.updateParameter(at: named.path) { $0.value = domain.value(at: center + offset) }
            return try method.evidence(of: moved, given: data).logEvidence
        }
        #expect(abs(slope - gradient[index]) < tolerance * largest, "\(named.path), order \(order)")
    }
}
