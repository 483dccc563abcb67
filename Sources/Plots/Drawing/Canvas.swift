/// Collects the elements of an SVG document.
struct Canvas: Sendable {
    private(set) var body: [String] = []
    private var clipCount = 0
    /// Where data have been drawn.
    var occupancy = Occupancy()

    /// How a line is drawn.
    struct Stroke: Sendable {
        var color: Color
        var width = 1.0
        var dash: LineStyle.Dash = .solid
        var opacity = 1.0

        var attributes: String {
            var text = "stroke=\"\(color.text)\" stroke-width=\"\(fixed(width))\""
            if let pattern = dash.pattern(width: width) { text += " stroke-dasharray=\"\(pattern)\"" }
            if opacity < 1 { text += " stroke-opacity=\"\(fixed(opacity))\"" }
            return text
        }
    }

    enum Anchor: String, Sendable {
        case start, middle, end
    }

    mutating func add(_ element: String) {
        body.append(element)
    }

    /// Draws what `content` draws, cut off at the frame.
    mutating func clipped(to frame: Frame, _ content: (inout Canvas) -> Void) {
        clipCount += 1
        let name = "area\(clipCount)"
        add("<clipPath id=\"\(name)\"><rect \(Self.box(frame))/></clipPath>")
        add("<g clip-path=\"url(#\(name))\">")
        content(&self)
        add("</g>")
    }

    mutating func rectangle(_ frame: Frame, fill: Color?, opacity: Double = 1, stroke: Stroke? = nil) {
        let paint = fill.map { "fill=\"\($0.text)\"" } ?? "fill=\"none\""
        let fade = opacity < 1 ? " fill-opacity=\"\(fixed(opacity))\"" : ""
        add("<rect \(Self.box(frame)) \(paint)\(fade)\(stroke.map { " " + $0.attributes } ?? "")/>")
    }

    /// Straight lines through places; one that is not finite is a gap, a lone place a dot.
    mutating func polyline(_ places: [Place], _ stroke: Stroke) {
        var data = ""
        for run in places.split(whereSeparator: { !$0.isFinite }) {
            var previous: Place?
            for place in run {
                data += (previous == nil ? "M" : "L") + fixed(place.x) + " " + fixed(place.y)
                occupancy.mark(from: previous ?? place, to: place)
                previous = place
            }
            if run.count == 1 { data += "h0" }
        }
        guard !data.isEmpty else { return }
        add(
            "<path d=\"\(data)\" fill=\"none\" stroke-linejoin=\"round\" stroke-linecap=\"round\" \(stroke.attributes)/>"
        )
    }

    mutating func polygon(_ places: [Place], fill: Color, opacity: Double) {
        let data = places.map { fixed($0.x) + "," + fixed($0.y) }.joined(separator: " ")
        add("<polygon points=\"\(data)\" fill=\"\(fill.text)\" fill-opacity=\"\(fixed(opacity))\"/>")
        for (a, b) in zip(places, places.dropFirst()) { occupancy.mark(from: a, to: b) }
    }

    mutating func text(
        _ text: String, at place: Place, size: Double, anchor: Anchor = .start, color: Color = Color(0x222222),
        isBold: Bool = false, rotation: Double = 0
    ) {
        guard !text.isEmpty else { return }
        var attributes = "x=\"\(fixed(place.x))\" y=\"\(fixed(place.y))\" font-size=\"\(fixed(size))\""
        if anchor != .start { attributes += " text-anchor=\"\(anchor.rawValue)\"" }
        if isBold { attributes += " font-weight=\"bold\"" }
        if rotation != 0 {
            attributes += " transform=\"rotate(\(fixed(rotation)) \(fixed(place.x)) \(fixed(place.y)))\""
        }
        add("<text \(attributes) fill=\"\(color.text)\">\(escaped(text))</text>")
    }

    static func box(_ frame: Frame) -> String {
        "x=\"\(fixed(frame.x))\" y=\"\(fixed(frame.y))\" width=\"\(fixed(frame.width))\" height=\"\(fixed(frame.height))\""
    }

    /// The whole document on a white page.
    func document(width: Double, height: Double, title: String) -> String {
        let size =
            "width=\"\(fixed(width))\" height=\"\(fixed(height))\" viewBox=\"0 0 \(fixed(width)) \(fixed(height))\""
        let head = "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" \(size) "
        let font = "font-family=\"Helvetica, Arial, 'DejaVu Sans', sans-serif\""
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            \(head)role="img" \(font)>
            <title>\(escaped(title))</title>
            <rect width="100%" height="100%" fill="#FFFFFF"/>
            \(body.joined(separator: "\n"))
            </svg>

            """
    }
}
