/// Why a kernel cannot be used as asked.
public enum KernelError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The points have no coordinates.
    case noCoordinates
    /// The kernel has one lengthscale per coordinate, but not for this number of coordinates.
    case lengthscaleCount(kernel: String, expected: Int, inputDimension: Int)
    /// A coordinate was selected that the points do not have.
    case coordinateOutOfRange(index: Int, inputDimension: Int)
    /// A parameter value lies outside its domain.
    case outsideDomain(parameter: String, value: Double, domain: String)
    /// A list of parameter values has the wrong length.
    case parameterCount(expected: Int, given: Int)
    /// A derivative names another number of coordinates than the inputs have.
    case derivativeDimension(index: Int, inputDimension: Int)
    /// The sample functions are not differentiable that often.
    case derivativeOrder(kernel: String, derivative: String, allowed: Int)
    /// Anything else a kernel demands of its inputs or arguments.
    case unsupported(kernel: String, reason: String)

    public var description: String {
        switch self {
        case .noCoordinates:
            "The points have no coordinates; give at least one input column."
        case .lengthscaleCount(let kernel, let expected, let inputDimension):
            "\(kernel) has \(expected) lengthscales but the inputs have \(inputDimension) columns; "
                + "give one lengthscale, or one per column."
        case .coordinateOutOfRange(let index, let inputDimension):
            "Column \(index) was selected, but the inputs have columns 0 to \(inputDimension - 1)."
        case .outsideDomain(let parameter, let value, let domain):
            "The parameter \(parameter) = \(value) must be \(domain)."
        case .parameterCount(let expected, let given):
            "The kernel has \(expected) parameters, but \(given) values were given."
        case .derivativeDimension(let index, let inputDimension):
            "The derivative names \(index) coordinates but the inputs have \(inputDimension) columns; "
                + "give one order per column."
        case .derivativeOrder(let kernel, let derivative, let allowed):
            "\(kernel) has no derivative of orders \(derivative): the highest order is \(allowed); "
                + "take a smoother kernel."
        case .unsupported(let kernel, let reason):
            "\(kernel): \(reason)"
        }
    }
}
