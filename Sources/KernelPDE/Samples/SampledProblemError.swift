/// What is wrong with a problem whose source is given as samples.
public enum SampledProblemError: Error, Sendable, Equatable {
    /// The domain is empty, reversed or not finite.
    case emptyDomain(lower: Double, upper: Double)
    /// There are fewer samples than the method can hold any out of.
    case tooFewSamples(count: Int, needed: Int)
    /// Points and values differ in number.
    case unequalCounts(points: Int, values: Int)
    /// A sample is NaN or infinite, or outside the domain.
    case unusableSample(index: Int, point: Double, value: Double)
    /// Two samples share a point.
    case repeatedPoint(Double)
    /// The operator has no derivative.
    case noDerivative
    /// A coefficient is NaN or infinite at a point.
    case coefficientNotFinite(order: Int, point: Double)
    /// A condition lies outside the domain, is empty, is not finite, or holds a derivative as high as the operator's.
    case unusableCondition(index: Int)
    /// The number of conditions is not the operator's order.
    case wrongConditionCount(given: Int, needed: Int)
    /// The conditions repeat or contradict one another.
    case dependentConditions
    /// A solution of the homogeneous equation satisfies all homogeneous conditions.
    case notDetermined
}

extension SampledProblemError: CustomStringConvertible {
    /// One sentence that names the culprit and a way out.
    public var description: String {
        switch self {
        case .emptyDomain(let lower, let upper):
            "The domain [\(lower), \(upper)] is empty; the lower end must be a number below the upper one."
        case .tooFewSamples(let count, let needed):
            "The source has \(count) samples; at least \(needed) are needed, since every seventh is held out."
        case .unequalCounts(let points, let values):
            "There are \(points) points but \(values) values of the source; give one value a point."
        case .unusableSample(let index, let point, let value):
            "Sample \(index) of the source is (\(point), \(value)); points must lie in the domain and both be finite."
        case .repeatedPoint(let point):
            "Two samples of the source share the point \(point); keep one of them."
        case .noDerivative:
            "The operator has no derivative of u; an equation without one needs no solver."
        case .coefficientNotFinite(let order, let point):
            "The coefficient of the derivative of order \(order) is not finite at \(point)."
        case .unusableCondition(let index):
            "Condition \(index) must be finite, lie in the domain and hold u or a derivative of lower order than the "
                + "equation's."
        case .wrongConditionCount(let given, let needed):
            "The equation has order \(needed) and \(given) conditions; give exactly \(needed)."
        case .dependentConditions:
            "The conditions repeat or contradict one another; replace one of them."
        case .notDetermined:
            "The conditions leave a solution of the homogeneous equation free; fix the value of u somewhere."
        }
    }
}
