/// The residuals of a system between its nodes.
struct SystemResidual: Sendable {
    /// F_e at the nodes of the check.
    let values: [[Double]]
    /// The largest term of each equation.
    let largestTerms: [Double]
    /// The largest residual relative to the largest term of its equation.
    let relative: Double
    /// The root mean square of the residuals, relative to their largest terms.
    let rootMeanSquare: Double

    init(of state: [Double], on discretization: any SystemDiscretization, posed: PosedSystem) throws(PDEError) {
        let nodes = discretization.checkNodes
        let derivatives = discretization.checkValues(state)
        let found = try posed.formulation.evaluate(
            columns: nodes, values: derivatives, coefficients: posed.coefficients(nodes))
        let zero = try? posed.formulation.evaluate(
            columns: nodes, values: derivatives.map { $0.map { _ in 0 } }, coefficients: posed.coefficients(nodes))
        values = found.residuals
        var terms: [Double] = []
        for e in values.indices {
            var largest = zero.map { $0.residuals[e].reduce(0) { max($0, abs($1)) } } ?? 0
            for (d, slope) in found.slopes[e].enumerated() {
                guard let slope else { continue }
                for i in slope.indices { largest = max(largest, abs(slope[i] * derivatives[d][i])) }
            }
            terms.append(largest)
        }
        largestTerms = terms
        relative = zip(values, terms).reduce(0) { worst, pair in
            let largest = pair.0.reduce(0) { max($0, abs($1)) }
            return max(worst, pair.1 > 0 ? largest / pair.1 : largest)
        }
        let squares = zip(values, terms).map { row, term -> Double in
            let scale = term > 0 ? term : 1
            return row.reduce(0) { $0 + ($1 / scale) * ($1 / scale) } / Double(max(row.count, 1))
        }
        rootMeanSquare = (squares.max() ?? 0).squareRoot()
    }
}
