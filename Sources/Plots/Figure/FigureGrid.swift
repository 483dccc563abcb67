/// Figures side by side on one page, row after row.
public struct FigureGrid: Sendable {
    /// The line above all figures.
    public var title: String
    /// The figures, row after row.
    public var figures: [Figure]
    /// The number of figures in a row.
    public var columnCount: Int

    /// A grid of figures; all cells have the size of the largest.
    public init(title: String = "", columnCount: Int, figures: [Figure]) {
        precondition(columnCount > 0, "A grid needs a column.")
        self.title = title
        self.columnCount = columnCount
        self.figures = figures
    }

    /// The grid as an SVG document.
    ///
    /// - Throws: ``PlotError`` when there is no figure or one cannot be drawn.
    public func svg() throws(PlotError) -> String {
        guard !figures.isEmpty else { throw .noFiniteData(figure: title) }
        let cell = (width: figures.map(\.width).max() ?? 0, height: figures.map(\.height).max() ?? 0)
        let top = title.isEmpty ? 0.0 : 34
        let columns = min(columnCount, figures.count)
        let rows = (figures.count + columnCount - 1) / columnCount
        let width = Double(columns) * cell.width
        var canvas = Canvas()
        canvas.text(title, at: Place(x: width / 2, y: 26), size: 16, anchor: .middle, isBold: true)
        for (k, figure) in figures.enumerated() {
            let (row, column) = k.quotientAndRemainder(dividingBy: columnCount)
            let frame = Frame(
                x: Double(column) * cell.width, y: top + Double(row) * cell.height, width: cell.width,
                height: cell.height)
            try figure.draw(on: &canvas, in: frame)
        }
        return canvas.document(width: width, height: top + Double(rows) * cell.height, title: title)
    }
}
