import LinearAlgebra
import Plots
import Testing

@Suite struct LegendTests {
    /// The legend's box is the only one with a border of this grey.
    private func legendBox(_ text: String) throws -> [Double] {
        let line = try #require(text.split(separator: "\n").first { $0.contains("#CCCCCC") })
        return line.split(separator: "\"").compactMap { Double($0) }
    }

    @Test func takesTheFreeCorner() throws {
        // Data fill everything but the lower left.
        var figure = Figure()
        let x = (0...40).map(Double.init)
        figure.line(x: x, y: x.map { 60 - $0 }, name: "falling")
        figure.line(x: x, y: x.map { 60 - $0 / 2 }, name: "slowly")
        figure.line(x: x, y: x.map { _ in 60 })
        figure.line(x: x, y: x.map { 60 - $0 / 4 })
        let box = try legendBox(try figure.svg())
        #expect(box[0] < 200 && box[1] > 200)
    }

    @Test func standsBesideAFullFigure() throws {
        var figure = Figure()
        figure.heatMap(Matrix(rows: [[1, 2], [3, 4]]), x: 0...1, y: 0...1)
        figure.line(x: [0, 1], y: [0, 1], name: "path")
        let text = try figure.svg()
        let box = try legendBox(text)
        #expect(box[0] > 450 && box[0] + box[2] <= 640)
    }

    @Test func canBeLeftOut() throws {
        var figure = Figure()
        figure.line(x: [0, 1], y: [0, 1], name: "path")
        figure.hasLegend = false
        #expect(!(try figure.svg().contains("path</text>")))
    }
}
