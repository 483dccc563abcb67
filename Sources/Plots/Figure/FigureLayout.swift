/// Where the parts of a figure lie on the page.
struct FigureLayout {
    static let tickSize = 11.0
    static let labelSize = 12.0
    static let titleSize = 14.0

    let page: Frame
    let area: PlotArea
    let xTicks: [Tick]
    let yTicks: [Tick]
    let colorBar: ColorBar?
    let legendPlace: Place

    init(
        _ figure: Figure, page: Frame, ranges: (x: ClosedRange<Double>, y: ClosedRange<Double>),
        outsideLegend: Legend?
    ) {
        self.page = page
        let top = figure.title.isEmpty ? 16.0 : 36
        let bottom = figure.x.label.isEmpty ? 30.0 : 50
        let height = max(page.height - top - bottom, 40)
        let probe = AxisMapping(scale: figure.y.scale, range: ranges.y, start: height, end: 0)
        yTicks = probe.ticks
        let widest = yTicks.compactMap(\.label).map { textWidth($0, size: Self.tickSize) }.max() ?? 0
        let left = 14 + widest + (figure.y.label.isEmpty ? 4 : 24)
        colorBar = figure.layers.compactMap { $0 as? HeatMapLayer }.last.map { ColorBar(layer: $0) }
        let barWidth = colorBar?.width(height: height) ?? 0
        let right = 18 + barWidth + (outsideLegend.map { $0.width + 8 } ?? 0)
        let frame = Frame(
            x: page.x + left, y: page.y + top, width: max(page.width - left - right, 40), height: height)
        area = PlotArea(frame: frame, xRange: ranges.x, yRange: ranges.y, x: figure.x.scale, y: figure.y.scale)
        xTicks = Self.spaced(area.x.ticks, area.x)
        legendPlace = Place(x: frame.right + 12 + barWidth, y: frame.y)
    }

    /// Every k-th label, so that neighbours do not touch.
    private static func spaced(_ ticks: [Tick], _ mapping: AxisMapping) -> [Tick] {
        let labelled = ticks.indices.filter { ticks[$0].label != nil }
        let widest = labelled.map { textWidth(ticks[$0].label ?? "", size: tickSize) }.max() ?? 0
        let gaps = zip(labelled, labelled.dropFirst()).map {
            abs(mapping(ticks[$1].value) - mapping(ticks[$0].value))
        }
        let stride = max(1, Int(((widest + 8) / (gaps.min() ?? .infinity)).rounded(.up)))
        var result = ticks
        for (k, index) in labelled.enumerated() where k % stride != 0 { result[index].label = nil }
        return result
    }

    func draw(_ figure: Figure, on canvas: inout Canvas) {
        drawGrid(on: &canvas)
        canvas.clipped(to: area.frame) { canvas in
            for layer in figure.layers { layer.draw(on: &canvas, in: area) }
        }
        drawAxes(figure, on: &canvas)
        colorBar?.draw(on: &canvas, beside: area.frame)
    }

    private func drawGrid(on canvas: inout Canvas) {
        guard colorBar == nil else { return }
        let occupied = canvas.occupancy
        let faint = Canvas.Stroke(color: Color(0xE6E6E6), width: 0.8)
        for tick in xTicks where tick.label != nil {
            let x = area.x(tick.value)
            canvas.polyline([Place(x: x, y: area.frame.y), Place(x: x, y: area.frame.bottom)], faint)
        }
        for tick in yTicks where tick.label != nil {
            let y = area.y(tick.value)
            canvas.polyline([Place(x: area.frame.x, y: y), Place(x: area.frame.right, y: y)], faint)
        }
        canvas.occupancy = occupied
    }

    private func drawAxes(_ figure: Figure, on canvas: inout Canvas) {
        let frame = area.frame
        let dark = Canvas.Stroke(color: Color(0x444444), width: 0.8)
        canvas.rectangle(frame, fill: nil, stroke: dark)
        for tick in xTicks {
            let x = area.x(tick.value)
            let length = tick.label == nil ? 3.0 : 5
            canvas.polyline([Place(x: x, y: frame.bottom), Place(x: x, y: frame.bottom + length)], dark)
            let place = Place(x: x, y: frame.bottom + 17)
            canvas.text(tick.label ?? "", at: place, size: Self.tickSize, anchor: .middle)
        }
        for tick in yTicks {
            let y = area.y(tick.value)
            let length = tick.label == nil ? 3.0 : 5
            canvas.polyline([Place(x: frame.x - length, y: y), Place(x: frame.x, y: y)], dark)
            canvas.text(tick.label ?? "", at: Place(x: frame.x - 8, y: y + 4), size: Self.tickSize, anchor: .end)
        }
        let middle = Place(x: frame.x + frame.width / 2, y: frame.y + frame.height / 2)
        canvas.text(
            figure.x.label, at: Place(x: middle.x, y: frame.bottom + 38), size: Self.labelSize, anchor: .middle)
        canvas.text(
            figure.y.label, at: Place(x: page.x + 16, y: middle.y), size: Self.labelSize, anchor: .middle,
            rotation: -90)
        let titleWidth = textWidth(figure.title, size: Self.titleSize)
        let size = Self.titleSize * min(1, (page.width - 16) / max(titleWidth, 1))
        // Centred on the data, but moved where it would leave the page.
        let half = titleWidth * size / Self.titleSize / 2
        let centre = min(max(middle.x, page.x + half + 8), page.right - half - 8)
        canvas.text(
            figure.title, at: Place(x: centre, y: page.y + 23), size: size, anchor: .middle, isBold: true)
    }
}
