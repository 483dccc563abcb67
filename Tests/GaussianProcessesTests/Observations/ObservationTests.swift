import GaussianProcesses
import LinearAlgebra
import Testing

@Suite("Observations") struct ObservationTests {
    static let x = Matrix(rows: [[1, 2], [3, 4], [5, 6]])

    @Test("Bad data is refused with its place") func refusals() {
        func expect(_ error: ObservationError, _ x: Matrix, _ y: Vector, _ noise: Vector? = nil) {
            #expect(throws: error) { try Observations(x, y, noiseVariances: noise) }
        }
        expect(.empty, Matrix(rowCount: 0, columnCount: 2), [])
        expect(.noColumns, Matrix(rowCount: 3, columnCount: 0), [1, 2, 3])
        expect(.targetCount(rows: 3, targets: 2), Self.x, [1, 2])
        expect(.targetCount(rows: 0, targets: 1), Matrix(rowCount: 0, columnCount: 2), [1])
        expect(.noiseVarianceCount(rows: 3, variances: 1), Self.x, [1, 2, 3], [0])
        expect(.noiseVarianceNotValid(row: 2, value: -1), Self.x, [1, 2, 3], [0, 1, -1])
        expect(.targetNotFinite(row: 1, value: .infinity), Self.x, [1, .infinity, 3])
        var bad = Self.x
        bad[2, 1] = -.infinity
        expect(.notFinite(row: 2, column: 1, value: -.infinity), bad, [1, 2, 3])
    }

    @Test("NaN is named too") func nan() {
        var bad = Self.x
        bad[1, 0] = .nan
        let error = #expect(throws: ObservationError.self) { try Observations(bad, [1, 2, 3]) }
        #expect(error?.description == "Row 1, column 0 of the inputs is nan; drop the row or fill the value in.")
    }

    @Test("Constant columns, constant targets and repeated rows are warned of") func warnings() throws {
        let x = Matrix(rows: [[1, 7], [2, 7], [1, 7], [3, 7], [2, 7], [1, 7]])
        let observations = try Observations(x, Vector(count: 6, repeating: 5))
        #expect(
            observations.warnings == [
                .constantColumn(column: 1, value: 7), .constantTarget(value: 5),
                .duplicateRows(count: 3, first: 0, second: 2),
            ])
        #expect(
            observations.warnings[2].description.hasPrefix("3 rows repeat the inputs of an earlier one (rows 0 and 2)"))
        #expect(try Observations(Self.x, [1, 2, 3]).warnings.isEmpty)
        #expect(try Observations(Matrix(rows: [[1]]), [1]).warnings.isEmpty)
    }

    @Test("Rows are chosen and appended with their noise variances") func parts() throws {
        let a = try Observations(Self.x, [1, 2, 3], noiseVariances: [0.1, 0.2, 0.3])
        let chosen = try a.rows([2, 0])
        #expect(chosen.x == Matrix(rows: [[5, 6], [1, 2]]) && chosen.y == [3, 1])
        #expect(chosen.noiseVariances == [0.3, 0.1])
        let grown = try a.appending(Observations(Matrix(rows: [[0, 0]]), [9]))
        #expect(grown.noiseVariances == [0.1, 0.2, 0.3, 0] && grown.y == [1, 2, 3, 9] && grown.count == 4)
        #expect(throws: ObservationError.inputDimension(expected: 2, found: 1)) {
            try a.appending(Observations(Matrix(rows: [[0]]), [9]))
        }
        #expect(throws: ObservationError.empty) { try a.rows([]) }
    }
}
