import Foundation
import LinearAlgebra
import Plots
import Testing

@Suite struct HeatMapTests {
    /// The embedded image.
    private func png(_ figure: Figure) throws -> [UInt8] {
        let text = try figure.svg()
        let start = try #require(text.range(of: "base64,")).upperBound
        let code = text[start...].prefix { $0 != "\"" }
        return Array(try #require(Data(base64Encoded: String(code))))
    }

    @Test func putsTheFirstRowAtTheBottom() throws {
        var figure = Figure()
        figure.heatMap(Matrix(rows: [[0, 0.5], [1, .nan]]), x: 0...2, y: 0...2)
        let bytes = try png(figure)
        #expect(Array(bytes.prefix(8)) == [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
        #expect(Array(bytes[16..<24]) == [0, 0, 0, 2, 0, 0, 0, 2])
        let data = try #require(Data(bytes).range(of: Data("IDAT".utf8))).upperBound
        // After the two bytes of zlib and five of the stored block: filter 0, the upper row, filter 0, the lower row.
        #expect(Array(bytes[(data + 7)..<(data + 13)]) == [0, 255, 0, 0, 1, 128])
    }

    @Test func largeMatricesAreAveraged() throws {
        var figure = Figure()
        figure.heatMap(Matrix(rowCount: 1200, columnCount: 700) { Double($0 + $1) }, x: 0...1, y: 0...1)
        let bytes = try png(figure)
        #expect(Array(bytes[16..<24]) == [0, 0, 1, 94, 0, 0, 1, 144])
    }

    @Test func constantAndEmptyMatricesAreDrawn() throws {
        for matrix in [Matrix(rowCount: 3, columnCount: 3, repeating: 4), Matrix(rowCount: 0, columnCount: 0)] {
            var figure = Figure()
            figure.heatMap(matrix, x: 0...1, y: 0...1, map: .diverging, label: "value")
            let text = try figure.svg()
            #expect(elementNames(of: text) != nil)
            #expect(text.contains(">value</text>"))
        }
    }

    @Test func colorMapsMeetTheirStops() {
        #expect(ColorMap.sequential.color(at: 0) == Color(0x440154))
        #expect(ColorMap.sequential.color(at: 2) == Color(0xFDE725))
        #expect(ColorMap.diverging.color(at: 0.5) == Color(0xF7F7F7))
        let map = ColorMap(stops: [Color(0x000000), Color(0x646464)])
        #expect(map.color(at: 0.25) == Color(0x191919))
    }
}
