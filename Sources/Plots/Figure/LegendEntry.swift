/// A name in the legend with a sample of its layer.
struct LegendEntry: Sendable {
    enum Symbol: Sendable {
        case line(Canvas.Stroke)
        case patch(Color, Double)
        case dot(Color, Double, Double)
        case errorBar(Color)
    }

    var name: String
    var symbol: Symbol

    /// Draws the sample 24 pixels wide about the given middle.
    func drawSymbol(on canvas: inout Canvas, x: Double, middle: Double) {
        switch symbol {
        case .line(let stroke):
            canvas.polyline([Place(x: x, y: middle), Place(x: x + 24, y: middle)], stroke)
        case .patch(let color, let opacity):
            canvas.rectangle(Frame(x: x, y: middle - 5, width: 24, height: 10), fill: color, opacity: opacity)
        case .dot(let color, let radius, let opacity):
            dot(on: &canvas, x: x + 12, y: middle, color, radius, opacity)
        case .errorBar(let color):
            canvas.polyline(
                [Place(x: x + 12, y: middle - 6), Place(x: x + 12, y: middle + 6)],
                Canvas.Stroke(color: color, width: 1.2))
            dot(on: &canvas, x: x + 12, y: middle, color, 2.6, 1)
        }
    }

    private func dot(
        on canvas: inout Canvas, x: Double, y: Double, _ color: Color, _ radius: Double, _ opacity: Double
    ) {
        canvas.add(
            "<circle cx=\"\(fixed(x))\" cy=\"\(fixed(y))\" r=\"\(fixed(radius))\" fill=\"\(color.text)\" "
                + "fill-opacity=\"\(fixed(opacity))\"/>")
    }
}
