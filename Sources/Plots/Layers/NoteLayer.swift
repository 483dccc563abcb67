/// A short text at a point.
struct NoteLayer: Layer {
    static let fontSize = 11.0

    var text: String
    var x: Double
    var y: Double
    var color: Color

    var extent: Extent { pointExtent([x], [y]) }

    var legendEntry: LegendEntry? { nil }

    func draw(on canvas: inout Canvas, in area: PlotArea) {
        let place = area.place(x, y)
        guard place.isFinite else { return }
        let width = textWidth(text, size: Self.fontSize)
        // The text stands right of and above its point, or left of it where the room ends.
        let isLeft = place.x + 6 + width > area.frame.right
        let start = isLeft ? max(place.x - 6 - width, area.frame.x + 2) : place.x + 6
        let base = max(place.y - 5, area.frame.y + Self.fontSize + 2)
        canvas.occupancy.mark(Frame(x: start, y: base - Self.fontSize, width: width, height: Self.fontSize))
        let at = Place(x: isLeft ? max(place.x - 6, start) : start, y: base)
        canvas.text(text, at: at, size: Self.fontSize, anchor: isLeft ? .end : .start, color: color)
    }
}

extension Figure {
    /// Adds a text beside the point (x, y).
    public mutating func note(_ text: String, x: Double, y: Double, color: Color = .gray) {
        layers.append(NoteLayer(text: text, x: x, y: y, color: color))
    }
}
