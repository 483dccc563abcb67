import LinearAlgebra

/// A problem at sizes for which its data (source, varying coefficients, boundary values) are resolved, before any solve.
struct BoxResolution {
    static let firstSize = 24
    static let largestSize = 700
    static let tolerance = 1e-12

    static func grown(_ size: Int) -> Int { min(largestSize, Int(1.5 * Double(size)) + 8) }

    /// The problem at the sizes found.
    let discretization: BoxDiscretization
    /// For a linear equation, what it says at the nodes.
    let data: BoxData?

    /// Sizes along cuts first; then the tensor grid is sampled and compared with the formulas between its nodes.
    init(_ problem: BoxProblem, largestSize: Int) throws(PDEError) {
        var sizes = try LineResolution(problem).sizes(limit: largestSize)
        // At the limit start below, so that the solver still sees what growing changes.
        sizes = sizes.map { $0 < largestSize ? $0 : max(2 * largestSize / 3 - 8, min(Self.firstSize, largestSize)) }
        while true {
            let discretization = try BoxDiscretization(problem, sizes: sizes)
            let data = problem.isLinear ? try BoxData(discretization) : nil
            let open = try Self.open(discretization, data)
            let next = (0..<2).map { open[$0] ? min(largestSize, Self.grown(sizes[$0])) : sizes[$0] }
            guard next != sizes, !next.contains(largestSize) else {
                (self.discretization, self.data) = (discretization, data)
                return
            }
            sizes = next
        }
    }

    /// Which dimensions do not resolve the data yet.
    private static func open(_ discretization: BoxDiscretization, _ data: BoxData?) throws(PDEError) -> [Bool] {
        let problem = discretization.problem
        let axes = discretization.axes
        let sizes = axes.map(\.size)
        var interpolants: [Matrix] = []
        if let data {
            let varying = zip(data.slopes, problem.formulation.constants).compactMap { $1 == nil ? $0 : nil }
            interpolants = varying.map { discretization.project($0) } + [data.coefficients]
        } else {
            interpolants = try problem.formulation.data(columns: discretization.columns).map {
                discretization.project($0)
            }
        }
        var open = [false, false]
        for coefficients in interpolants {
            for axis in 0..<2 where MarginalEnvelope(of: coefficients, axis: axis).tail > tolerance {
                open[axis] = true
            }
        }
        guard open == [false, false] else { return open }
        let isAlong = try (0..<2).map { (axis) throws(PDEError) in try sidesAgree(problem, along: axis, sizes[axis]) }
        guard isAlong == [true, true] else { return isAlong.map { !$0 } }
        return try agrees(problem, interpolants, sizes) ? [false, false] : [true, true]
    }

    /// Irregular places of [-1, 1], some of them close to the ends.
    static let irregular: [Double] = {
        let inner = (0..<37).map { i -> Double in
            let shift = 0.155 * Double((i * 7) % 5 - 2)
            return -1 + 2 * (Double(i) + 0.5 + shift) / 37
        }
        return [-0.9999, -0.997] + inner + [0.998, 0.99995]
    }()

    /// Whether the interpolants meet the formulas at irregular points, some of them close to the sides.
    private static func agrees(
        _ problem: BoxProblem, _ interpolants: [Matrix], _ sizes: [Int]
    ) throws(PDEError) -> Bool {
        let points = (0..<2).map { physical(problem.variables[$0], irregular) }
        let rows = try problem.formulation.data(columns: tensorColumns(points[0], points[1]))
        let tables = sizes.map { OrthonormalLegendre.values(at: Vector(irregular), count: $0) }
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
        let conditions = problem.sides[1 - axis].filter { $0.data != nil }
        guard !conditions.isEmpty else { return true }
        let count = 397
        let reference = Vector((0..<count).map { 2 * (Double($0) + 0.37) / Double(count) - 1 })
        let points = physical(problem.variables[axis], reference.array)
        let nodes = physical(problem.variables[axis], GaussGrid.of(size).nodes.array)
        let table = OrthonormalLegendre.values(at: reference, count: size)
        for condition in conditions {
            let truth = try condition.values(at: points)
            let coefficients = multiply(GaussGrid.of(size).analysis, Vector(try condition.values(at: nodes)))
            if MarginalEnvelope(coefficients.array).tail > tolerance { return false }
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

/// What a linear equation says at the nodes of a discretization.
struct BoxData: Sendable {
    /// c_a at the nodes, in the order of the formulation's derivatives.
    let slopes: [[Double]]
    let source: [Double]
    /// The Legendre coefficients of the source.
    let coefficients: Matrix

    init(_ discretization: BoxDiscretization) throws(PDEError) {
        (slopes, source) = try discretization.problem.formulation.rows(columns: discretization.columns, values: [])
        coefficients = discretization.project(source)
    }
}
