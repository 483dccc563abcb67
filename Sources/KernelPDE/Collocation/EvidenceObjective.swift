import Kernels
import LinearAlgebra
import Optimization

/// -log p as a function of a kernel's free coordinates; undefined where the Gram matrix has no factor.
///
/// Positive parameters enter by their logarithms. Those on the whole real line, such as frequencies, are counted in steps of
/// `realUnit`, on which scale the evidence varies. Parameters held at their value have equal bounds.
struct EvidenceObjective<Covariance: LagKernel>: Objective {
    let observations: GridObservations
    let kernel: Covariance
    let shift: DiagonalShift
    let realUnit: Double

    private func unit(_ parameter: Parameter) -> Double { parameter.domain == .real ? realUnit : 1 }

    private func coordinate(_ value: Double, of parameter: Parameter) -> Double {
        parameter.domain.freeCoordinate(of: value) / unit(parameter)
    }

    /// The coordinates of the kernel as it is.
    var start: [Double] { kernel.parameters.map { coordinate($0.parameter.value, of: $0.parameter) } }

    /// The parameters' bounds, infinite where there are none.
    func bounds() throws(OptimizationError) -> Bounds {
        let limits = kernel.parameters.map { named -> (lower: Double, upper: Double) in
            let parameter = named.parameter
            guard parameter.isTrainable else {
                let fixed = coordinate(parameter.value, of: parameter)
                return (fixed, fixed)
            }
            guard let range = parameter.bounds else { return (-.infinity, .infinity) }
            return (coordinate(range.lowerBound, of: parameter), coordinate(range.upperBound, of: parameter))
        }
        return try Bounds(lower: limits.map(\.lower), upper: limits.map(\.upper))
    }

    /// The kernel at a point.
    func kernel(at point: [Double]) throws(KernelError) -> Covariance {
        var copy = kernel
        try copy.setParameterValues(
            zip(kernel.parameters, point).map { $0.parameter.domain.value(at: $1 * unit($0.parameter)) })
        return copy
    }

    func evaluate(at point: [Double]) throws -> ObjectiveValue {
        let candidate = try kernel(at: point)
        do throws(FactorizationError) {
            let evidence = try CollocationEvidence(observations, kernel: candidate, shift: shift)
            let slopes = candidate.parameters.map { named in
                named.parameter.domain.slope(at: named.parameter.value) * unit(named.parameter)
            }
            return ObjectiveValue(
                value: evidence.negativeLogEvidence, gradient: zip(evidence.gradient(), slopes).map { $0 * $1 })
        } catch {
            return .undefined(count: point.count)
        }
    }
}
