/// An axis of a figure: its label, scale and, where not taken from the data, its range.
public struct Axis: Sendable {
    /// How numbers become lengths.
    public enum Scale: Sendable {
        /// Equal differences are equal lengths.
        case linear
        /// Equal ratios are equal lengths; zero and negative numbers are gaps.
        case logarithmic
    }

    /// The text beside the axis.
    public var label: String
    /// How numbers become lengths.
    public var scale: Scale
    /// The numbers at the ends; from the data if nil.
    public var range: ClosedRange<Double>?

    /// An axis with a label.
    public init(_ label: String = "", scale: Scale = .linear, range: ClosedRange<Double>? = nil) {
        self.label = label
        self.scale = scale
        self.range = range
    }
}
