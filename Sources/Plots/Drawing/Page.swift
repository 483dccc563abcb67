/// A place on the page, in pixels from the upper left corner.
struct Place: Sendable, Equatable {
    var x: Double
    var y: Double

    var isFinite: Bool { x.isFinite && y.isFinite }
}

/// A rectangle on the page.
struct Frame: Sendable, Equatable {
    var x: Double
    var y: Double
    var width: Double
    var height: Double

    var right: Double { x + width }
    var bottom: Double { y + height }
}

/// The part of the page where data are drawn, with the maps of both axes.
struct PlotArea: Sendable {
    let x: AxisMapping
    let y: AxisMapping
    let frame: Frame

    init(frame: Frame, xRange: ClosedRange<Double>, yRange: ClosedRange<Double>, x: Axis.Scale, y: Axis.Scale) {
        self.frame = frame
        self.x = AxisMapping(scale: x, range: xRange, start: frame.x, end: frame.right)
        self.y = AxisMapping(scale: y, range: yRange, start: frame.bottom, end: frame.y)
    }

    func place(_ x: Double, _ y: Double) -> Place {
        Place(x: self.x(x), y: self.y(y))
    }
}
