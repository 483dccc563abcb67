/// A curve through points, with gaps where a coordinate is not finite.
struct LineLayer: Layer {
    var x: [Double]
    var y: [Double]
    var name: String?
    var stroke: Canvas.Stroke

    var extent: Extent { pointExtent(x, y) }

    var legendEntry: LegendEntry? { name.map { LegendEntry(name: $0, symbol: .line(stroke)) } }

    func draw(on canvas: inout Canvas, in area: PlotArea) {
        let places = zip(x, y).map { area.place($0, $1) }
        let isLong = Double(places.count) > 4 * area.frame.width
        canvas.polyline(isLong ? decimated(places) : places, stroke)
    }
}

/// The extent of the points whose coordinates are both finite.
func pointExtent(_ x: [Double], _ y: [Double]) -> Extent {
    var extent = Extent()
    for (a, b) in zip(x, y) where a.isFinite && b.isFinite {
        extent.x.include(a)
        extent.y.include(b)
    }
    return extent
}

extension Figure {
    /// Adds the curve through (xᵢ, yᵢ); a coordinate that is not finite makes a gap.
    public mutating func line(
        x: some Sequence<Double>, y: some Sequence<Double>, name: String? = nil, style: LineStyle = LineStyle()
    ) {
        let (x, y) = Self.paired(x, y)
        let stroke = Canvas.Stroke(color: seriesColor(style.color), width: style.width, dash: style.dash)
        layers.append(LineLayer(x: x, y: y, name: name, stroke: stroke))
    }

    static func paired(_ x: some Sequence<Double>, _ y: some Sequence<Double>) -> ([Double], [Double]) {
        let pair = (Array(x), Array(y))
        precondition(pair.0.count == pair.1.count, "\(pair.0.count) abscissas and \(pair.1.count) ordinates.")
        return pair
    }
}
