import LinearAlgebra
import Optimization

/// -log p as a function of a mixture's parameters; undefined where the Gram matrix has no factor.
struct EvidenceObjective: Objective {
    let observations: GridObservations
    let mixture: OscillatingMixture
    let shift: DiagonalShift

    func evaluate(at point: [Double]) throws -> ObjectiveValue {
        do throws(FactorizationError) {
            let evidence = try CollocationEvidence(
                observations, mixture: mixture.with(parameters: point), shift: shift)
            return ObjectiveValue(value: evidence.negativeLogEvidence, gradient: evidence.gradient())
        } catch {
            return .undefined(count: point.count)
        }
    }
}
