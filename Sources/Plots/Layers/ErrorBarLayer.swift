/// Vertical intervals with a dot in the middle.
struct ErrorBarLayer: Layer {
    var x: [Double]
    var y: [Double]
    var halfHeight: [Double]
    var name: String?
    var color: Color

    var extent: Extent {
        var extent = pointExtent(x, zip(y, halfHeight).map { $0 - $1 })
        extent.formUnion(pointExtent(x, zip(y, halfHeight).map { $0 + $1 }))
        return extent
    }

    var legendEntry: LegendEntry? { name.map { LegendEntry(name: $0, symbol: .errorBar(color)) } }

    func draw(on canvas: inout Canvas, in area: PlotArea) {
        let gap = Place(x: .nan, y: .nan)
        var places: [Place] = []
        for i in x.indices {
            let high = area.place(x[i], y[i] + halfHeight[i])
            var low = area.place(x[i], y[i] - halfHeight[i])
            // On a logarithmic axis an interval that reaches zero goes down to the edge.
            if low.y.isNaN && y[i] > 0 { low.y = area.frame.bottom + 10 }
            guard low.isFinite && high.isFinite else { continue }
            places += [low, high, gap]
            for end in [low, high] { places += [Place(x: end.x - 3, y: end.y), Place(x: end.x + 3, y: end.y), gap] }
        }
        canvas.polyline(places, Canvas.Stroke(color: color, width: 1.2))
        ScatterLayer(x: x, y: y, color: color, radius: 2.6, opacity: 1).draw(on: &canvas, in: area)
    }
}

extension Figure {
    /// Adds the intervals yᵢ ± `halfHeight`ᵢ (a standard deviation, say) with dots at (xᵢ, yᵢ).
    public mutating func errorBars(
        x: some Sequence<Double>, y: some Sequence<Double>, halfHeight: some Sequence<Double>, name: String? = nil,
        color: Color? = nil
    ) {
        let (x, y) = Self.paired(x, y)
        let half = Self.paired(x, halfHeight).1
        layers.append(ErrorBarLayer(x: x, y: y, halfHeight: half, name: name, color: seriesColor(color)))
    }
}
