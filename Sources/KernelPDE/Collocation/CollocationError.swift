/// What keeps symmetric collocation on a uniform grid from a problem.
public enum CollocationError: Error, Sendable, Equatable {
    /// The samples are not equally spaced.
    case notUniform
    /// A condition does not stand at the first or last sample.
    case conditionOffGrid(point: Double)
    /// The kernel is not smooth enough for the operator.
    case notSmoothEnough(operatorOrder: Int, smoothness: Int)
    /// The evidence is not finite at the starting parameters.
    case unusableStart
}

extension CollocationError: CustomStringConvertible {
    /// One sentence that names the culprit and a way out.
    public var description: String {
        switch self {
        case .notUniform:
            "Collocation by lags needs equally spaced samples; use the method features for others."
        case .conditionOffGrid(let point):
            "The condition at \(point) is not at an end of the samples; sample the source from end to end."
        case .notSmoothEnough(let operatorOrder, let smoothness):
            "A process with this kernel has \(smoothness) derivatives, the equation needs \(operatorOrder); "
                + "use a spectral mixture or a Matern envelope of higher degree."
        case .unusableStart:
            "The evidence is not finite at the starting parameters; change the comb's top frequency or the "
                + "diagonal shift."
        }
    }
}
