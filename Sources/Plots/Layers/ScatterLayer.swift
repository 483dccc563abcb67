/// Dots at points.
struct ScatterLayer: Layer {
    var x: [Double]
    var y: [Double]
    var name: String?
    var color: Color
    var radius: Double
    var opacity: Double

    var extent: Extent { pointExtent(x, y) }

    var legendEntry: LegendEntry? { name.map { LegendEntry(name: $0, symbol: .dot(color, radius, opacity)) } }

    func draw(on canvas: inout Canvas, in area: PlotArea) {
        var places = zip(x, y).map { area.place($0, $1) }.filter(\.isFinite)
        if places.count > 5000 { places = thinned(places) }
        guard !places.isEmpty else { return }
        canvas.add("<g fill=\"\(color.text)\" fill-opacity=\"\(fixed(opacity))\">")
        for place in places {
            canvas.add("<circle cx=\"\(fixed(place.x))\" cy=\"\(fixed(place.y))\" r=\"\(fixed(radius))\"/>")
            canvas.occupancy.mark(place)
        }
        canvas.add("</g>")
    }
}

extension Figure {
    /// Adds a dot of the given radius, in pixels, at every (xᵢ, yᵢ) that is finite.
    public mutating func scatter(
        x: some Sequence<Double>, y: some Sequence<Double>, name: String? = nil, color: Color? = nil,
        radius: Double = 2.6, opacity: Double = 0.85
    ) {
        let (x, y) = Self.paired(x, y)
        layers.append(
            ScatterLayer(x: x, y: y, name: name, color: seriesColor(color), radius: radius, opacity: opacity))
    }
}
