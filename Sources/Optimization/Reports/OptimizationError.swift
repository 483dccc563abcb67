/// What makes an optimisation impossible to start or to continue.
public enum OptimizationError: Error, Sendable, Equatable, CustomStringConvertible {
    /// Something has the wrong number of entries.
    case wrongCount(of: String, expected: Int, found: Int)
    /// A coordinate's limits leave no room.
    case emptyInterval(coordinate: Int, lower: Double, upper: Double)
    /// A coordinate of the starting point is NaN or infinite.
    case startNotFinite(coordinate: Int, value: Double)
    /// Restarts were asked for without a starting point.
    case noStart
    /// Points were to be scattered over a box that has no end in a coordinate.
    case unboundedCoordinate(Int)

    /// One sentence that names the culprit and a way out.
    public var description: String {
        switch self {
        case .wrongCount(let what, let expected, let found):
            "There are \(found) \(what) where \(expected) are needed."
        case .emptyInterval(let coordinate, let lower, let upper):
            "The bounds of coordinate \(coordinate) are \(lower) and \(upper); "
                + "the lower one must be a number not above the upper one."
        case .startNotFinite(let coordinate, let value):
            "Coordinate \(coordinate) of the starting point is \(value); start from a finite point."
        case .noStart:
            "Restarts need at least one starting point."
        case .unboundedCoordinate(let coordinate):
            "Coordinate \(coordinate) has an infinite bound; points can only be scattered over a finite box."
        }
    }
}
