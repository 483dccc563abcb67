import Kernels
import LinearAlgebra

/// The covariance of a problem's values on the edge and equations inside, factorised densely.
struct DenseCovariance<Covariance: SmoothKernel> {
    let data: CollocationData
    let kernel: Covariance
    let shift: DiagonalShift

    func functionals(_ reaction: Vector?) -> PointFunctionals {
        PointFunctionals([CollocationData.values(at: data.edge), data.equationGroup(reaction: reaction)])
    }

    /// The factor of the covariance scaled to unit diagonal, and the scales.
    func factor(_ reaction: Vector?) throws(PDEError) -> (factor: Cholesky, sizes: Vector) {
        let observed = functionals(reaction)
        let gram = observed.covariance(with: observed, kernel)
        let sizes = gram.diagonal.mapped { $0.squareRoot() }
        let inverse = sizes.mapped { 1 / $0 }
        do {
            return (try Cholesky(of: gram.scalingRows(by: inverse).scalingColumns(by: inverse), shift: shift), sizes)
        } catch { throw .unsupported("The covariance of the collocated equations has no factor: \(error)") }
    }

    /// K^-1 y, and the mean of u inside.
    func solve(_ y: Vector, reaction: Vector?) throws(PDEError) -> (weights: Vector, inside: Vector) {
        let (factor, sizes) = try factor(reaction)
        let scaled = y.combined(with: sizes) { $0 / $1 }
        let weights = factor.solve(Matrix(column: scaled)).column(0).combined(with: sizes) { $0 / $1 }
        let inside = PointFunctionals([CollocationData.values(at: data.inside)])
            .covariance(with: functionals(reaction), kernel)
        return (weights, inside * weights)
    }
}
