/// The scale of a heat map's colours, right of the figure.
struct ColorBar {
    private static let barWidth = 14.0
    private static let fontSize = 11.0
    let layer: HeatMapLayer

    private var range: ClosedRange<Double> {
        var span = Span()
        span.isTight = true
        span.include([layer.colorRange.lowerBound, layer.colorRange.upperBound])
        return Axis.linearRange(of: span, margin: 0)
    }

    private func mapping(_ frame: Frame) -> AxisMapping {
        AxisMapping(scale: .linear, range: range, start: frame.bottom, end: frame.y)
    }

    /// The room it needs beside a figure of the given height.
    func width(height: Double) -> Double {
        let ticks = mapping(Frame(x: 0, y: 0, width: 0, height: height)).ticks
        let labels = ticks.compactMap(\.label).map { textWidth($0, size: Self.fontSize) }.max() ?? 0
        return 14 + Self.barWidth + 8 + labels + (layer.label.isEmpty ? 0 : 20)
    }

    /// Draws it beside the frame of the figure.
    func draw(on canvas: inout Canvas, beside frame: Frame) {
        let bar = Frame(x: frame.right + 14, y: frame.y, width: Self.barWidth, height: frame.height)
        let steps = 64
        let step = bar.height / Double(steps)
        for k in 0..<steps {
            // A little overlap hides the seams of neighbouring rectangles.
            let strip = Frame(x: bar.x, y: bar.bottom - Double(k + 1) * step, width: bar.width, height: step + 0.5)
            canvas.rectangle(
                Frame(x: strip.x, y: strip.y, width: strip.width, height: min(strip.height, bar.bottom - strip.y)),
                fill: layer.map.color(at: (Double(k) + 0.5) / Double(steps)))
        }
        canvas.rectangle(bar, fill: nil, stroke: Canvas.Stroke(color: Color(0x444444), width: 0.8))
        let mapping = mapping(bar)
        var widest = 0.0
        for tick in mapping.ticks {
            guard let label = tick.label else { continue }
            let y = mapping(tick.value)
            canvas.polyline(
                [Place(x: bar.right, y: y), Place(x: bar.right + 4, y: y)],
                Canvas.Stroke(color: Color(0x444444), width: 0.8))
            canvas.text(label, at: Place(x: bar.right + 7, y: y + 4), size: Self.fontSize)
            widest = max(widest, textWidth(label, size: Self.fontSize))
        }
        let place = Place(x: bar.right + 8 + widest + 12, y: bar.y + bar.height / 2)
        canvas.text(layer.label, at: place, size: 12, anchor: .middle, rotation: -90)
    }
}
