import Kernels
import Likelihoods
import LinearAlgebra

/// Why a process cannot be conditioned or evaluated. Rows count from zero.
public enum ProcessError: Error, Sendable {
    /// The kernel does not fit the inputs.
    case kernel(KernelError)
    /// The linear mean has another number of slopes than the inputs have columns.
    case slopeCount(expected: Int, inputDimension: Int)
    /// A functional differentiates a mean function whose derivative is not known.
    case meanDerivative(mean: String, derivative: MultiIndex)
    /// A functional is not one of functions of the process' inputs.
    case functionals(ObservationError)
    /// Groups to leave out partition another number of rows than there are observations.
    case leftOutRows(folds: Int, observations: Int)
    /// The points have another number of coordinates than the observations.
    case inputDimension(expected: Int, found: Int)
    /// Two rows have the same inputs and no noise, so the Gram matrix is singular.
    case duplicateRows(first: Int, second: Int)
    /// The Gram matrix with its noise is not positive definite in double precision.
    case notPositiveDefinite(IndefiniteGram)
    /// The Gram matrix has an entry that is NaN or infinite.
    case gramNotFinite(row: Int, column: Int, value: Double)
    /// An exact observation of a row tells infinitely much.
    case informationInfinite(row: Int)
    /// The evidence overflowed or is undefined at every start of a fit.
    case evidenceNotFinite
    /// A vector or matrix could not be decomposed for another reason.
    case factorization(FactorizationError)
    /// The likelihood does not allow a target, or has no closed form that was asked for.
    case likelihood(LikelihoodError)
    /// A process with a likelihood cannot be conditioned this way, or its approximation did not converge.
    case approximation(ApproximationError)
    /// The scale of a mixture cannot be integrated out.
    case scaleMixture(ScaleMixtureError)
}

/// Where the factorisation of a Gram matrix failed.
public struct IndefiniteGram: Sendable, Equatable {
    /// The row at which elimination met a pivot that is not positive.
    public var pivot: Int
    /// The pivot's value after elimination.
    public var value: Double
    /// The earlier row most correlated with it under the kernel; nil when the first row failed.
    public var nearestRow: Int?
    /// The correlation of those two rows under the kernel.
    public var correlation: Double?
}

extension ProcessError: CustomStringConvertible {
    /// One sentence that names the culprit and one with a way out.
    public var description: String {
        switch self {
        case .kernel(let error):
            return error.description
        case .slopeCount(let expected, let inputDimension):
            return "The linear mean has \(expected) slopes, but the inputs have \(inputDimension) columns; "
                + "give one slope a column."
        case .meanDerivative(let mean, let derivative):
            return "The derivative of orders \(derivative) of \(mean) is not known; take a constant or linear mean."
        case .functionals(let error):
            return error.description
        case .leftOutRows(let folds, let observations):
            return CrossValidationError.rowCount(folds: folds, observations: observations).description
        case .inputDimension(let expected, let found):
            return "The points have \(found) columns, but the process was conditioned on \(expected)."
        case .duplicateRows(let first, let second):
            return "Rows \(first) and \(second) have the same inputs and no noise, so the Gram matrix is singular; "
                + "give a noise variance, or drop one of them."
        case .notPositiveDefinite(let failure):
            return failure.description
        case .gramNotFinite(let row, let column, let value):
            return "The covariance of rows \(row) and \(column) is \(value); rescale the inputs or the parameters."
        case .informationInfinite(let row):
            return "The observation of row \(row) has no noise and would tell infinitely much; give a noise variance."
        case .evidenceNotFinite:
            return "The evidence or its gradient is not finite; rescale the observations or start nearer to them."
        case .factorization(let error):
            return error.description
        case .likelihood(let error):
            return error.description
        case .approximation(let error):
            return error.description
        case .scaleMixture(let error):
            return error.description
        }
    }
}

extension IndefiniteGram: CustomStringConvertible {
    /// One sentence that names the culprit and one with a way out.
    public var description: String {
        var result = "The Gram matrix is not positive definite: pivot \(value) at row \(pivot)"
        if let nearestRow, let correlation {
            result += ", which is nearest to row \(nearestRow) (correlation \(correlation))"
        }
        return result + ". Raise the noise variance, shorten the lengthscales, drop near-duplicate rows, "
            + "or ask for a diagonal shift."
    }
}
