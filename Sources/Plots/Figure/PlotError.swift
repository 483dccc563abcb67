/// A figure that cannot be drawn.
public enum PlotError: Error, Sendable, Equatable, CustomStringConvertible {
    /// No layer has a finite point.
    case noFiniteData(figure: String)
    /// A logarithmic axis has no positive number to show.
    case noPositiveData(figure: String, axis: String)
    /// An axis range that was asked for is empty, not finite, or not positive on a logarithmic axis.
    case badRange(figure: String, axis: String, lower: Double, upper: Double)

    /// One sentence that names the figure and the axis.
    public var description: String {
        switch self {
        case .noFiniteData(let figure): "Figure '\(figure)' has no finite data to draw."
        case .noPositiveData(let figure, let axis):
            "Figure '\(figure)' has no positive data for its logarithmic \(axis) axis; use a linear one."
        case .badRange(let figure, let axis, let lower, let upper):
            "Figure '\(figure)' cannot show \(lower) to \(upper) on its \(axis) axis."
        }
    }
}
