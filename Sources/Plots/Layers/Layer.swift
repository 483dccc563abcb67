/// Something drawn from data inside the axes.
protocol Layer: Sendable {
    /// The numbers it needs room for.
    var extent: Extent { get }
    /// Its line in the legend, if it has a name.
    var legendEntry: LegendEntry? { get }
    /// Draws it.
    func draw(on canvas: inout Canvas, in area: PlotArea)
}

/// The look of a line.
public struct LineStyle: Sendable {
    /// Solid or broken.
    public enum Dash: Sendable {
        /// Unbroken.
        case solid
        /// Long dashes.
        case dashed
        /// Dots.
        case dotted
        /// Dashes and dots in turn.
        case dashDotted

        func pattern(width: Double) -> String? {
            let lengths: [Double] =
                switch self {
                case .solid: []
                case .dashed: [5, 4]
                case .dotted: [1, 3]
                case .dashDotted: [6, 3.5, 1, 3.5]
                }
            return lengths.isEmpty ? nil : lengths.map { fixed($0 * width) }.joined(separator: " ")
        }
    }

    /// The colour; the next of the series' colours if nil.
    public var color: Color?
    /// The width in pixels.
    public var width: Double
    /// Solid or broken.
    public var dash: Dash

    /// A style; a solid line of 1.6 pixels unless said otherwise.
    public init(color: Color? = nil, width: Double = 1.6, dash: Dash = .solid) {
        self.color = color
        self.width = width
        self.dash = dash
    }
}
