/// How much is added to the diagonal of a symmetric matrix before it is factorised: the project's only regularisation.
///
/// It is always an argument, never a hidden default, and the factor reports what was added (`addedDiagonal`). Relative
/// amounts scale with the matrix, so that factorising c A adds c times as much.
public enum DiagonalShift: Sendable, Equatable {
    /// Adds nothing; a matrix that is not positive definite is refused.
    case none
    /// Adds the given amount, in the units of the matrix.
    case absolute(Double)
    /// Adds the given multiple of the mean of the diagonal.
    case relative(toMeanDiagonal: Double)
    /// Adds nothing if that succeeds, and otherwise `from` times the mean of the diagonal, then ten times as much and
    /// so on, up to `to` times the mean; fails when that is not enough.
    case escalating(from: Double, to: Double)

    /// The amounts to try, in order, for a matrix whose diagonal has the given mean.
    public func amounts(meanDiagonal: Double) -> [Double] {
        switch self {
        case .none: return [0]
        case .absolute(let amount): return [amount]
        case .relative(let multiple): return [multiple * abs(meanDiagonal)]
        case .escalating(let first, let last):
            var result = [0.0]
            var multiple = first
            while multiple > 0, multiple < last {
                result.append(multiple * abs(meanDiagonal))
                multiple *= 10
            }
            if last > 0 { result.append(last * abs(meanDiagonal)) }
            return result
        }
    }
}
