/// The value of a source at one point.
public struct SourceSample: Sendable, Equatable {
    /// The point x.
    public var point: Double
    /// f(x).
    public var value: Double

    /// f at x.
    public init(at point: Double, value: Double) {
        self.point = point
        self.value = value
    }
}
