import LinearAlgebra

/// A matrix as an image: entry (i, j) is the cell i-th from below and j-th from the left.
struct HeatMapLayer: Layer {
    var values: Matrix
    var x: ClosedRange<Double>
    var y: ClosedRange<Double>
    var map: ColorMap
    var colorRange: ClosedRange<Double>
    var label: String

    /// More cells than this along an axis are averaged in blocks.
    static let mostCells = 500

    var extent: Extent {
        var extent = pointExtent([x.lowerBound, x.upperBound], [y.lowerBound, y.upperBound])
        extent.x.isTight = true
        extent.y.isTight = true
        return extent
    }

    var legendEntry: LegendEntry? { nil }

    func draw(on canvas: inout Canvas, in area: PlotArea) {
        let (corner, far) = (area.place(x.lowerBound, y.upperBound), area.place(x.upperBound, y.lowerBound))
        guard corner.isFinite && far.isFinite && values.count > 0 else { return }
        let frame = Frame(x: corner.x, y: corner.y, width: far.x - corner.x, height: far.y - corner.y)
        let image = "data:image/png;base64," + picture.base64
        canvas.add(
            "<image \(Canvas.box(frame)) preserveAspectRatio=\"none\" image-rendering=\"optimizeSpeed\" "
                + "style=\"image-rendering:pixelated\" xlink:href=\"\(image)\"/>")
        canvas.occupancy.mark(frame)
    }

    /// The image, its first row the last row of the matrix.
    var picture: PNGImage {
        let rowBlock = (values.rowCount + Self.mostCells - 1) / Self.mostCells
        let columnBlock = (values.columnCount + Self.mostCells - 1) / Self.mostCells
        let height = (values.rowCount + rowBlock - 1) / rowBlock
        let width = (values.columnCount + columnBlock - 1) / columnBlock
        var pixels = [UInt8](repeating: 0, count: width * height)
        for i in 0..<height {
            for j in 0..<width {
                let rows = (i * rowBlock)..<min((i + 1) * rowBlock, values.rowCount)
                let columns = (j * columnBlock)..<min((j + 1) * columnBlock, values.columnCount)
                pixels[(height - 1 - i) * width + j] = index(of: mean(rows, columns))
            }
        }
        let palette = (0..<255).map { map.color(at: Double($0) / 254) }
        return PNGImage(width: width, height: height, pixels: pixels, palette: palette)
    }

    /// 1 to 255 over the colour range; 0, transparent, for NaN.
    private func index(of value: Double) -> UInt8 {
        if value.isNaN { return 0 }
        let (low, high) = (colorRange.lowerBound, colorRange.upperBound)
        let t = high > low ? (value / 2 - low / 2) / (high / 2 - low / 2) : 0.5
        return UInt8(1 + (min(max(t, 0), 1) * 254).rounded())
    }

    private func mean(_ rows: Range<Int>, _ columns: Range<Int>) -> Double {
        var (sum, count) = (0.0, 0.0)
        for j in columns {
            for i in rows where !values[i, j].isNaN {
                sum += values[i, j]
                count += 1
            }
        }
        return count > 0 ? sum / count : .nan
    }
}

extension Figure {
    /// Adds a matrix as an image with a colour bar: rows run upwards over `y`, columns to the right over `x`, the
    /// ranges being the outer edges of the cells. NaN is left blank. Axes must be linear.
    ///
    /// - Parameters:
    ///   - colorRange: the numbers at the ends of the colour map; those of the data if nil.
    ///   - label: the text beside the colour bar.
    public mutating func heatMap(
        _ values: Matrix, x: ClosedRange<Double>, y: ClosedRange<Double>, map: ColorMap = .sequential,
        colorRange: ClosedRange<Double>? = nil, label: String = ""
    ) {
        var span = Span()
        values.withUnsafePointer { span.include(UnsafeBufferPointer(start: $0, count: values.count)) }
        let found = span.isEmpty ? 0...1 : span.lower...span.upper
        layers.append(
            HeatMapLayer(values: values, x: x, y: y, map: map, colorRange: colorRange ?? found, label: label))
    }
}
