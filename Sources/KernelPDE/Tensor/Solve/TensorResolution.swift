import LinearAlgebra

/// Sizes for which the data of a problem (source, varying coefficients, values on the faces) are resolved, before any solve.
struct TensorResolution {
    let problem: TensorProblem
    let limits: TensorLimits

    static let tolerance = 1e-12

    /// Grows each variable whose envelope is open; then compares with the formulas between the nodes.
    func sizes(from first: [Int]) throws(PDEError) -> [Int] {
        var sizes = first
        var previous = sizes
        while true {
            var open = problem.variables.map { _ in false }
            var interpolants: [Tensor] = []
            for row in try problem.formulation.data(onGrid: nodes(sizes)) {
                let coefficients = analysed(row, axes: Array(sizes.indices), sizes)
                for d in sizes.indices
                where MarginalEnvelope(coefficients.largestMagnitudes(along: d)).tail > Self.tolerance {
                    open[d] = true
                }
                interpolants.append(coefficients)
            }
            var faces: [(condition: FaceCondition, others: [Int], coefficients: Tensor)] = []
            for condition in problem.faces.joined() where condition.hasData {
                let others = sizes.indices.filter { $0 != condition.axis }
                let all = nodes(sizes)
                let coefficients = analysed(
                    try condition.values(onGrid: others.map { all[$0] }), axes: others, sizes)
                for (mode, d) in others.enumerated()
                where MarginalEnvelope(coefficients.largestMagnitudes(along: mode)).tail > Self.tolerance {
                    open[d] = true
                }
                faces.append((condition, others, coefficients))
            }
            if !open.contains(true) {
                open = try missed(interpolants, faces, sizes)
                if !open.contains(true) { return sizes }
            }
            let next = limits.grown(sizes, open: open)
            // At the limit the step before is returned, so that the solver still sees what growing changes.
            guard next != sizes else { return previous }
            (previous, sizes) = (sizes, next)
        }
    }

    private func nodes(_ sizes: [Int]) -> [[Double]] {
        sizes.indices.map { physical(problem.variables[$0], GaussGrid.of(sizes[$0]).nodes.array) }
    }

    private func analysed(_ values: Tensor, axes: [Int], _ sizes: [Int]) -> Tensor {
        var result = values
        for (mode, d) in axes.enumerated() { result.multiply(along: mode, by: GaussGrid.of(sizes[d]).analysis) }
        return result
    }

    /// Variables in which some interpolant does not meet its formula at irregular places, some of them close to the faces.
    private func missed(
        _ interpolants: [Tensor], _ faces: [(condition: FaceCondition, others: [Int], coefficients: Tensor)],
        _ sizes: [Int]
    ) throws(PDEError) -> [Bool] {
        let reference = Self.irregular(sizes.count < 4 ? 29 : 11)
        let places = problem.variables.map { physical($0, reference.array) }
        let tables = sizes.map { OrthonormalLegendre.values(at: reference, count: $0) }
        for (row, coefficients) in zip(try problem.formulation.data(onGrid: places), interpolants)
        where !Self.agree(coefficients, row, tables) { return sizes.map { _ in true } }
        let fine = Self.irregular(sizes.count == 2 ? 397 : sizes.count == 3 ? 61 : 23)
        let fineTables = sizes.map { OrthonormalLegendre.values(at: fine, count: $0) }
        var open = sizes.map { _ in false }
        for (condition, others, coefficients) in faces {
            let truth = try condition.values(onGrid: others.map { physical(problem.variables[$0], fine.array) })
            if !Self.agree(coefficients, truth, others.map { fineTables[$0] }) { for d in others { open[d] = true } }
        }
        return open
    }

    private static func agree(_ coefficients: Tensor, _ truth: Tensor, _ tables: [Matrix]) -> Bool {
        var values = coefficients
        for (mode, table) in tables.enumerated() { values = values.product(along: mode, with: table) }
        values.add(truth, scaledBy: -1)
        return values.values.maximumMagnitude <= 1e-9 * truth.values.maximumMagnitude
    }

    private static func irregular(_ count: Int) -> Vector {
        let inner = (0..<count).map { i -> Double in
            -1 + 2 * (Double(i) + 0.5 + 0.155 * Double((i * 7) % 5 - 2)) / Double(count)
        }
        return Vector([-0.9999, -0.997] + inner + [0.998, 0.99995])
    }

    private func physical(_ variable: DomainVariable, _ reference: [Double]) -> [Double] {
        reference.map { variable.lower + 0.5 * variable.length * (1 + $0) }
    }
}
