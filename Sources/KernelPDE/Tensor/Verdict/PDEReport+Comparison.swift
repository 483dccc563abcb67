import Expressions
import LinearAlgebra

extension PDEReport {
    /// The number of places a variable of the uniform test grid, by the number of variables.
    private static let testPlaces = [1: 300, 2: 300, 3: 60, 4: 20]

    /// Enters errors, and the coverage of a constant band, on a uniform grid, where the exact solution is known.
    ///
    /// - Parameter bandLimit: half the width of the 95 % band; nil without a band.
    mutating func compare(
        _ solution: some PDESolution, exact: Expression?, parameters: [String: Double], bandLimit: Double? = nil
    ) {
        let variables = solution.variables
        guard let exact, let count = Self.testPlaces[variables.count],
            let compiled = try? CompiledExpression(exact, variables: variables.map(\.name), parameters: parameters)
        else { return }
        let places = variables.map {
            Vector.linearlySpaced(from: $0.lower, through: $0.upper, count: count).array
        }
        let truth = compiled.evaluate(columns: GridColumns(places).columns)
        let size = truth.reduce(0) { $0 + $1 * $1 }
        guard size.isFinite else {
            warnings.append("The exact solution is not finite on the test grid; no error is given.")
            return
        }
        let errors = zip(solution.field(onGrid: places).values, truth).map { abs($0 - $1) }
        let squares = errors.reduce(0) { $0 + $1 * $1 }
        relativeL2Error = size > 0 ? (squares / size).squareRoot() : squares.squareRoot()
        maximumError = errors.max()
        if let bandLimit {
            coverage95 = Double(errors.filter { $0 <= bandLimit }.count) / Double(errors.count)
        }
    }
}
