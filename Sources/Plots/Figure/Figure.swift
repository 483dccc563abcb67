/// A chart as a value: axes and layers, drawn in the order in which they were added.
///
///     var figure = Figure(title: "Posterior", x: Axis("x"), y: Axis("f"))
///     figure.band(x: x, lower: lower, upper: upper, name: "95 % band")
///     figure.line(x: x, y: mean, name: "mean", style: LineStyle(color: .blue))
///     figure.scatter(x: observed, y: values, name: "data", color: .black)
///     let text = try figure.svg()
///
/// The text is the same on every machine. Curves and clouds of very many points are thinned to what the eye can see,
/// so that files stay small.
public struct Figure: Sendable {
    /// The line above the chart.
    public var title: String
    /// The horizontal axis.
    public var x: Axis
    /// The vertical axis.
    public var y: Axis
    /// The width of the page in pixels.
    public var width: Double
    /// The height of the page in pixels.
    public var height: Double
    /// Whether layers with names are listed: where nothing is drawn, or beside the chart if it is full.
    public var hasLegend = true

    var layers: [any Layer] = []
    private var usedColors: [Color] = []

    /// An empty chart.
    public init(
        title: String = "", x: Axis = Axis(), y: Axis = Axis(), width: Double = 640, height: Double = 420
    ) {
        precondition(width >= 160 && height >= 120, "A figure needs 160 by 120 pixels.")
        self.title = title
        self.x = x
        self.y = y
        self.width = width
        self.height = height
    }

    /// The colour of a new series: the one asked for, else the first of the standard ones that is used least.
    mutating func seriesColor(_ wanted: Color?) -> Color {
        let counts = Color.series.map { color in usedColors.count { $0 == color } }
        let least = counts.firstIndex(of: counts.min() ?? 0) ?? 0
        let color = wanted ?? Color.series[least]
        usedColors.append(color)
        return color
    }

    /// The chart as an SVG document.
    ///
    /// - Throws: ``PlotError`` when there is nothing to draw.
    public func svg() throws(PlotError) -> String {
        var canvas = Canvas()
        try draw(on: &canvas, in: Frame(x: 0, y: 0, width: width, height: height))
        return canvas.document(width: width, height: height, title: title)
    }

    /// Draws the chart into a part of a page.
    func draw(on canvas: inout Canvas, in page: Frame) throws(PlotError) {
        var extent = Extent()
        for layer in layers { extent.formUnion(layer.extent) }
        if extent.x.isEmpty && extent.y.isEmpty { throw .noFiniteData(figure: title) }
        // A rule alone leaves one direction without numbers.
        if extent.x.isEmpty { extent.x.include([0, 1]) }
        if extent.y.isEmpty { extent.y.include([0, 1]) }
        let ranges = (
            x: try x.shownRange(of: extent.x, margin: 0.03, name: "horizontal", figure: title),
            y: try y.shownRange(of: extent.y, margin: 0.06, name: "vertical", figure: title)
        )
        let legend = Legend(entries: hasLegend ? layers.compactMap(\.legendEntry) : [])
        var layout = FigureLayout(self, page: page, ranges: ranges, outsideLegend: nil)
        if legend.entries.isEmpty {
            layout.draw(self, on: &canvas)
            return
        }
        // A first drawing shows where there is room for the legend.
        var trial = canvas
        trial.occupancy = Occupancy()
        layout.draw(self, on: &trial)
        if let place = legend.freePlace(in: layout.area.frame, avoiding: trial.occupancy) {
            canvas = trial
            legend.draw(on: &canvas, at: place)
        } else {
            layout = FigureLayout(self, page: page, ranges: ranges, outsideLegend: legend)
            layout.draw(self, on: &canvas)
            legend.draw(on: &canvas, at: layout.legendPlace)
        }
    }
}
