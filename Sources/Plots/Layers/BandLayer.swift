/// The region between two curves over the same abscissas.
struct BandLayer: Layer {
    var x: [Double]
    var lower: [Double]
    var upper: [Double]
    var name: String?
    var color: Color
    var opacity: Double

    var extent: Extent {
        var extent = pointExtent(x, lower)
        extent.formUnion(pointExtent(x, upper))
        return extent
    }

    var legendEntry: LegendEntry? { name.map { LegendEntry(name: $0, symbol: .patch(color, opacity)) } }

    func draw(on canvas: inout Canvas, in area: PlotArea) {
        let isLong = Double(x.count) > 4 * area.frame.width
        let indices = x.indices.split { i in
            !area.place(x[i], lower[i]).isFinite || !area.place(x[i], upper[i]).isFinite
        }
        for run in indices {
            var below = run.map { area.place(x[$0], lower[$0]) }
            var above = run.map { area.place(x[$0], upper[$0]) }
            if isLong { (below, above) = (decimated(below), decimated(above)) }
            canvas.polygon(below + above.reversed(), fill: color, opacity: opacity)
        }
    }
}

extension Figure {
    /// Adds the region from `lower` to `upper` over `x`, such as a credible band.
    public mutating func band(
        x: some Sequence<Double>, lower: some Sequence<Double>, upper: some Sequence<Double>, name: String? = nil,
        color: Color = .blue, opacity: Double = 0.2
    ) {
        let (x, lower) = Self.paired(x, lower)
        let above = Self.paired(x, upper).1
        layers.append(BandLayer(x: x, lower: lower, upper: above, name: name, color: color, opacity: opacity))
    }
}
