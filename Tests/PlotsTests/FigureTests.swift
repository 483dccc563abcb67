import LinearAlgebra
import Plots
import Testing

@Suite struct FigureTests {
    private func curves() -> Figure {
        var figure = Figure(title: "Title", x: Axis("abscissa"), y: Axis("ordinate"))
        figure.band(x: [0, 1, 2], lower: [0, 1, 0], upper: [1, 2, 1], name: "band")
        figure.line(x: [0, 1, 2], y: [0.5, 1.5, 0.5], name: "line")
        figure.scatter(x: [0, 2], y: [0.4, 0.6], name: "dots")
        figure.errorBars(x: [1], y: [1.5], halfHeight: [0.2], name: "interval")
        figure.bars(x: [0, 1], heights: [0.2, 0.3], name: "bars")
        figure.verticalRule(at: 0.5)
        figure.horizontalRule(at: 1, name: "rule")
        figure.note("here", x: 1, y: 1)
        return figure
    }

    @Test func everyLayerGivesWellFormedElements() throws {
        let text = try curves().svg()
        let names = try #require(elementNames(of: text))
        #expect(names.first == "svg")
        #expect(names.count { $0 == "polygon" } == 1)
        // Two dots and one interval, each once more in the legend.
        #expect(names.count { $0 == "circle" } == 3 + 2)
        for label in ["Title", "abscissa", "ordinate", "band", "line", "dots", "interval", "bars", "rule", "here"] {
            #expect(text.contains(">\(label)</text>"))
        }
        #expect(!text.contains("nan") && !text.contains("inf"))
    }

    @Test func theSameFigureIsTheSameText() throws {
        #expect(try curves().svg() == curves().svg())
    }

    @Test func escapesTexts() throws {
        var figure = Figure(title: "a < b & \"c\"\u{01}\n'd' ]]>")
        figure.scatter(x: [1], y: [1], name: "<script>&amp;")
        let text = try figure.svg()
        #expect(elementNames(of: text) != nil)
        #expect(text.contains("a &lt; b &amp; &quot;c&quot; &apos;d&apos; ]]&gt;</text>"))
        #expect(text.contains("&lt;script&gt;&amp;amp;"))
    }

    @Test func gapsPartALine() throws {
        var figure = Figure()
        figure.line(x: [0, 1, 2, 3, 4], y: [0, 1, .nan, 1, 0], style: LineStyle(color: .purple))
        let path = try #require(try figure.svg().split(separator: "\n").first { $0.contains("#CC79A7") })
        #expect(path.count { $0 == "M" } == 2 && path.count { $0 == "L" } == 2)
    }

    @Test(arguments: [0.0, 1e-300, -7, 1e300, -7e307])
    func drawsConstantsAndSinglePoints(value: Double) throws {
        var constant = Figure()
        constant.line(x: [0, 1], y: [value, value])
        var single = Figure()
        single.scatter(x: [value], y: [value])
        for figure in [constant, single] {
            let text = try figure.svg()
            #expect(elementNames(of: text) != nil)
            #expect(!text.contains("nan") && !text.contains("1000000"))
        }
    }

    @Test func extremeRangesStayFinite() throws {
        var figure = Figure()
        figure.line(x: [-1.7e308, 0, 1.7e308], y: [0, .leastNonzeroMagnitude, 3 * .leastNonzeroMagnitude])
        #expect(elementNames(of: try figure.svg()) != nil)
    }

    @Test func refusesToDrawNothing() {
        #expect(throws: PlotError.noFiniteData(figure: "empty")) { try Figure(title: "empty").svg() }
        var hollow = Figure(title: "hollow")
        hollow.line(x: [0, 1], y: [.nan, .infinity])
        #expect(throws: PlotError.noFiniteData(figure: "hollow")) { try hollow.svg() }
        var negative = Figure(title: "negative", y: Axis(scale: .logarithmic))
        negative.line(x: [0, 1], y: [-1, 0])
        #expect(throws: PlotError.noPositiveData(figure: "negative", axis: "vertical")) { try negative.svg() }
        var bad = Figure(title: "bad", x: Axis(scale: .logarithmic, range: 0...1))
        bad.line(x: [1, 2], y: [1, 2])
        #expect(throws: PlotError.badRange(figure: "bad", axis: "horizontal", lower: 0, upper: 1)) { try bad.svg() }
        #expect(throws: PlotError.self) { try FigureGrid(columnCount: 2, figures: []).svg() }
    }

    @Test func seriesTakeDifferentColors() throws {
        var figure = Figure()
        figure.line(x: [0, 1], y: [0, 1], style: LineStyle(color: .blue))
        for k in 0..<3 { figure.line(x: [0, 1], y: [Double(k), 1]) }
        let text = try figure.svg()
        for color in ["#0072B2", "#D55E00", "#009E73", "#E69F00"] {
            #expect(text.split(separator: "\n").count { $0.contains("stroke=\"\(color)\"") } == 1)
        }
    }

    @Test func aGridHoldsItsFigures() throws {
        let text = try FigureGrid(title: "all", columnCount: 2, figures: [curves(), curves(), curves()]).svg()
        #expect(elementNames(of: text) != nil)
        #expect(text.contains("width=\"1280\" height=\"874\""))
        let clips = text.split(separator: "\"").filter { $0.hasPrefix("area") }
        #expect(clips.count == 3 && Set(clips).count == 3)
    }
}
