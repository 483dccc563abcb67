/// A straight line across the whole figure.
struct RuleLayer: Layer {
    var position: Double
    var isVertical: Bool
    var name: String?
    var stroke: Canvas.Stroke

    var extent: Extent {
        var extent = Extent()
        if isVertical { extent.x.include(position) } else { extent.y.include(position) }
        return extent
    }

    var legendEntry: LegendEntry? { name.map { LegendEntry(name: $0, symbol: .line(stroke)) } }

    func draw(on canvas: inout Canvas, in area: PlotArea) {
        let frame = area.frame
        if isVertical {
            let x = area.x(position)
            canvas.polyline([Place(x: x, y: frame.y), Place(x: x, y: frame.bottom)], stroke)
        } else {
            let y = area.y(position)
            canvas.polyline([Place(x: frame.x, y: y), Place(x: frame.right, y: y)], stroke)
        }
    }
}

extension Figure {
    /// Adds a line at x = `position` from edge to edge; grey and dashed unless styled otherwise.
    public mutating func verticalRule(
        at position: Double, name: String? = nil, style: LineStyle = LineStyle(width: 1.2, dash: .dashed)
    ) {
        addRule(position, true, name, style)
    }

    /// Adds a line at y = `position` from edge to edge; grey and dashed unless styled otherwise.
    public mutating func horizontalRule(
        at position: Double, name: String? = nil, style: LineStyle = LineStyle(width: 1.2, dash: .dashed)
    ) {
        addRule(position, false, name, style)
    }

    private mutating func addRule(_ position: Double, _ isVertical: Bool, _ name: String?, _ style: LineStyle) {
        let stroke = Canvas.Stroke(color: style.color ?? .gray, width: style.width, dash: style.dash)
        layers.append(RuleLayer(position: position, isVertical: isVertical, name: name, stroke: stroke))
    }
}
