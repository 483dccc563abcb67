/// Bars that rise from zero (on a logarithmic axis from its lower end).
struct BarLayer: Layer {
    var x: [Double]
    var heights: [Double]
    var width: Double
    var name: String?
    var color: Color

    var extent: Extent {
        var extent = pointExtent(x.map { $0 - width / 2 }, heights)
        extent.formUnion(pointExtent(x.map { $0 + width / 2 }, heights))
        if !extent.y.isEmpty { extent.y.include(0) }
        extent.y.baseline = 0
        return extent
    }

    var legendEntry: LegendEntry? { name.map { LegendEntry(name: $0, symbol: .patch(color, 0.85)) } }

    func draw(on canvas: inout Canvas, in area: PlotArea) {
        let zero = area.y(0)
        let foot = zero.isFinite ? zero : area.frame.bottom
        for (x, height) in zip(x, heights) {
            let (left, right, top) = (area.x(x - width / 2), area.x(x + width / 2), area.y(height))
            guard left.isFinite && right.isFinite && top.isFinite else { continue }
            let bar = Frame(x: left, y: min(top, foot), width: max(right - left, 0.5), height: abs(top - foot))
            canvas.rectangle(bar, fill: color, opacity: 0.85)
            canvas.occupancy.mark(bar)
        }
    }
}

extension Figure {
    /// Adds bars of the given heights centred on `x`, each as wide as `width`, or, if nil, 0.8 of the least distance
    /// between neighbours.
    public mutating func bars(
        x: some Sequence<Double>, heights: some Sequence<Double>, width: Double? = nil, name: String? = nil,
        color: Color? = nil
    ) {
        let (x, heights) = Self.paired(x, heights)
        let sorted = x.filter(\.isFinite).sorted()
        let least = zip(sorted, sorted.dropFirst()).map { $1 - $0 }.filter { $0 > 0 }.min() ?? 1
        layers.append(
            BarLayer(x: x, heights: heights, width: width ?? 0.8 * least, name: name, color: seriesColor(color)))
    }
}
