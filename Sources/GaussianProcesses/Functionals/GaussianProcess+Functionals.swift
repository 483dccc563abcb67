import Kernels
import LinearAlgebra

extension GaussianProcess {
    /// The prior means L_i m of functionals.
    ///
    /// - Throws: ``ProcessError`` when a derivative of the mean is not known.
    func means(of functionals: [LinearFunctional]) throws(ProcessError) -> Vector {
        var result = Vector(count: functionals.count)
        for stencil in FunctionalStencil.stencils(of: functionals) {
            let values = try mean.derivatives(stencil.derivative, at: stencil.points)
            for (p, owner) in stencil.owners.enumerated() { result[owner] += stencil.coefficients[p] * values[p] }
        }
        return result
    }

    /// Σ_i w_i ∂(L_i m)/∂θ_p for the parameters of the mean.
    func meanPullback(_ weights: Vector, of functionals: [LinearFunctional]) throws(ProcessError) -> [Double] {
        var result = [Double](repeating: 0, count: mean.parameterCount)
        for stencil in FunctionalStencil.stencils(of: functionals) {
            let spread = Vector(stencil.owners.indices.map { stencil.coefficients[$0] * weights[stencil.owners[$0]] })
            let slopes = try mean.pullbackDerivatives(stencil.derivative, spread, at: stencil.points)
            for (p, slope) in slopes.enumerated() { result[p] += slope }
        }
        return result
    }

    /// Throws unless the functionals fit the process.
    func validate(_ functionals: [LinearFunctional]) throws(ProcessError) {
        let dimension: Int
        do { dimension = try validatedDimension(of: functionals) } catch { throw .functionals(error) }
        guard !functionals.isEmpty else { return }
        try validate(inputDimension: dimension)
        do { try kernel.validate(functionals, inputDimension: dimension) } catch { throw .kernel(error) }
    }

    /// cov(L_i f, M_j f) under the prior.
    func covariance(
        _ left: [LinearFunctional], _ right: [LinearFunctional]
    ) throws(ProcessError) -> Matrix {
        do { return try kernel.covariance(left, right) } catch { throw .kernel(error) }
    }

    func variances(of functionals: [LinearFunctional]) throws(ProcessError) -> Vector {
        do { return try kernel.variances(of: functionals) } catch { throw .kernel(error) }
    }
}
