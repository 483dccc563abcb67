import LinearAlgebra

/// Sizes for which the data of a problem (source, varying coefficients, boundary values) are resolved, before any solve.
struct BoxResolution {
    static let firstSize = 24
    static let largestSize = 700
    static let tolerance = 1e-12

    static func grown(_ size: Int) -> Int { min(largestSize, Int(1.5 * Double(size)) + 8) }

    /// Grows each dimension whose envelope is open; then compares with the formulas between the nodes.
    static func sizes(for problem: BoxProblem) throws(PDEError) -> [Int] {
        var sizes = [firstSize, firstSize]
        var previous = sizes
        while true {
            let grids = sizes.map { GaussGrid.of($0) }
            var open = [false, false]
            let points = (0..<2).map { axis in physical(problem.variables[axis], grids[axis].nodes.array) }
            let columns = tensorColumns(points[0], points[1])
            var interpolants: [Matrix] = []
            for row in try problem.formulation.data(columns: columns) {
                let values = Matrix(rowCount: sizes[0], columnCount: sizes[1], columnMajor: row)
                let coefficients = multiply(grids[0].analysis * values, grids[1].analysis, transposingSecond: true)
                for axis in 0..<2 where MarginalEnvelope(of: coefficients, axis: axis).tail > tolerance {
                    open[axis] = true
                }
                interpolants.append(coefficients)
            }
            for axis in 0..<2 {
                for condition in problem.sides[axis] {
                    let along = Vector(try condition.values(at: points[1 - axis]))
                    let coefficients = multiply(grids[1 - axis].analysis, along)
                    if MarginalEnvelope(coefficients.array).tail > tolerance { open[1 - axis] = true }
                }
            }
            if open == [false, false] {
                let isAlong = try (0..<2).map { (axis) throws(PDEError) in
                    try sidesAgree(problem, along: axis, sizes[axis])
                }
                if isAlong == [true, true], try agrees(problem, interpolants, sizes) { return sizes }
                open = isAlong == [true, true] ? [true, true] : isAlong.map { !$0 }
            }
            let next = (0..<2).map { open[$0] ? grown(sizes[$0]) : sizes[$0] }
            // At the limit the step before is returned, so that the solver still sees what growing changes.
            guard next != sizes else { return previous }
            (previous, sizes) = (sizes, next)
        }
    }

    /// Whether the interpolants meet the formulas at irregular points, some of them close to the sides.
    private static func agrees(
        _ problem: BoxProblem, _ interpolants: [Matrix], _ sizes: [Int]
    ) throws(PDEError) -> Bool {
        let inner = (0..<37).map { i -> Double in
            let shift = 0.155 * Double((i * 7) % 5 - 2)
            return -1 + 2 * (Double(i) + 0.5 + shift) / 37
        }
        let reference = Vector([-0.9999, -0.997] + inner + [0.998, 0.99995])
        let points = (0..<2).map { physical(problem.variables[$0], reference.array) }
        let rows = try problem.formulation.data(columns: tensorColumns(points[0], points[1]))
        let tables = sizes.map { OrthonormalLegendre.values(at: reference, count: $0) }
        for (row, coefficients) in zip(rows, interpolants) {
            let values = multiply(tables[0] * coefficients, tables[1], transposingSecond: true).flattened
            let size = row.reduce(0) { max($0, abs($1)) }
            let difference = zip(values, row).reduce(0.0) { max($0, abs($1.0 - $1.1)) }
            if difference > 1e-9 * size { return false }
        }
        return true
    }

    /// Whether the interpolants of the values along the sides meet the formulas between the nodes.
    private static func sidesAgree(_ problem: BoxProblem, along axis: Int, _ size: Int) throws(PDEError) -> Bool {
        let count = 397
        let reference = Vector((0..<count).map { 2 * (Double($0) + 0.37) / Double(count) - 1 })
        let points = physical(problem.variables[axis], reference.array)
        let nodes = physical(problem.variables[axis], GaussGrid.of(size).nodes.array)
        let table = OrthonormalLegendre.values(at: reference, count: size)
        for condition in problem.sides[1 - axis] where condition.data != nil {
            let truth = try condition.values(at: points)
            let coefficients = multiply(GaussGrid.of(size).analysis, Vector(try condition.values(at: nodes)))
            let scale = truth.reduce(0) { max($0, abs($1)) }
            let difference = zip(multiply(table, coefficients), truth).reduce(0.0) { max($0, abs($1.0 - $1.1)) }
            if difference > 1e-9 * scale { return false }
        }
        return true
    }

    private static func physical(_ variable: DomainVariable, _ reference: [Double]) -> [Double] {
        reference.map { variable.lower + 0.5 * variable.length * (1 + $0) }
    }
}
