import LinearAlgebra
import Optimization

/// -log p as a function of a mixture's parameters; undefined where the Gram matrix has no factor.
///
/// The coordinates are the logarithms of weights and decays, and the frequencies in units of `frequencyUnit`.
struct EvidenceObjective: Objective {
    let observations: GridObservations
    let mixture: OscillatingMixture
    let shift: DiagonalShift
    /// In cycles per unit of x.
    let frequencyUnit: Double

    private var units: [Double] {
        let count = mixture.components.count
        return [Double](repeating: 1, count: 2 * count) + [Double](repeating: frequencyUnit, count: count)
    }

    func coordinates(_ parameters: [Double]) -> [Double] { zip(parameters, units).map { $0 / $1 } }

    func parameters(_ coordinates: [Double]) -> [Double] { zip(coordinates, units).map { $0 * $1 } }

    func evaluate(at point: [Double]) throws -> ObjectiveValue {
        do throws(FactorizationError) {
            let evidence = try CollocationEvidence(
                observations, mixture: mixture.with(parameters: parameters(point)), shift: shift)
            return ObjectiveValue(
                value: evidence.negativeLogEvidence, gradient: zip(evidence.gradient(), units).map { $0 * $1 })
        } catch {
            return .undefined(count: point.count)
        }
    }
}
