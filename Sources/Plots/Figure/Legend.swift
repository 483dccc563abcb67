/// The box that names the layers.
struct Legend {
    static let fontSize = 11.0
    private static let lineHeight = 17.0
    private static let padding = 7.0

    let entries: [LegendEntry]

    var width: Double {
        (entries.map { textWidth($0.name, size: Self.fontSize) }.max() ?? 0) + 24 + 3 * Self.padding
    }

    var height: Double { Double(entries.count) * Self.lineHeight + Self.padding }

    /// The first of six places inside `frame` where nothing is drawn; nil if there is none.
    func freePlace(in frame: Frame, avoiding occupancy: Occupancy) -> Place? {
        let inset = 8.0
        let (left, right) = (frame.x + inset, frame.right - inset - width)
        let (top, bottom) = (frame.y + inset, frame.bottom - inset - height)
        let centre = frame.x + (frame.width - width) / 2
        guard right > left && bottom > top else { return nil }
        let candidates = [
            Place(x: right, y: top), Place(x: left, y: top), Place(x: right, y: bottom), Place(x: left, y: bottom),
            Place(x: centre, y: top), Place(x: centre, y: bottom),
        ]
        return candidates.first { occupancy.count(in: box(at: $0)) == 0 }
    }

    func draw(on canvas: inout Canvas, at place: Place) {
        canvas.rectangle(
            box(at: place), fill: Color(0xFFFFFF), opacity: 0.9, stroke: Canvas.Stroke(color: Color(0xCCCCCC)))
        for (i, entry) in entries.enumerated() {
            let middle = place.y + Self.padding / 2 + (Double(i) + 0.5) * Self.lineHeight
            entry.drawSymbol(on: &canvas, x: place.x + Self.padding, middle: middle)
            let text = Place(x: place.x + 24 + 2 * Self.padding, y: middle + Self.fontSize * 0.35)
            canvas.text(entry.name, at: text, size: Self.fontSize)
        }
    }

    private func box(at place: Place) -> Frame {
        Frame(x: place.x, y: place.y, width: width, height: height)
    }
}
