import Foundation
import Plots
import Testing

@Suite struct DecimationTests {
    /// The vertical places of the purple path.
    private func heights(_ figure: Figure) throws -> [Double] {
        let path = try #require(try figure.svg().split(separator: "\n").first { $0.contains("#CC79A7") })
        let data = path.split(separator: "\"")[1]
        return data.split { "ML".contains($0) }.compactMap { Double($0.split(separator: " ")[1]) }
    }

    @Test func longCurvesKeepTheirExtremes() throws {
        let count = 200_000
        var y = (0..<count).map { sin(Double($0) * 0.37) }
        y[123_457] = 30
        y[42] = -20
        var figure = Figure(y: Axis(range: -30...40))
        figure.line(x: (0..<count).map(Double.init), y: y, style: LineStyle(color: .purple))
        let long = try heights(figure)
        #expect(long.count < 4000)
        var short = Figure(y: Axis(range: -30...40))
        short.line(x: [0, 1], y: [30, -20], style: LineStyle(color: .purple))
        let ends = try heights(short)
        #expect(long.min() == ends[0] && long.max() == ends[1])
        #expect(try figure.svg().utf8.count < 100_000)
    }

    @Test func gapsSurvive() throws {
        var y = [Double](repeating: 1, count: 50_000)
        y[25_000] = .nan
        var figure = Figure()
        figure.line(x: y.indices.map(Double.init), y: y, style: LineStyle(color: .purple))
        let path = try #require(try figure.svg().split(separator: "\n").first { $0.contains("#CC79A7") })
        #expect(path.count { $0 == "M" } == 2)
    }

    @Test func cloudsAreThinned() throws {
        var figure = Figure()
        let x = (0..<300_000).map { Double($0 % 100) }
        figure.scatter(x: x, y: x)
        let names = try #require(elementNames(of: try figure.svg()))
        #expect(names.count { $0 == "circle" } == 100)
    }
}
